import type { MemberFound } from '@shared/contract';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { call } from '../../../api/call';
import type { Fault, Refused } from '../../../api/outcome';
import { memberDesk as texts } from '../../../texts/member-desk';
import { Card } from '../../../ui/bits';
import { Button } from '../../../ui/button';
import { Choices } from '../../../ui/form/choices';
import { Field } from '../../../ui/form/field';
import { Reader } from '../../../ui/form/reader';
import { TextBox } from '../../../ui/form/text-box';
import { dayOf } from '../../../ui/format';
import { troubleText } from '../../../ui/states';
import { useNow } from '../../../ui/use-now';
import type { Opened } from './opened';

const OTHER = texts.reasons[texts.reasons.length - 1];
const CHOICES = texts.reasons.map((reason) => ({ value: reason, label: reason }));
/** Most characters of a reason, as the contract has it. */
const MAX = 200;

/** Who was found, in a few words, and why they are to be opened. */
export function AskReason({ found, open }: { found: MemberFound; open(opened: Opened): void }) {
  const now = useNow(60_000);
  const [chosen, choose] = useState('');
  const [words, setWords] = useState('');
  const [state, setState] = useState<'idle' | 'asking' | { trouble: Fault | Refused }>('idle');
  const reason = chosen === OTHER ? new Reader().words('reason', words, { max: MAX }) : chosen;
  async function look(): Promise<void> {
    if (!reason) return;
    setState('asking');
    const outcome = await call('admin', 'member.view', { memberId: found.memberId, reason });
    if (outcome.ok) open({ view: outcome.value, reason });
    else setState({ trouble: outcome });
  }
  return (
    <>
      <Card className={`mdesk-found mdesk-tier-${found.tier}`}>
        <View className="mdesk-name">{found.name}</View>
        <View className="mdesk-found-line figures">
          {texts.tiers[found.tier]} · {texts.joined(dayOf(found.joinedAt, now))}
        </View>
        <View className="mdesk-found-line">{texts.foundBy[found.by]}</View>
      </Card>
      <Field name="reason" label={texts.reason} hint={texts.reasonHint}>
        <Choices choices={CHOICES} chosen={chosen} choose={(value) => choose(value)} />
        {chosen === OTHER && (
          <TextBox value={words} change={setWords} max={MAX} placeholder={texts.reasonOther} />
        )}
      </Field>
      {typeof state === 'object' && <View className="mdesk-trouble">{troubleText(state.trouble)}</View>}
      <Button busy={state === 'asking'} off={!reason} onPress={look}>
        {texts.open}
      </Button>
    </>
  );
}
