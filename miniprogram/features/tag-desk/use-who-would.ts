import type { Sample } from '@shared/contract';
import { useEffect, useState } from 'react';
import { call } from '../../api/call';
import type { Fault, Refused } from '../../api/outcome';

export interface WhoWould {
  /** So far; undefined: nothing is known yet. */
  size?: number;
  samples: Sample[];
  /** There are members that were not looked at yet. */
  counting: boolean;
  trouble?: Fault | Refused;
}

const SAMPLES = 10;
const NOTHING: WhoWould = { samples: [], counting: true };

/** Whom the saved rule would mark now, asked for part by part until all members were looked at. */
export function useWhoWould(ruleId: string): WhoWould & { again(): void } {
  const [known, setKnown] = useState(NOTHING);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `tries` asks again in the same words
  useEffect(() => {
    let over = false;
    void count(ruleId, (next) => {
      if (!over) setKnown(next);
      return !over;
    });
    return () => {
      over = true;
    };
  }, [ruleId, tries]);
  return { ...known, again: () => setTries(tries + 1) };
}

/** @param tell hears each step, and answers whether anybody still wants to know */
async function count(ruleId: string, tell: (known: WhoWould) => boolean): Promise<void> {
  let known = NOTHING;
  let cursor: string | undefined;
  do {
    const answer = await call('admin', 'tagRule.preview', { ruleId, ...(cursor ? { cursor } : {}) });
    if (!answer.ok) {
      tell({ samples: [], counting: false, trouble: answer });
      return;
    }
    cursor = answer.value.cursor;
    known = {
      size: (known.size ?? 0) + answer.value.members,
      samples: [...known.samples, ...answer.value.samples].slice(0, SAMPLES),
      counting: cursor !== undefined,
    };
  } while (tell(known) && cursor !== undefined);
}
