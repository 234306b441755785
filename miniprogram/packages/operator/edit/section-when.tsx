import { View } from '@tarojs/components';
import type { Editor } from '../../../features/offers/use-editor';
import { form as words } from '../../../texts/form';
import { editor } from '../../../texts/offer-editor';
import { Choices, ManyChoices } from '../../../ui/form/choices';
import { Field, Row, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { DayBox, DaysBox, HoursBox, MomentBox } from '../../../ui/form/when';

const WEEKDAYS = words.days.map((label, place) => ({ value: place + 1, label }));

/** When it can be claimed, and when it can be used. */
export function WhenSection({ editing }: { editing: Editor }) {
  const { form, change, errors } = editing;
  const [title, hint] = editor.sections.when;
  return (
    <Section title={title} hint={hint}>
      <Field name="claimFrom" label={editor.claimFrom} error={errors.claimFrom}>
        <MomentBox value={form.claimFrom} change={(claimFrom) => change({ claimFrom })} />
      </Field>
      <Field name="claimTo" label={editor.claimTo} error={errors.claimTo}>
        <MomentBox value={form.claimTo} end change={(claimTo) => change({ claimTo })} />
      </Field>
      {form.kind === 'bundle' ? (
        <View className="desk-note">{editor.bundleHint}</View>
      ) : (
        <>
          <ValidityField editing={editing} />
          <Field name="weekdays" label={editor.weekdays} hint={editor.weekdaysHint} optional>
            <ManyChoices
              choices={WEEKDAYS}
              chosen={form.weekdays}
              change={(weekdays) => change({ weekdays })}
            />
          </Field>
          <Field name="hours" label={editor.hours} hint={editor.hoursHint} error={errors.hours} optional>
            <HoursBox value={form.hours} change={(hours) => change({ hours })} />
          </Field>
          <Field
            name="blackout"
            label={editor.blackout}
            hint={editor.blackoutHint}
            error={errors.blackout}
            optional
          >
            <DaysBox value={form.blackout} change={(blackout) => change({ blackout })} />
          </Field>
        </>
      )}
    </Section>
  );
}

/** Fixed days, or counted from the claim. */
function ValidityField({ editing: { form, change, errors } }: { editing: Editor }) {
  const { validity } = form;
  const put = (part: Partial<typeof validity>) => change({ validity: { ...validity, ...part } });
  return (
    <Field name="validity" label={editor.validity} error={errors.validity}>
      <Choices choices={editor.validityTypes} chosen={validity.type} choose={(type) => put({ type })} />
      {validity.type === 'fixed' ? (
        <Row>
          <Field name="validity-from" label={editor.validFrom}>
            <DayBox value={validity.from} change={(from) => put({ from })} />
          </Field>
          <Field name="validity-to" label={editor.validTo}>
            <DayBox value={validity.to} change={(to) => put({ to })} />
          </Field>
        </Row>
      ) : (
        <Row>
          <Field name="validity-start" label={editor.startInDays} hint={editor.startInDaysHint}>
            <TextBox
              kind="whole"
              value={validity.startInDays}
              change={(startInDays) => put({ startInDays })}
              placeholder="0"
              max={3}
              unit={editor.daysUnit}
            />
          </Field>
          <Field name="validity-days" label={editor.validDays}>
            <TextBox
              kind="whole"
              value={validity.days}
              change={(days) => put({ days })}
              placeholder="30"
              max={4}
              unit={editor.daysUnit}
            />
          </Field>
        </Row>
      )}
    </Field>
  );
}
