import type { Fen, Instant, ParkDay } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';

/**
 * What a ledger row means for the tier of its member: a visit on a park day, or money paid on it. Every row that counts
 * carries this, whatever module wrote it, so that nothing else has to know its type.
 */
export interface Counts {
  /** The day it counts on; what takes something back counts on the day of what it takes back. */
  day: ParkDay;
  visits: 1 | 0 | -1;
  /** Fen; negative for what was paid back. */
  paid: number;
}

/** A gate entry or a write-off. */
export const visitOn = (at: Instant): Counts => ({ day: parkDayOf(at), visits: 1, paid: 0 });
/** One taken back; `usedAt` is when it had happened. */
export const noVisitOn = (usedAt: Instant): Counts => ({ day: parkDayOf(usedAt), visits: -1, paid: 0 });
/** An order paid here, or the price of a pass at its activation. */
export const paidOn = (at: Instant, amount: Fen): Counts => ({ day: parkDayOf(at), visits: 0, paid: amount });
/** Paid back, in part or whole; `paidAt` is when it had been paid. */
export const paidBackOn = (paidAt: Instant, amount: Fen): Counts => ({
  day: parkDayOf(paidAt),
  visits: 0,
  paid: -amount,
});

/** Types of the ledger rows that carry `counts`: what the index (member, type) finds them by. */
export const COUNTING = ['redemption', 'undo', 'paid', 'refunded', 'pass'] as const;
