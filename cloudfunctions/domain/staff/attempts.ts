import type { Instant } from '../../../shared-types/ids';

/** Wrong typed numbers of one clerk: what guessing looks like. Scanning is never closed. */
export interface AttemptsDoc {
  _id: string;
  /** Instants of the last wrong numbers, newest last, at most as many as close typing. */
  wrong: Instant[];
  /** Every time typing was closed for this clerk: the record. */
  closings: Instant[];
}

export const WRONG_NUMBERS = 10;
const WITHIN_MS = 10 * 60_000;
const CLOSED_MS = 15 * 60_000;

/** Until when typing is closed, or null. Ten wrong numbers within ten minutes close it for fifteen. */
export function typingClosedUntil(attempts: AttemptsDoc | null, now: Instant): Instant | null {
  const wrong = attempts?.wrong ?? [];
  const last = wrong.at(-1);
  const first = wrong.at(-WRONG_NUMBERS);
  if (last === undefined || first === undefined || last - first >= WITHIN_MS) return null;
  const until = last + CLOSED_MS;
  // A clock that went back behind the last wrong number does not keep typing closed for longer than its length.
  return now < until && until - now <= CLOSED_MS ? until : null;
}

/** Whether one more wrong number at `now` closes typing. */
export const closesTyping = (attempts: AttemptsDoc | null, now: Instant): boolean =>
  typingClosedUntil({ _id: '', closings: [], wrong: [...(attempts?.wrong ?? []), now] }, now) !== null;
