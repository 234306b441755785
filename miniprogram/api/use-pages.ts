import { useEffect, useState } from 'react';
import { call } from './call';
import type { FunctionName, InputOf, OpName, ValueOf } from './outcome';
import { type Query, useQuery } from './use-query';

interface Page {
  items: unknown[];
  cursor?: string;
}
/** Operations that answer `{ items, cursor? }`. */
export interface Pages<Value extends Page> extends Query<Value> {
  items: Value['items'] | undefined;
  more: 'none' | 'ready' | 'asking' | 'failed';
  /** Fetches the next page; nothing happens while one is on its way or none is left. */
  next(): void;
}

/** A list that grows by pages. The first page is kept and refreshed; a new first page starts the list anew. */
export function usePages<F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
): Pages<ValueOf<F, O> & Page> {
  type Value = ValueOf<F, O> & Page;
  const first = useQuery(fn, op, input) as Query<Value>;
  const [rest, setRest] = useState<Value[]>([]);
  const [state, setState] = useState<'idle' | 'asking' | 'failed'>('idle');

  // biome-ignore lint/correctness/useExhaustiveDependencies: pages that followed an older first page are stale
  useEffect(() => {
    setRest([]);
    setState('idle');
  }, [first.value]);

  const cursor = (rest[rest.length - 1] ?? first.value)?.cursor;
  async function next(): Promise<void> {
    if (!cursor || state === 'asking') return;
    setState('asking');
    const outcome = await call(fn, op, { ...(input as object), cursor } as InputOf<F, O>);
    if (outcome.ok) setRest((pages) => [...pages, outcome.value as Value]);
    setState(outcome.ok ? 'idle' : 'failed');
  }

  const items = first.value && ([first.value, ...rest].flatMap((page) => page.items) as Value['items']);
  const more = !cursor ? 'none' : state === 'idle' ? 'ready' : state;
  return { ...first, items, more, next };
}
