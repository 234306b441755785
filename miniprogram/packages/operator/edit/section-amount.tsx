import type { Editor } from '../../../features/offers/use-editor';
import { editor } from '../../../texts/offer-editor';
import { Field, Row, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';

/** How many there are, for all and for one. */
export function AmountSection({ editing: { form, change, errors } }: { editing: Editor }) {
  const [title, hint] = editor.sections.amount;
  return (
    <Section title={title} hint={hint}>
      <Row>
        <Field name="stock" label={editor.stock} hint={editor.stockHint} error={errors.stock}>
          <TextBox
            kind="whole"
            value={form.stock}
            change={(stock) => change({ stock })}
            placeholder="1000"
            max={7}
            unit={editor.unit}
          />
        </Field>
        <Field name="perMember" label={editor.perMember} error={errors.perMember}>
          <TextBox
            kind="whole"
            value={form.perMember}
            change={(perMember) => change({ perMember })}
            placeholder="1"
            max={4}
            unit={editor.perMemberUnit}
          />
        </Field>
        <Field
          name="stockPerDay"
          label={editor.stockPerDay}
          hint={editor.stockPerDayHint}
          error={errors.stockPerDay}
          optional
        >
          <TextBox
            kind="whole"
            value={form.stockPerDay}
            change={(stockPerDay) => change({ stockPerDay })}
            placeholder="100"
            max={7}
            unit={editor.unit}
          />
        </Field>
      </Row>
    </Section>
  );
}
