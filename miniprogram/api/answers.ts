import { produce } from 'immer';
import { create } from 'zustand';
import { storage } from '../platform/storage';
import { call } from './call';
import { isFault } from './caller';
import { intentOf } from './journal';
import type { Fault, FunctionName, InputOf, OpName, Refused, ValueOf } from './outcome';

/** What is known of one question to the cloud. */
export interface Known<Value> {
  /** The last good answer, also from an earlier start of the app. */
  value?: Value;
  /** Local epoch ms of that answer, if it came in this run of the app. */
  answeredAt?: number;
  /** Why the last try brought nothing; gone with the next good answer. */
  trouble?: Fault | Refused;
  asking: boolean;
}

interface Answers {
  known: Record<string, Known<unknown>>;
}

/** Answers of queries by question; pages read from here, so one answer serves every page that asks the same. */
export const useAnswers = create<Answers>(() => ({ known: {} }));

/** About persons: known while the app runs, and not left behind on the phones of staff. */
const UNKEPT: string[] = ['audit.list', 'lottery.deliveries'];

const NOTHING: Known<never> = { asking: false };
const storageKey = (key: string): string => `answer:${key}`;
export const questionOf = (fn: string, op: string, input: unknown): string => intentOf(fn, op, input);

/** What is known now; the first look also reads what an earlier start left behind. */
export function knownOf<F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
): Known<ValueOf<F, O>> {
  const key = questionOf(fn, op, input);
  const known = useAnswers.getState().known[key];
  if (known) return known as Known<ValueOf<F, O>>;
  const kept = storage.get<ValueOf<F, O>>(storageKey(key));
  return kept === undefined ? NOTHING : { value: kept, asking: false };
}

function note(key: string, known: Known<unknown>): void {
  useAnswers.setState((state) => ({ known: { ...state.known, [key]: known } }));
}

const latest = new Map<string, number>();

/** Asks the cloud; what was known stays readable meanwhile and after a failure. */
export async function refresh<F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
): Promise<Known<ValueOf<F, O>>> {
  const key = questionOf(fn, op, input);
  const turn = (latest.get(key) ?? 0) + 1;
  latest.set(key, turn);
  note(key, { ...knownOf(fn, op, input), asking: true });
  const outcome = await call(fn, op, input);
  // A younger question, or a change made meanwhile, is closer to the truth than this answer.
  if (latest.get(key) !== turn) return knownOf(fn, op, input);
  if (outcome.ok) {
    if (!UNKEPT.includes(op)) storage.set(storageKey(key), outcome.value);
    note(key, { value: outcome.value, answeredAt: Date.now(), asking: false });
  } else {
    const { value } = knownOf(fn, op, input);
    note(key, { ...(value === undefined ? {} : { value }), trouble: troubleOf(outcome), asking: false });
  }
  return knownOf(fn, op, input);
}

const troubleOf = (outcome: Fault | Refused): Fault | Refused => {
  if (isFault(outcome)) return outcome;
  return { ok: false, refusal: outcome.refusal };
};

/**
 * Changes a known answer at once, before the cloud has spoken; the answer takes the change back. Only shown, not kept
 * in storage: a restart shows what the cloud last said.
 */
export function assume<F extends FunctionName, O extends OpName<F>>(
  fn: F,
  op: O,
  input: InputOf<F, O>,
  change: (draft: ValueOf<F, O>) => void,
): () => void {
  const key = questionOf(fn, op, input);
  const before = knownOf(fn, op, input);
  if (before.value === undefined) return () => undefined;
  latest.set(key, (latest.get(key) ?? 0) + 1);
  const assumed = produce(before.value, (draft) => {
    change(draft as ValueOf<F, O>);
  });
  note(key, { value: assumed, asking: false });
  return () => {
    if (useAnswers.getState().known[key]?.value === assumed) note(key, { ...before, asking: false });
  };
}
