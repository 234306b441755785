import type { PropertyName, Tier } from '@shared/contract';
import { useState } from 'react';
import { conditions as words } from '../../texts/conditions';
import { Choices } from '../../ui/form/choices';
import { Field } from '../../ui/form/field';
import { PickBox } from '../../ui/form/pick-box';
import { TextBox } from '../../ui/form/text-box';
import { TagSheet } from '../tag-desk/tag-sheet';
import type { RowForm, RowProps } from './model';
import { rowField } from './read';
import { tagText } from './tag-text';

const PROPERTIES = (Object.keys(words.properties) as PropertyName[]).map((value) => ({
  value,
  label: words.properties[value],
}));
const TIERS = (Object.keys(words.tiers) as Tier[]).map((value) => ({ value, label: words.tiers[value] }));
const PASSES = (Object.keys(words.passes) as RowForm['pass'][]).map((value) => ({
  value,
  label: words.passes[value],
}));

/** How somebody stands now. */
export function PropertyFields(props: RowProps) {
  const { row, place, put } = props;
  return (
    <>
      <Field name={rowField(place, 'property')} label={words.property}>
        <Choices choices={PROPERTIES} chosen={row.property} choose={(property) => put({ property })} />
      </Field>
      <ValueField {...props} />
    </>
  );
}

function ValueField({ row, place, errors, put }: RowProps) {
  const { property } = row;
  switch (property) {
    case 'tier':
      return (
        <Field name={rowField(place, 'tier')} label={words.tier}>
          <Choices choices={TIERS} chosen={row.tier} choose={(tier) => put({ tier })} />
          <Choices
            choices={words.tierOrders}
            chosen={row.tierOrder}
            choose={(tierOrder) => put({ tierOrder })}
          />
        </Field>
      );
    case 'pass':
      return (
        <Field name={rowField(place, 'pass')} label={words.pass}>
          <Choices choices={PASSES} chosen={row.pass} choose={(pass) => put({ pass })} />
        </Field>
      );
    case 'points':
    case 'joinedDays':
      return (
        <Field
          name={rowField(place, 'number')}
          label={words[property]}
          error={errors[rowField(place, 'number')]}
        >
          <TextBox
            kind="whole"
            value={row.number}
            change={(number) => put({ number })}
            placeholder={property === 'points' ? '500' : '30'}
            max={9}
            unit={property === 'points' ? words.pointsUnit : words.days}
          />
        </Field>
      );
    case 'channel':
    case 'group':
      return (
        <Field name={rowField(place, 'word')} label={words[property]} error={errors[rowField(place, 'word')]}>
          <TextBox
            value={row.word}
            change={(word) => put({ word })}
            placeholder={property === 'channel' ? words.channelExample : words.groupExample}
            max={64}
          />
        </Field>
      );
  }
}

interface TagProps extends RowProps {
  basic: boolean;
  own: string;
}

/** A tag of a rule, of the radar or by hand. */
export function TagField({ row, place, errors, put, basic, own }: TagProps) {
  const [open, setOpen] = useState(false);
  const field = rowField(place, 'tag');
  return (
    <Field name={field} label={words.tag} error={errors[field]}>
      <PickBox text={tagText(row.tag)} ask={words.chooseTag} open={() => setOpen(true)} />
      {open && (
        <TagSheet
          chosen={row.tag}
          use={basic ? 'segment' : 'rule'}
          without={own}
          pick={(tag) => put({ tag })}
          close={() => setOpen(false)}
        />
      )}
    </Field>
  );
}
