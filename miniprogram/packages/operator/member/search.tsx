import type { MemberFound } from '@shared/contract';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call';
import type { Fault, Refused } from '../../../api/outcome';
import { FindLine } from '../../../features/operator/find-line';
import { memberDesk as texts } from '../../../texts/member-desk';
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
  const [asked, setAsked] = useState<Asked>({ state: 'none' });
  async function find(text: string): Promise<void> {
    setAsked({ state: 'asking' });
    const outcome = await call('admin', 'member.find', { text });
    setAsked(outcome.ok ? { state: 'found', found: outcome.value } : { state: 'failed', trouble: outcome });
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (first) void find(first);
  }, []);
  return (
    <>
      <FindLine
        name="text"
        words={{
          ask: texts.ask,
          hint: texts.askHint,
          example: texts.example,
          find: texts.find,
          scan: texts.scan,
        }}
        first={first}
        error={asked.state === 'failed' ? sentenceOf(asked.trouble) : undefined}
        busy={asked.state === 'asking'}
        found={asked.state === 'found'}
        find={find}
      />
      {asked.state === 'found' && <AskReason key={asked.found.memberId} found={asked.found} open={open} />}
    </>
  );
}

const sentenceOf = (trouble: Fault | Refused): string =>
  'refusal' in trouble && trouble.refusal.code === 'not_found' ? texts.none : troubleText(trouble);
