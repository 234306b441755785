import type { CheckinResult } from '../../../shared-types/contract/checkin';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import type { Grant } from '../offer/grant';
import type { RequestMark } from '../request';
import { countIn, type Days, type Month } from './days';
import type { Rules } from './ladder';
import type { Run } from './runs';

/** What a member document keeps of check-in. */
export interface CheckinState {
  /** The newest runs, oldest first; older ones can no longer be joined to anything. */
  runs: Run[];
  /** Every day signed or made up. */
  days: Days;
  /** Those of `days` that were made up. */
  made: Days;
  /** Make-up cards of one month: used, and earned beside those that everybody has. */
  cards: { month: Month; used: number; earned: number };
  /** When the newest check-in was: who was earlier stands higher on a board. */
  signedAt: Instant | null;
  /** The newest three check-ins: a call that drew its time before midnight may come after one that drew it later. */
  recent: Array<{ day: ParkDay } & RequestMark & Outcome>;
}
export const NO_CHECKINS: CheckinState = {
  runs: [],
  days: {},
  made: {},
  cards: { month: '', used: 0, earned: 0 },
  signedAt: null,
  recent: [],
};
export const KEPT_ANSWERS = 3;

/** What was decided once and for all; the coupons of `grants` get their ids when they are given out. */
export interface Outcome {
  result: CheckinResult;
  grants: Grant[];
}

/** A check-in or a day made up: one row of the ledger. */
export interface CheckinRow {
  _id: string;
  type: 'checkin';
  memberId: MemberId;
  day: ParkDay;
  madeUp: boolean;
  /** As of `at`. */
  streak: number;
  at: Instant;
}

/** The newest day of all; undefined before the first. */
export const newestDay = ({ runs }: CheckinState): ParkDay | undefined => runs.at(-1)?.to;

/** Cards left in a month; what another month had is gone. */
export function cardsLeft({ cards }: CheckinState, month: Month, { cardsPerMonth }: Rules): number {
  const { used, earned } = cards.month === month ? cards : { used: 0, earned: 0 };
  return Math.max(0, cardsPerMonth + earned - used);
}

/** Days of a month, signed or made up. */
export const monthDaysOf = ({ days }: CheckinState, month: Month): number => countIn(days, month);
