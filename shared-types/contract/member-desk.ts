import * as v from 'valibot';
import type { Instant, MemberId, ParkDay, RoundId } from '../ids';
import { cursor, memberId, text } from './fields';
import type { OrderView } from './groupbuy';
import type { Guess, WinView } from './lottery';
import type { PointsRowView, Tier } from './member';
import { query } from './operation';
import type { HolderView, PassView } from './pass';
import type { TagView } from './tags';
import type { CouponView } from './wallet';

/** By what a member was found. */
export type FoundBy = 'member' | 'coupon' | 'pass' | 'order' | 'win';

/** Just enough to know whether it is the one who was meant. */
export interface MemberFound {
  memberId: MemberId;
  /** Masked. */
  name: string;
  tier: Tier;
  joinedAt: Instant;
  by: FoundBy;
}

/** Something in the life of a member, told by the phone or following from a ledger. */
export interface TimelineEntry {
  at: Instant;
  name: string;
  page: string | null;
  props: Record<string, string | number | boolean | null>;
}

/** A tag with what its reasons are, as far as the log still has them: newest first. */
export interface DeskTag extends TagView {
  events: TimelineEntry[];
}

/** A pass as staff see it: of its number the last four digits only, holders' names masked, no photo. */
export interface DeskPass extends Omit<PassView, 'holders'> {
  holders: Array<Omit<HolderView, 'photoFileId'>>;
}

export interface MemberGuess {
  roundId: RoundId;
  title: string;
  day: ParkDay;
  answer: Guess;
  at: Instant;
}

/** A member as staff see one, who said why; names and numbers are masked. */
export interface MemberDeskView {
  /** This look in the audit trail: `member.timeline` goes on with it for an hour. */
  lookId: string;
  memberId: MemberId;
  name: string;
  phoneMasked: string | null;
  joinedAt: Instant;
  channel: string | null;
  tier: Tier;
  points: number;
  /** Whether they agreed to profiling: without it there are no tags and no page views. */
  profiling: boolean;
  tags: DeskTag[];
  /** Interests, strongest first, as of now. */
  radar: Array<{ topic: string; score: number }>;
  /** Newest first, at most 50 of each. */
  coupons: CouponView[];
  passes: DeskPass[];
  orders: OrderView[];
  guesses: MemberGuess[];
  wins: WinView[];
  /** The newest rows of the points, at most 20. */
  pointsRows: PointsRowView[];
  /** Without consent to profiling only what follows from ledgers, whenever it happened. */
  timeline: TimelineEntry[];
  /** Where the timeline goes on. */
  timelineCursor?: string;
}

const lookId = v.pipe(v.string(), v.regex(/^aud_[A-Za-z0-9_-]{1,60}$/));

export const memberDeskOps = {
  /**
   * By the member's id, the number of an annual pass, the id, code or typed number of a coupon or pass (an old one too),
   * the id or number of an order, or the id of a win; one member or `not_found`. Phone numbers lie sealed for their
   * owners and cannot be looked for.
   */
  'member.find': query<MemberFound>()(v.strictObject({ text: text(300) })),
  /** Every look stands in the audit trail: who, whom, when, why. */
  'member.view': query<MemberDeskView>()(v.strictObject({ memberId, reason: text(200) })),
  /** What happened before what `member.view` showed; part of that look, and of nobody else's; by the consent of now. */
  'member.timeline': query<{ items: TimelineEntry[]; cursor?: string }>()(
    v.strictObject({ lookId, cursor: v.optional(cursor) }),
  ),
};
