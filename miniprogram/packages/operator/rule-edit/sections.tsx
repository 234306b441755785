import { View } from '@tarojs/components';
import { ConditionRows } from '../../../features/conditions/rows';
import { sayRule } from '../../../features/conditions/say';
import { Sentence } from '../../../features/conditions/sentence';
import type { Editing } from '../../../features/operator/draft-form';
import { type RuleForm, ruleOf } from '../../../features/tag-desk/rule-form';
import { ruleEditor as editor } from '../../../texts/tag-desk';
import { Field, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';

interface Props {
  editing: Editing<RuleForm>;
}

export function NameSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.name;
  return (
    <Section title={title} hint={hint}>
      <Field name="name" label={editor.name} error={errors.name}>
        <TextBox
          value={form.name}
          change={(name) => change({ name })}
          placeholder={editor.nameExample}
          max={32}
        />
      </Field>
    </Section>
  );
}

export function WhenSection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.when;
  return (
    <Section title={title} hint={hint}>
      <ConditionRows
        condition={form.condition}
        errors={errors}
        change={(condition) => change({ condition })}
        own={form.name.trim()}
      />
    </Section>
  );
}

/** How long the tag stays; and, once it can be said, what all of it means. */
export function StaySection({ editing: { form, change, errors } }: Props) {
  const [title, hint] = editor.sections.stay;
  const read = ruleOf({ ...form, name: form.name.trim() === '' ? editor.unnamed : form.name });
  return (
    <Section title={title} hint={hint}>
      <Field name="forDays" label={editor.forDays} hint={editor.forDaysHint} error={errors.forDays}>
        <TextBox
          kind="whole"
          value={form.forDays}
          change={(forDays) => change({ forDays })}
          placeholder="30"
          max={4}
          unit={editor.days}
        />
      </Field>
      <Field name="means" label={editor.means}>
        {'spec' in read ? (
          <Sentence when={read.spec.when} say={(names) => sayRule(read.spec, names)} />
        ) : (
          <View className="field-hint">{editor.unfinished}</View>
        )}
      </Field>
    </Section>
  );
}
