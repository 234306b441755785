import type { Fen, Instant, ParkDay } from './ids';
import { minuteOfParkDay, parkDayOf, weekdayOf } from './park-day';

/**
 * The rules of a coupon's use that a staff phone without network must judge exactly as the server does later.
 * Both run this file; it depends on nothing but the park's calendar.
 */
export interface OpeningTerms {
  /** ISO weekdays, 1 = Monday. */
  weekdays?: number[] | undefined;
  /** Park time `HH:MM`, half-open: 10:00–12:00 ends before 12:00. */
  hours?: Array<{ from: string; to: string }> | undefined;
  blackout?: ParkDay[] | undefined;
}

/** Weekdays, hours and blackout days. */
export function isOpenAt({ weekdays, hours, blackout }: OpeningTerms, at: Instant): boolean {
  const day = parkDayOf(at);
  if (weekdays && !weekdays.includes(weekdayOf(day))) return false;
  if (blackout?.includes(day)) return false;
  const minute = minuteOfParkDay(at);
  return !hours || hours.some(({ from, to }) => minute >= minutes(from) && minute < minutes(to));
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

export interface BillTerms {
  kind: string;
  /** cash: off when the bill reaches `threshold`. */
  amount?: Fen | undefined;
  threshold?: Fen | undefined;
  /** discount: percent off the bill, at most `cap`. */
  percent?: number | undefined;
  cap?: Fen | undefined;
}

/** What to take off a bill (fen), null where the coupon takes nothing off, or why it cannot be said. */
export function offOf(
  terms: BillTerms,
  bill: Fen | undefined,
): { off: Fen | null } | { code: 'bill_required' | 'below_threshold' } {
  if (terms.kind === 'cash') {
    const threshold = terms.threshold ?? 0;
    if (threshold > 0 && bill === undefined) return { code: 'bill_required' };
    if (bill !== undefined && bill < threshold) return { code: 'below_threshold' };
    const amount = terms.amount ?? 0;
    return { off: Math.min(amount, bill ?? amount) as Fen };
  }
  if (terms.kind === 'discount') {
    if (bill === undefined) return { code: 'bill_required' };
    // Rounded down: the park never takes off more than the percentage.
    const off = Math.floor((bill * (terms.percent ?? 0)) / 100);
    return { off: Math.min(off, terms.cap ?? off) as Fen };
  }
  return { off: null };
}
