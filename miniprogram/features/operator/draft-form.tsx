import { View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { type ReactNode, useState } from 'react';
import { isFault } from '../../api/caller';
import type { Fault, Refused } from '../../api/outcome';
import { command } from '../../texts/command';
import { form as words } from '../../texts/form';
import { Button } from '../../ui/button';
import type { Errors } from '../../ui/form/reader';
import { showField } from '../../ui/form/show-field';
import { Page } from '../../ui/page';
import { troubleText } from '../../ui/states';
import { FootRow } from './rows';
import './draft-form.scss';

/** A form that is being filled in, as its sections see it. */
export interface Editing<Form> {
  form: Form;
  change(part: Partial<Form>): void;
  errors: Errors;
}

interface Props<Form, Spec> {
  title: string;
  /** What stands in it at first. */
  first(): Form;
  /** What the cloud is sent, or what cannot be sent and why. */
  read(form: Form): { spec: Spec } | { errors: Errors };
  /** `over`: although somebody else has changed it since. */
  save(spec: Spec, over: boolean): Promise<{ ok: true } | Fault | Refused>;
  children(editing: Editing<Form>): ReactNode;
}

/** The form of something that operators set up: says what is wrong, saves, and asks twice before it saves over others. */
export function DraftForm<Form extends object, Spec>({
  title,
  first,
  read,
  save,
  children,
}: Props<Form, Spec>) {
  const [form, setForm] = useState(first);
  const [tried, setTried] = useState(false);
  const [over, setOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Fault | Refused>();
  const answer = read(form);
  const errors = tried && 'errors' in answer ? answer.errors : {};
  const change = (part: Partial<Form>) => setForm((before) => ({ ...before, ...part }));

  async function press(): Promise<void> {
    setTried(true);
    if ('errors' in answer) return showField(Object.keys(answer.errors)[0] ?? '');
    setBusy(true);
    const outcome = await save(answer.spec, over);
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
                {words.save}
              </Button>,
            ]}
          </FootRow>
        </View>
      }
    >
      <View className="desk draft-form">{children({ form, change, errors })}</View>
    </Page>
  );
}
