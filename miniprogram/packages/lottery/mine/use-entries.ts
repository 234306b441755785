import type { MyGuess } from '@shared/contract';
import { useEffect, useState } from 'react';
import { call } from '../../../api/call';
import type { ValueOf } from '../../../api/outcome';

type Mine = ValueOf<'campaign', 'lottery.mine'>;

/** My guesses beyond the first page, one page at a time; a new first page begins anew. */
export function useEntries(first: Mine): {
  entries: MyGuess[];
  more: 'none' | 'ready' | 'asking' | 'failed';
  next(): void;
} {
  const [rest, setRest] = useState<Mine[]>([]);
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');
  // biome-ignore lint/correctness/useExhaustiveDependencies: pages that followed an older first page are stale
  useEffect(() => {
    setRest([]);
    setState('idle');
  }, [first]);
  const cursor = (rest[rest.length - 1] ?? first).cursor;
  async function next(): Promise<void> {
    if (!cursor || state === 'asking') return;
    setState('asking');
    const outcome = await call('campaign', 'lottery.mine', { cursor });
    if (outcome.ok) setRest((pages) => [...pages, outcome.value]);
    setState(outcome.ok ? 'idle' : 'failed');
  }
  return {
    entries: [first, ...rest].flatMap(({ entries }) => entries),
    more: cursor ? (state === 'idle' ? 'ready' : state) : 'none',
    next,
  };
}
