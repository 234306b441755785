import type { PassStatus } from '../../../shared-types/contract/pass';
import type { Instant, ParkDay } from '../../../shared-types/ids';
import {
  addParkDays,
  DAY_MS,
  endOfParkDay,
  isParkDay,
  parkDayOf,
  startOfParkDay,
} from '../../../shared-types/park-day';
import type { Freeze, KindTerms, PassDoc, Term } from './pass';

/** Freezes begun in one term, and park days each of them lasts at most. */
export const MAX_FREEZES = 2;
export const FREEZE_DAYS = 30;
/** How long before the last day, and after it, a pass can be renewed. */
const RENEW_DAYS = 30;

export const daysBetween = (from: ParkDay, to: ParkDay): number =>
  Math.round((startOfParkDay(to) - startOfParkDay(from)) / DAY_MS);

/** Last day of the month that many years later. */
function monthEnd(day: ParkDay, years: number): ParkDay {
  const [year, month] = [Number(day.slice(0, 4)) + years, Number(day.slice(5, 7))];
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return addParkDays(next as ParkDay, -1);
}

/** The day before the same date next year; from 29 February on it is the 28th. */
function yearEnd(day: ParkDay): ParkDay {
  const same = `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;
  return isParkDay(same) ? addParkDays(same, -1) : (`${same.slice(0, 7)}-28` as ParkDay);
}

/** Last day of a first term that begins on `start`. */
export const firstEnd = (kind: Pick<KindTerms, 'term'>, start: ParkDay): ParkDay =>
  kind.term === 'year' ? yearEnd(start) : monthEnd(start, 1);

/** Last day of the term after one that ended on `end`: counted from that end, whenever it is bought. */
export const nextEnd = (kind: Pick<KindTerms, 'term'>, end: ParkDay): ParkDay =>
  kind.term === 'year' ? yearEnd(addParkDays(end, 1)) : monthEnd(end, 1);

/**
 * First day of the first term of a pass activated on `today`: that day, or, once the days for it are over, the day
 * after them, on which it began by itself. null: it is void.
 */
export function firstStart(
  soldOn: ParkDay,
  today: ParkDay,
  { activateWithinDays, unopened }: { activateWithinDays: number; unopened: 'runs' | 'void' },
): ParkDay | null {
  const last = addParkDays(soldOn, activateWithinDays);
  if (today <= last) return today;
  return unopened === 'runs' ? addParkDays(last, 1) : null;
}

/** Whole park days a freeze has taken until `today`. */
const frozenDays = ({ from, until }: Freeze, today: ParkDay): number =>
  Math.max(0, daysBetween(from, today < until ? today : until));

/** A term with its frozen days in it; `key` names it whatever moves it. */
export interface EffectiveTerm {
  key: ParkDay;
  start: ParkDay;
  end: ParkDay;
  term: Term;
}

/** The terms of a pass as they stand on a day: frozen days move the end of their term, and all that follows. */
export function termsOn({ terms }: Pick<PassDoc, 'terms'>, today: ParkDay): EffectiveTerm[] {
  let moved = 0;
  return terms.map((term) => {
    const start = addParkDays(term.start, moved);
    moved += term.freezes.reduce((sum, freeze) => sum + frozenDays(freeze, today), 0);
    return { key: term.start, start, end: addParkDays(term.end, moved), term };
  });
}

/** The term a day belongs to; before the first it is the first, after the last the last. Not for unopened passes. */
export function termOn(pass: Pick<PassDoc, 'terms'>, today: ParkDay): EffectiveTerm {
  const terms = termsOn(pass, today);
  return (terms.findLast(({ start }) => start <= today) ?? terms[0]) as EffectiveTerm;
}

/** The freeze a pass is in at an instant. */
export const freezeAt = ({ terms }: Pick<PassDoc, 'terms'>, at: Instant): Freeze | undefined =>
  terms
    .flatMap(({ freezes }) => freezes)
    .find((freeze) => freeze.at <= at && at < (freeze.endedAt ?? startOfParkDay(freeze.until)));

/** What an opened pass is at an instant. A frozen one does not end. */
export function statusAt(pass: Pick<PassDoc, 'terms'>, at: Instant): PassStatus {
  const today = parkDayOf(at);
  const terms = termsOn(pass, today);
  if (terms[0] && today < terms[0].start) return 'not_started';
  if (freezeAt(pass, at)) return 'frozen';
  const last = terms.at(-1);
  return last && today <= last.end ? 'active' : 'ended';
}

/** When a pass can be prolonged: first and last instant. */
export function renewalWindow(
  pass: Pick<PassDoc, 'terms'>,
  now: Instant,
): { from: Instant; to: Instant; end: ParkDay } {
  const { end } = termsOn(pass, parkDayOf(now)).at(-1) as EffectiveTerm;
  return {
    end,
    from: startOfParkDay(addParkDays(end, -RENEW_DAYS)),
    to: endOfParkDay(addParkDays(end, RENEW_DAYS)),
  };
}

/** A pass with one more term, if it is bought now; frozen days so far are taken out, as in every term. */
export function termAfter(
  pass: Pick<PassDoc, 'terms'>,
  kind: Pick<KindTerms, 'term'>,
  bought: Pick<Term, 'from' | 'price'>,
  today: ParkDay,
): Term {
  const last = termsOn(pass, today).at(-1) as EffectiveTerm;
  const moved = daysBetween(last.term.end, last.end);
  return {
    ...bought,
    start: addParkDays(last.term.end, 1),
    end: addParkDays(nextEnd(kind, last.end), -moved),
    freezes: [],
    saved: 0 as Term['saved'],
  };
}
