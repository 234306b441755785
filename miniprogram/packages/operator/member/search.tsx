import type { MemberFound } from '@shared/contract';
import { View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call';
import type { Fault, Refused } from '../../../api/outcome';
import { hasScanner, scan } from '../../../platform/scan';
import { memberDesk as texts } from '../../../texts/member-desk';
import { Button } from '../../../ui/button';
import { Field } from '../../../ui/form/field';
import { TextBox } from '../../../ui/form/text-box';
import { troubleText } from '../../../ui/states';
import { AskReason } from './ask-reason';
import type { Opened } from './opened';

type Asked =
  | { state: 'none' | 'asking' }
  | { state: 'found'; found: MemberFound }
  | { state: 'failed'; trouble: Fault | Refused };

interface Props {
  /** What another page leads here with. */
  first: string;
  open(opened: Opened): void;
}

/** One text in, one member out; what they are opened for is asked before anything is shown. */
export function Search({ first, open }: Props) {
  const [typed, setTyped] = useState(first);
  const [asked, setAsked] = useState<Asked>({ state: 'none' });
  async function find(text: string): Promise<void> {
    setAsked({ state: 'asking' });
    const outcome = await call('admin', 'member.find', { text });
    setAsked(outcome.ok ? { state: 'found', found: outcome.value } : { state: 'failed', trouble: outcome });
  }
  async function scanAndFind(): Promise<void> {
    const text = await scan();
    if (text === null) return;
    setTyped(text);
    await find(text);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (first) void find(first);
  }, []);
  return (
    <>
      <Field
        name="text"
        label={texts.ask}
        hint={texts.askHint}
        error={asked.state === 'failed' ? sentenceOf(asked.trouble) : undefined}
      >
        <TextBox
          value={typed}
          change={setTyped}
          max={300}
          placeholder={texts.example}
          done={() => void find(typed)}
        />
      </Field>
      <View className="mdesk-ways">
        <View className="mdesk-way">
          <Button
            look={asked.state === 'found' ? 'quiet' : 'main'}
            busy={asked.state === 'asking'}
            off={typed.trim() === ''}
            onPress={() => find(typed)}
          >
            {texts.find}
          </Button>
        </View>
        {hasScanner && (
          <View className="mdesk-way">
            <Button look="quiet" onPress={scanAndFind}>
              {texts.scan}
            </Button>
          </View>
        )}
      </View>
      {asked.state === 'found' && <AskReason key={asked.found.memberId} found={asked.found} open={open} />}
    </>
  );
}

const sentenceOf = (trouble: Fault | Refused): string =>
  'refusal' in trouble && trouble.refusal.code === 'not_found' ? texts.none : troubleText(trouble);
