import * as v from 'valibot';
import type { CouponId, MemberId, ParkDay } from '../ids';
import { parkDay } from './fields';
import { command, query } from './operation';

/** What a rung or a month gave. A coupon without an id follows later: the park had none left. */
export type CheckinReward =
  | { kind: 'points'; amount: number }
  | { kind: 'coupon'; couponId?: CouponId }
  | { kind: 'card'; amount: number };

/** What a check-in, or a day made up, came to. */
export interface CheckinResult {
  day: ParkDay;
  /** As of today. */
  streak: number;
  /** Every point of it: the daily ones and those in `rewards`. */
  points: number;
  /** What rungs and months gave on top of the daily points. */
  rewards: CheckinReward[];
  groupId?: string;
}

/** What a day can bring beside the daily points, before it is there. */
export interface RewardView {
  points: number;
  cards: number;
  /** Titles of coupons. */
  coupons: string[];
}

export interface CheckinStatusView {
  today: ParkDay;
  signedToday: boolean;
  /** The park is closed today: nobody signs. */
  closedToday: boolean;
  /** As of today; a day that is still to be signed does not break it. */
  streak: number;
  /** Days of the month asked for (this month), signed or made up. */
  days: ParkDay[];
  /** Those of `days` that were made up. */
  madeUp: ParkDay[];
  /** Days of that month on which the park is closed. */
  closed: ParkDay[];
  /** Days that a card can make up now. */
  missed: ParkDay[];
  /** Make-up cards left; they end with the month. */
  cards: number;
  /** The next day that brings more than the daily points, if no day is missed. */
  nextReward: (RewardView & { day: ParkDay; inDays: number }) | null;
  /** Where I am in the cycle that is running: `at` days of it are done. */
  ladder: { cycle: number; at: number; daily: number; rungs: Array<RewardView & { day: number }> };
  /** Days of this month so far, and what so many bring. */
  month: { days: number; rewards: Array<{ days: number; points: number; cards: number }> };
  /** Reminders still to be sent: one accept of the template `checkin_reminder` = one. */
  reminders: number;
  groupId?: string;
}

export interface BoardRow {
  rank: number;
  memberId: MemberId;
  nickname: string | null;
  avatarFileId: string | null;
  /** As of today. */
  streak: number;
  /** Days of this month. */
  monthDays: number;
  signedToday: boolean;
  me: boolean;
}

export interface BoardView {
  groupId: string;
  /** The first fifty. */
  items: BoardRow[];
  /** How many are ranked: they came in by this group and agreed to be shown. */
  ranked: number;
  /** My own row, also beyond the first fifty; without a rank while I have not agreed; null: not a member. */
  me: (Omit<BoardRow, 'rank'> & { rank: number | null }) | null;
}

/** The raw cloudID of a share ticket; the server asks WeChat which group it is of. */
const groupTicket = v.pipe(v.string(), v.minLength(1), v.maxLength(2048));
const groupId = v.pipe(v.string(), v.regex(/^[\x21-\x7e]{1,128}$/));
const month = v.pipe(v.string(), v.regex(/^20\d\d-(0[1-9]|1[0-2])$/));

export const checkinOps = {
  'checkin.status': query<CheckinStatusView>()(
    v.strictObject({ month: v.optional(month), groupTicket: v.optional(groupTicket) }),
  ),
  /** A ticket that WeChat does not know keeps nobody from checking in: the answer has no `groupId` then. */
  'checkin.sign': command<CheckinResult>()(v.strictObject({ groupTicket: v.optional(groupTicket) }), [
    'already_signed',
    'park_closed',
  ]),
  'checkin.makeUp': command<CheckinResult>()(v.strictObject({ day: parkDay }), [
    'day_not_allowed',
    'no_cards_left',
  ]),
  'checkin.board': query<BoardView>()(
    v.strictObject({ groupTicket: v.optional(groupTicket), groupId: v.optional(groupId) }),
  ),
};
