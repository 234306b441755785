import type { Instant } from '../../../shared-types/ids';

/** One wrong typed number; `id` is of the request that brought it, so that writing it twice is writing it once. */
export interface WrongNumber {
  at: Instant;
  id: string;
}

/** What guessing looks like, on the staff row of the clerk. Scanning is never closed. */
export interface Attempts {
  /** The last wrong numbers, newest last, at most as many as close typing. Missing: none yet. */
  wrong?: WrongNumber[];
  /** Every time typing was closed for this clerk, by the wrong number that closed it: the record. */
  closings?: Instant[];
}

export const WRONG_NUMBERS = 10;
const WITHIN_MS = 10 * 60_000;
const CLOSED_MS = 15 * 60_000;

/** Until when typing is closed, or null. Ten wrong numbers within ten minutes close it for fifteen. */
export function typingClosedUntil({ wrong = [] }: Attempts, now: Instant): Instant | null {
  const closing = closingOf({ wrong });
  if (closing === null) return null;
  const until = closing + CLOSED_MS;
  // A clock that went back behind the last wrong number does not keep typing closed for longer than its length.
  return now < until && until - now <= CLOSED_MS ? until : null;
}

/** The instant of the wrong number that closed typing, if the last ones did. */
export function closingOf({ wrong = [] }: Attempts): Instant | null {
  const last = wrong.at(-1);
  const first = wrong.at(-WRONG_NUMBERS);
  if (!last || !first || last.at - first.at >= WITHIN_MS) return null;
  return last.at;
}
