import { View } from '@tarojs/components';
import { useState } from 'react';
import { conditions as words } from '../../texts/conditions';
import { eventNames } from '../../texts/event-names';
import { Choices } from '../../ui/form/choices';
import { Field, Row } from '../../ui/form/field';
import { PickBox } from '../../ui/form/pick-box';
import { TextBox } from '../../ui/form/text-box';
import { Sheet } from '../../ui/sheet';
import { isMoney, MEASURES, partsOf } from './catalogue';
import { FilterFields } from './filter-fields';
import type { RowForm, RowProps } from './model';
import { rowField } from './read';

/** So many times in so many days. */
export const CountFields = (props: RowProps) => (
  <>
    <EventField {...props} />
    <FilterFields {...props} event={props.row.event} />
    <Row>
      <WindowField {...props} />
      <AmountField {...props} label={words.atLeastTimes} kind="whole" unit={words.times} example="3" />
    </Row>
  </>
);

/** So much in so many days. */
export function SumFields(props: RowProps) {
  const { event, prop } = partsOf(props.row.measure);
  const money = isMoney(prop);
  return (
    <>
      <Field name={rowField(props.place, 'measure')} label={words.measure}>
        <Choices
          choices={MEASURES.map((value) => ({ value, label: words.measures[value] }))}
          chosen={props.row.measure}
          choose={(measure) => props.put({ measure })}
        />
      </Field>
      <FilterFields {...props} event={event} />
      <Row>
        <WindowField {...props} />
        <AmountField
          {...props}
          label={words.atLeastSum}
          kind={money ? 'money' : 'whole'}
          example={money ? '200' : '10'}
        />
      </Row>
    </>
  );
}

/** So many days since the last time. */
export function SinceFields(props: RowProps) {
  const { row, place, errors, put } = props;
  return (
    <>
      <EventField {...props} />
      <Field name={rowField(place, 'order')} label={words.order} hint={words.neverHint}>
        <Choices choices={words.orders} chosen={row.order} choose={(order) => put({ order })} />
      </Field>
      <Field name={rowField(place, 'days')} label={words.howLong} error={errors[rowField(place, 'days')]}>
        <TextBox
          kind="whole"
          value={row.days}
          change={(days) => put({ days })}
          placeholder="30"
          max={4}
          unit={words.days}
        />
      </Field>
    </>
  );
}

function EventField({ row, place, put }: RowProps) {
  const [open, setOpen] = useState(false);
  return (
    <Field name={rowField(place, 'event')} label={words.event}>
      <PickBox text={eventNames[row.event] ?? row.event} ask={words.chooseEvent} open={() => setOpen(true)} />
      {open && (
        <EventSheet
          chosen={row.event}
          pick={(event) => {
            put({ event });
            setOpen(false);
          }}
          close={() => setOpen(false)}
        />
      )}
    </Field>
  );
}

interface SheetProps {
  chosen: RowForm['event'];
  pick(event: RowForm['event']): void;
  close(): void;
}

/** Everything that can happen, by what it is about. */
const EventSheet = ({ chosen, pick, close }: SheetProps) => (
  <Sheet title={words.chooseEvent} close={close}>
    {words.groups.map(([title, events]) => (
      <View key={title}>
        <View className="condition-group">{title}</View>
        <Choices
          choices={events.map((value) => ({ value, label: eventNames[value] ?? value }))}
          chosen={chosen}
          choose={pick}
        />
      </View>
    ))}
  </Sheet>
);

const WindowField = ({ row, place, errors, put }: RowProps) => (
  <Field
    name={rowField(place, 'windowDays')}
    label={words.windowDays}
    error={errors[rowField(place, 'windowDays')]}
  >
    <TextBox
      kind="whole"
      value={row.windowDays}
      change={(windowDays) => put({ windowDays })}
      placeholder="30"
      max={4}
      unit={words.days}
    />
  </Field>
);

interface AmountProps extends RowProps {
  label: string;
  kind: 'whole' | 'money';
  example: string;
  unit?: string;
}

const AmountField = ({ row, place, errors, put, label, kind, example, unit }: AmountProps) => (
  <Field name={rowField(place, 'atLeast')} label={label} error={errors[rowField(place, 'atLeast')]}>
    <TextBox
      kind={kind}
      value={row.atLeast}
      change={(atLeast) => put({ atLeast })}
      placeholder={example}
      max={10}
      {...(unit ? { unit } : {})}
    />
  </Field>
);
