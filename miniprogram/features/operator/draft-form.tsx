import { View } from '@tarojs/components';
import Taro, { useRouter } from '@tarojs/taro';
import { type ReactNode, useEffect, useState } from 'react';
import { isFault } from '../../api/caller';
import type { Fault, Refused } from '../../api/outcome';
import { command } from '../../texts/command';
import { form as words } from '../../texts/form';
import { Button } from '../../ui/button';
import type { Errors } from '../../ui/form/reader';
import { showField } from '../../ui/form/show-field';
import { Page } from '../../ui/page';
import { troubleText } from '../../ui/states';
import { Restored } from './restored';
import { FootRow } from './rows';
import { useDraft } from './use-draft';
import './draft-form.scss';

/** A form that is being filled in, as its sections see it. */
export interface Editing<Form> {
  form: Form;
  change(part: Partial<Form>): void;
  errors: Errors;
}

interface Props<Form, Spec> {
  title: string;
  /** Whose form: what is typed stays on the phone under this name until it is saved. */
  name: string;
  /** Of the draft that is edited, as it is saved; a new one has none. */
  version?: number | undefined;
  /** The word on the button, where what is saved is no draft. */
  does?: string;
  /** What stands in it at first. */
  first(): Form;
  /** What the cloud is sent, or what cannot be sent and why. */
  read(form: Form): { spec: Spec } | { errors: Errors };
  /** `version`: what it is based on; none: whatever somebody else has changed since. */
  save(spec: Spec, version: number | undefined): Promise<{ ok: true } | Fault | Refused>;
  children(editing: Editing<Form>): ReactNode;
}

/** The form of something that operators set up: says what is wrong, saves, and asks twice before it saves over others. */
export function DraftForm<Form extends object, Spec>({
  title,
  name,
  version,
  does = words.save,
  first,
  read,
  save,
  children,
}: Props<Form, Spec>) {
  const draft = useDraft(name, first, version);
  const { form, change } = draft;
  const { field } = useRouter().params;
  useEffect(() => {
    if (field) showField(field);
  }, [field]);
  const [tried, setTried] = useState(false);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Fault | Refused>();
  const answer = read(form);
  const errors = tried && 'errors' in answer ? answer.errors : {};

  async function press(): Promise<void> {
    setTried(true);
    if ('errors' in answer) return showField(Object.keys(answer.errors)[0] ?? '');
    setBusy(true);
    const outcome = await save(answer.spec, over ? undefined : draft.version);
    if (outcome.ok) draft.saved();
    setBusy(false);
    setTrouble(outcome.ok ? undefined : outcome);
    if (outcome.ok) Taro.showToast({ title: words.saved, icon: 'none' });
    else setOver('refusal' in outcome && outcome.refusal.code === 'version_conflict');
  }

  const wrong = Object.keys(errors).length;
  const note =
    wrong > 0
      ? words.wrong(wrong)
      : over
        ? words.overtaken
        : trouble && (isFault(trouble) ? command.unsure : troubleText(trouble));
  return (
    <Page
      title={title}
      foot={
        <View>
          {note && <View className="draft-note">{note}</View>}
          <FootRow>
            {[
              <Button key="save" busy={busy} onPress={press}>
                {does}
              </Button>,
            ]}
          </FootRow>
        </View>
      }
    >
      <View className="desk draft-form">
        {draft.restored !== 'no' && (
          <Restored
            words={draft.restored === 'older' ? words.restoredOlder : words.restored}
            startOver={draft.startOver}
          />
        )}
        {children({ form, change, errors })}
      </View>
    </Page>
  );
}
