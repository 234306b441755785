import * as v from 'valibot';
import type { Props } from '../events';
import type { Fen, Instant, OfferId, ParkDay } from '../ids';
import type { CardView } from './birthday';
import type { Birthday } from './fields';
import type { OrderView } from './groupbuy';
import type { Address, MyEntry, WinView } from './lottery';
import type { ConsentScopes, MemberView, PointsRowView, Tier } from './member';
import { command, query } from './operation';
import type { HolderView, PassView } from './pass';
import type { TagKind } from './tags';
import type { CouponView } from './wallet';

/** What a person may take along, and have taken away. Members and guests alike. */

/** What the club keeps of a member document. */
export interface ExportedMember extends Omit<MemberView, 'phoneMasked' | 'birthday'> {
  openid: string;
  /** In full: it is theirs. */
  phone: string | null;
  birthday: Birthday | null;
  /** The very first time, for who left and came back. */
  firstJoinedAt: Instant;
  /** How they came, and by whom. */
  channel: string | null;
  inviter: string | null;
  tier: Tier;
  points: number;
  /** What is left of the points, by the year they were earned in. */
  lots: Record<string, number>;
  consent: { version: string; at: Instant; scopes: ConsentScopes };
  /** Messages agreed to, by template. */
  credits: Record<string, number>;
}

export interface ExportedPass extends Omit<PassView, 'holders'> {
  holders: Array<HolderView & { birthday: Birthday | null; guardianConsentAt: Instant | null }>;
}

/** Everything the park holds about a person, row by row, oldest first. */
export interface PersonalData {
  at: Instant;
  /** null: a guest. */
  member: ExportedMember | null;
  consents: Array<{ version: string | null; scopes: ConsentScopes; at: Instant }>;
  points: PointsRowView[];
  checkins: Array<{ day: ParkDay; madeUp: boolean; streak: number; at: Instant }>;
  /** Uses of coupons and passes: the visits. `undone` ones count no more. */
  visits: Array<{
    at: Instant;
    title: string;
    storeId: string;
    uses: number;
    off: Fen | null;
    undone: boolean;
  }>;
  coupons: CouponView[];
  /** Coupons that the park owes and has no stock for. */
  owed: Array<{ offerId: OfferId; count: number; at: Instant }>;
  passes: ExportedPass[];
  orders: OrderView[];
  /** What was paid, and paid back; fen. */
  payments: Array<{ what: 'paid' | 'refunded' | 'pass'; amount: Fen; at: Instant }>;
  cards: Array<Omit<CardView, 'token'>>;
  /** Lines written on other people's birthday cards. */
  blessings: Array<{ name: string | null; text: string; at: Instant }>;
  /** WeChat groups whose share brought them. */
  groups: Array<{ groupId: string; at: Instant }>;
  reminders: Array<{ offerId: OfferId; at: Instant; remindAt: Instant }>;
  messages: Array<{ template: string; subject: string; status: 'sent' | 'failed' | 'unsure'; at: Instant }>;
  /** Guesses in the weather lottery, with what finds them in a proof, and what was won. */
  entries: MyEntry[];
  prizes: Array<WinView & { address: Address | null }>;
  /** Tags that were given, with the ids of the events behind them. */
  tags: Array<{ name: string; kind: TagKind; because: string[]; until: Instant | null }>;
  /** What the phone told: pages seen, articles read. */
  events: Array<{ name: string; at: Instant; page: string | null; props: Props; channel: string | null }>;
  /** When a wrong activation code was typed in. */
  wrongCodes: Instant[];
  /** Every other row of the ledgers about this person, as it is kept. */
  otherRows: Array<{ type: string; at: Instant } & Record<string, unknown>>;
}

/** `data`, or, above 500 KB, a file with the same as JSON that is there for a day. */
export type ExportView =
  | { at: Instant; data: PersonalData; file: null }
  | { at: Instant; data: null; file: { fileId: string; url: string; bytes: number; until: Instant } };

/**
 * `detail` of `has_open_obligations`. With `payments` above 0 nobody can leave yet: an order waits for its payment, its
 * group, its goods, or its money on the way back. The others are given up by `forfeit: true`.
 */
export interface OpenObligations {
  payments: number;
  passes: number;
  coupons: number;
  points: number;
}

/** Operations on oneself; they belong to the cloud function `member`. */
export const personOps = {
  'member.export': query<ExportView>()(v.strictObject({})),
  /** Takes away everything about the caller, for good; who is no member any more can join anew. */
  'member.erase': command<{ erased: true }>()(
    v.strictObject({ confirm: v.literal(true), forfeit: v.optional(v.literal(true)) }),
    ['has_open_obligations'],
  ),
};
