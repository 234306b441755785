import type { Editor } from '../../../features/offers/use-editor';
import { editor } from '../../../texts/offer-editor';
import { Choices } from '../../../ui/form/choices';
import { Field, Row, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { PartsField } from './parts-field';

/** What the coupon is: its name and what it is worth. */
export function WhatSection({ editing }: { editing: Editor }) {
  const { form, change, errors } = editing;
  const [title, hint] = editor.sections.what;
  return (
    <Section title={title} hint={hint}>
      <Field name="kind" label={editor.kind}>
        <Choices choices={editor.kinds} chosen={form.kind} choose={(kind) => change({ kind })} />
      </Field>
      <Field name="title" label={editor.title} error={errors.title}>
        <TextBox
          value={form.title}
          change={(text) => change({ title: text })}
          placeholder={editor.titleExample}
        />
      </Field>
      <Worth editing={editing} />
    </Section>
  );
}

function Worth({ editing }: { editing: Editor }) {
  switch (editing.form.kind) {
    case 'cash':
      return <Cash editing={editing} />;
    case 'discount':
      return <Discount editing={editing} />;
    case 'exchange':
      return <Goods editing={editing} />;
    case 'multi':
      return <Multi editing={editing} />;
    case 'bundle':
      return <PartsField editing={editing} />;
  }
}

const Cash = ({ editing: { form, change, errors } }: { editing: Editor }) => (
  <Row>
    <Field name="amount" label={editor.amount} error={errors.amount}>
      <TextBox
        kind="money"
        value={form.amount}
        change={(amount) => change({ amount })}
        placeholder="30"
        max={10}
      />
    </Field>
    <Field
      name="threshold"
      label={editor.threshold}
      hint={editor.thresholdHint}
      error={errors.threshold}
      optional
    >
      <TextBox
        kind="money"
        value={form.threshold}
        change={(threshold) => change({ threshold })}
        placeholder="88"
        max={10}
      />
    </Field>
  </Row>
);

const Discount = ({ editing: { form, change, errors } }: { editing: Editor }) => (
  <Row>
    <Field name="percent" label={editor.fold} hint={editor.foldHint} error={errors.percent}>
      <TextBox
        kind="decimal"
        value={form.fold}
        change={(fold) => change({ fold })}
        placeholder="8.5"
        max={3}
        unit={editor.foldUnit}
      />
    </Field>
    <Field name="cap" label={editor.cap} hint={editor.capHint} error={errors.cap} optional>
      <TextBox kind="money" value={form.cap} change={(cap) => change({ cap })} placeholder="20" max={10} />
    </Field>
  </Row>
);

const Goods = ({ editing: { form, change, errors } }: { editing: Editor }) => (
  <Field name="goods" label={editor.goods} error={errors.goods}>
    <TextBox value={form.goods} change={(goods) => change({ goods })} placeholder={editor.goodsExample} />
  </Field>
);

const Multi = ({ editing }: { editing: Editor }) => {
  const { form, change, errors } = editing;
  return (
    <>
      <Goods editing={editing} />
      <Row>
        <Field name="uses" label={editor.uses} error={errors.uses}>
          <TextBox
            kind="whole"
            value={form.uses}
            change={(uses) => change({ uses })}
            placeholder="3"
            max={2}
            unit={editor.times}
          />
        </Field>
        <Field
          name="usesPerDay"
          label={editor.usesPerDay}
          hint={editor.usesPerDayHint}
          error={errors.usesPerDay}
          optional
        >
          <TextBox
            kind="whole"
            value={form.usesPerDay}
            change={(usesPerDay) => change({ usesPerDay })}
            placeholder="1"
            max={2}
            unit={editor.times}
          />
        </Field>
        <Field
          name="minGapDays"
          label={editor.minGapDays}
          hint={editor.minGapDaysHint}
          error={errors.minGapDays}
          optional
        >
          <TextBox
            kind="whole"
            value={form.minGapDays}
            change={(minGapDays) => change({ minGapDays })}
            placeholder="7"
            max={3}
            unit={editor.daysUnit}
          />
        </Field>
      </Row>
    </>
  );
};
