import type { CodeView } from '@shared/contract';
import { useDidHide, useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '../../api/call';
import { isFault } from '../../api/caller';
import type { Fault, Refused } from '../../api/outcome';

/** A clerk scans within seconds; somebody who only left the screen on is asked for less often. */
const WATCH_MS = 3_000;
const IDLE_WATCH_MS = 12_000;
const IDLE_AFTER_MS = 180_000;

export interface CodeState {
  view?: CodeView;
  /** The coupon cannot be shown (any more): used, ended, on its way … */
  refused?: Refused;
  /** The last try failed; `view` may still carry the phone on. */
  fault?: Fault;
}

/** The code of a coupon, kept fresh while its page is in front, and the news that it was used. */
export function useCode(couponId: string): CodeState & { again(): void } {
  const [state, setState] = useState<CodeState>({});
  const [front, setFront] = useState(true);
  const refused = state.refused !== undefined;
  const since = useRef(Date.now());
  useDidShow(() => setFront(true));
  useDidHide(() => setFront(false));

  const ask = useCallback(async () => {
    const outcome = await call('wallet', 'coupon.code', { couponId: couponId as never });
    setState((before) => {
      if (outcome.ok) return { view: outcome.value };
      return isFault(outcome) ? { ...before, fault: outcome } : { refused: outcome };
    });
  }, [couponId]);

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
