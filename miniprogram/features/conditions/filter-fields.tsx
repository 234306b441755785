import { type ReactElement, useState } from 'react';
import { useQuery } from '../../api/use-query';
import { conditions as words } from '../../texts/conditions';
import { type Choice, Choices } from '../../ui/form/choices';
import { Field } from '../../ui/form/field';
import { PickBox } from '../../ui/form/pick-box';
import { OfferPickSheet } from '../offers/offer-pick-sheet';
import { type FilterName, filtersOf, TOPICS } from './catalogue';
import type { RowForm, RowProps } from './model';
import { useNames } from './use-names';

/** What narrows an event: of one topic, offer or store only. */
export const FilterFields = ({ row, place, put, event }: RowProps & { event: RowForm['event'] }) => (
  <>
    {filtersOf(event).map((name) => {
      const Pick = PICKS[name];
      const set = (value: string) => put({ filter: { ...row.filter, [name]: value } });
      return (
        <Field key={name} name={`row-${place}-${name}`} label={words.filter[name]}>
          <Pick value={row.filter[name]} set={set} />
        </Field>
      );
    })}
  </>
);

interface PickProps {
  /** Empty: any. */
  value: string;
  set(value: string): void;
}

/** One of some, or any; what is chosen already stays to be seen, also where it is gone. */
function OneOf({ choices, value, set }: PickProps & { choices: Choice<string>[] }) {
  const known = choices.some((choice) => choice.value === value) || value === '';
  return (
    <Choices
      choices={[{ value: '', label: words.any }, ...choices, ...(known ? [] : [{ value, label: value }])]}
      chosen={value}
      choose={set}
    />
  );
}

const TopicPick = (props: PickProps) => <OneOf choices={TOPICS} {...props} />;

function StorePick(props: PickProps) {
  const { value } = useQuery('admin', 'store.list', {});
  const stores = value?.items.map(({ storeId, name }) => ({ value: storeId as string, label: name })) ?? [];
  return <OneOf choices={stores} {...props} />;
}

function OfferPick({ value, set }: PickProps) {
  const [open, setOpen] = useState(false);
  const names = useNames();
  return (
    <>
      <PickBox
        text={value && names.offer(value)}
        ask={words.any}
        open={() => setOpen(true)}
        clear={() => set('')}
      />
      {open && (
        <OfferPickSheet
          title={words.pickOffer}
          taken={[]}
          pick={({ offerId }) => set(offerId)}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}

const PICKS: Record<FilterName, (props: PickProps) => ReactElement> = {
  topic: TopicPick,
  offerId: OfferPick,
  storeId: StorePick,
};
