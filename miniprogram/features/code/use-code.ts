import type { CodeView } from '@shared/contract';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { serverNow } from '../../api/call';
import { isFault } from '../../api/caller';
import type { Fault, Outcome, Refused } from '../../api/outcome';
import { codeAt } from './shown-code';

/** A clerk scans within seconds; somebody who only left the screen on is asked for less often. */
const WATCH_MS = 3_000;
const IDLE_WATCH_MS = 12_000;
const IDLE_AFTER_MS = 180_000;

export interface CodeState {
  view?: CodeView;
  /** It cannot be shown (any more): used, ended, frozen, on its way … */
  refused?: Refused;
  /** The last try failed; `view` may still carry the phone on. */
  fault?: Fault;
}

/** Answers of this run of the app: a code is there at once when its page opens again, also without network. */
const known = new Map<string, CodeView>();

/**
 * A rotating code, kept fresh while its page is in front, and the news that it was used.
 * @param key what the code is of; a page that changes it starts this anew (React's `key`)
 */
export function useCode(key: string, fetch: () => Promise<Outcome<CodeView>>): CodeState & { again(): void } {
  const [state, setState] = useState<CodeState>(() => {
    const view = known.get(key);
    return view && codeAt(view, serverNow()) ? { view } : {};
  });
  const [front, setFront] = useState(true);
  const refused = state.refused !== undefined;
  const latest = useRef(fetch);
  latest.current = fetch;
  const since = useRef(Date.now());
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));

  const ask = useCallback(async () => {
    const outcome = await latest.current();
    if (outcome.ok) known.set(key, outcome.value);
    else if (!isFault(outcome)) known.delete(key);
    setState((before) => {
      if (outcome.ok) return { view: outcome.value };
      return isFault(outcome) ? { ...before, fault: outcome } : { refused: outcome };
    });
  }, [key]);

  useEffect(() => {
    if (!front || refused) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout>;
    const watch = async () => {
      await ask();
      const pause = Date.now() - since.current > IDLE_AFTER_MS ? IDLE_WATCH_MS : WATCH_MS;
      if (!over) timer = setTimeout(watch, pause);
    };
    since.current = Date.now();
    watch();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [ask, front, refused]);

  return { ...state, again: ask };
}
