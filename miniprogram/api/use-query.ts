import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef } from 'react';
import { useNetwork } from '../platform/network';
import { onStageChange } from '../platform/stage';
import { type Known, knownOf, questionOf, refresh, useAnswers } from './answers';
import type { FunctionName, InputOf, OpName, ValueOf } from './outcome';

/** A page that opens another with the same question need not ask twice: every request counts. */
const FRESH_MS = 3000;

export interface Query<Value> extends Known<Value> {
  /** Asks again; resolves when the answer, or the trouble, is there. */
  again(): Promise<Known<Value>>;
}

/**
 * The answer to one question, asked when the page appears and each time it is shown again. What an earlier visit
 * knew is there from the first frame.
 */
export function useQuery<F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
): Query<ValueOf<F, O>> {
  const key = questionOf(fn, op, input);
  const asked = useRef(input);
  asked.current = input;
  useAnswers((state) => state.known[key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the input
  const again = useCallback(() => refresh(fn, op, asked.current), [fn, op, key]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once for each question
  useEffect(() => {
    const { answeredAt = 0 } = knownOf(fn, op, asked.current);
    if (Date.now() - answeredAt > FRESH_MS) again();
  }, [again]);
  useShownAgain(again);
  useEffect(() => onStageChange(again), [again]);
  const known = knownOf(fn, op, input);
  useBackOnline(() => {
    if (known.trouble) again();
  });
  return { ...known, again };
}

/** A part of a page that has just come has just asked; the page's own first showing follows right after. */
const JUST_MS = 1000;

/** Runs when the page comes back to the front, not when it first appears. */
function useShownAgain(act: () => void): void {
  const since = useRef(Date.now());
  useDidShow(() => {
    if (Date.now() - since.current > JUST_MS) act();
  });
}

/** Runs when the network returns. */
function useBackOnline(act: () => void): void {
  const online = useNetwork((state) => state.online);
  const before = useRef(online);
  useEffect(() => {
    if (online && !before.current) act();
    before.current = online;
  });
}
