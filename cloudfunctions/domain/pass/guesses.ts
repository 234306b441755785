import type { Instant } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf } from '../../../shared-types/park-day';

/**
 * Wrong activation codes: of one person, over all numbers; or of one number, over all persons. A number that does not
 * exist has a row as well, so that nothing tells it from one that does.
 */
export interface GuessDoc {
  _id: string;
  rev: number;
  /** Of what is not closed for; `of` names the number by its derived id. Newest last. */
  wrong: Array<{ at: Instant; of: string }>;
  /** Until when: for one number, or for all of them (`all`). */
  closed: Record<string, Instant>;
}

const ALL = 'all';
/** Of one person an hour: for one number, for all of them. */
const PER_NUMBER = 5;
const PER_PERSON = 10;
const HOUR_MS = 3_600_000;
export const CLOSED_MS = 15 * 60_000;
/** For one number in a park day, whoever tries. */
const PER_DAY = 30;
const DAY_LENGTH_MS = 24 * HOUR_MS;

/** Until when a person may not try this number, or null. A clock that went back does not close for longer. */
export function closedForPerson(doc: GuessDoc | null, of: string, now: Instant): Instant | null {
  const until = Math.max(doc?.closed[ALL] ?? 0, doc?.closed[of] ?? 0);
  return now < until && until - now <= CLOSED_MS ? until : null;
}

/** Until when nobody may try a number, or null. */
export function closedNumber(doc: GuessDoc | null, now: Instant): Instant | null {
  const until = doc?.closed[ALL] ?? 0;
  return now < until && until - now <= DAY_LENGTH_MS ? until : null;
}

/** A person's row after one more wrong code. What closed is counted from the beginning when it opens again. */
export function afterWrongByPerson(
  doc: GuessDoc | null,
  of: string,
  now: Instant,
): Pick<GuessDoc, 'wrong' | 'closed'> {
  const recent = (doc?.wrong ?? []).filter(({ at }) => Math.abs(now - at) < HOUR_MS);
  const wrong = [...recent, { at: now, of }];
  const closed = Object.fromEntries(Object.entries(doc?.closed ?? {}).filter(([, until]) => until > now));
  if (wrong.length >= PER_PERSON) return { wrong: [], closed: { ...closed, [ALL]: now + CLOSED_MS } };
  if (wrong.filter((one) => one.of === of).length < PER_NUMBER) return { wrong, closed };
  // They go on counting for the person, and no more for the number.
  const counted = wrong.map((one) => (one.of === of ? { ...one, of: '' } : one));
  return { wrong: counted, closed: { ...closed, [of]: now + CLOSED_MS } };
}

/** A number's row after one more wrong code: the thirtieth of a park day closes it for the rest of that day. */
export function afterWrongOnNumber(doc: GuessDoc | null, now: Instant): Pick<GuessDoc, 'wrong' | 'closed'> {
  const today = (doc?.wrong ?? []).filter(({ at }) => parkDayOf(at) === parkDayOf(now));
  const wrong = [...today, { at: now, of: '' }];
  return wrong.length < PER_DAY
    ? { wrong, closed: {} }
    : { wrong, closed: { [ALL]: endOfParkDay(parkDayOf(now)) + 1 } };
}
