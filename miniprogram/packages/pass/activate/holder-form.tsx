import type { HolderRelation } from '@shared/contract';
import { View } from '@tarojs/components';
import type { HolderDraft } from '../../../features/pass/holders';
import { pass as texts } from '../../../texts/pass';
import { Choices, Tick } from '../../../ui/form/choices';
import { Field, Row, Section } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';

interface Props {
  draft: HolderDraft;
  title: string;
  /** What this person can be; one is not asked about. */
  relations: HolderRelation[];
  nameOf(field: string): string;
  errorOf(field: string): string | undefined;
  change(draft: HolderDraft): void;
}

/** One person of a pass. A child needs a guardian's word, and only a guardian gives a birthday. */
export function HolderForm({ draft, title, relations, nameOf, errorOf, change }: Props) {
  const set = (part: Partial<HolderDraft>) => change({ ...draft, ...part });
  const child = draft.relation === 'child';
  return (
    <View className="activate-holder">
      <Section title={title} {...(child ? { hint: texts.childHint } : {})}>
        <Field name={nameOf('name')} label={texts.name} error={errorOf('name')}>
          <TextBox
            value={draft.name}
            max={32}
            placeholder={texts.nameHint}
            change={(name) => set({ name })}
          />
        </Field>
        {relations.length > 1 && (
          <Field name={nameOf('relation')} label={texts.relation} error={errorOf('relation')}>
            <Choices
              choices={relations.map((value) => ({ value, label: texts.relations[value] }))}
              chosen={draft.relation}
              choose={(relation) => set({ relation })}
            />
          </Field>
        )}
        {child && (
          <Field name={nameOf('consent')} label={texts.guardian} error={errorOf('consent')}>
            <Tick label={texts.consent} on={draft.consent} change={(consent) => set({ consent })} />
          </Field>
        )}
        <BirthdayField draft={draft} name={nameOf('birthday')} error={errorOf('birthday')} set={set} />
      </Section>
    </View>
  );
}

interface BirthdayProps {
  draft: HolderDraft;
  name: string;
  error: string | undefined;
  set(part: Partial<HolderDraft>): void;
}

/** Month and day only: what a card needs, and no more. */
const BirthdayField = ({ draft, name, error, set }: BirthdayProps) => (
  <>
    <Tick label={texts.birthday} on={draft.birthday} change={(birthday) => set({ birthday })} />
    {draft.birthday && (
      <View className="activate-birthday">
        <Field name={name} label={texts.calendar} error={error}>
          <Choices
            choices={(['solar', 'lunar'] as const).map((value) => ({ value, label: texts.calendars[value] }))}
            chosen={draft.calendar}
            choose={(calendar) => set({ calendar })}
          />
        </Field>
        <Row>
          <Field name={`${name}.month`} label={texts.month}>
            <TextBox
              kind="whole"
              max={2}
              value={draft.month}
              placeholder="6"
              change={(month) => set({ month })}
            />
          </Field>
          <Field name={`${name}.day`} label={texts.day}>
            <TextBox kind="whole" max={2} value={draft.day} placeholder="18" change={(day) => set({ day })} />
          </Field>
        </Row>
        {draft.calendar === 'lunar' && (
          <Tick label={texts.leap} on={draft.leap} change={(leap) => set({ leap })} />
        )}
      </View>
    )}
  </>
);
