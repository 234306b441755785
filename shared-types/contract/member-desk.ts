import * as v from 'valibot';
import type { Instant, MemberId } from '../ids';
import { memberId, text } from './fields';
import type { OrderView } from './groupbuy';
import type { Tier } from './member';
import { query } from './operation';
import type { PassView } from './pass';
import type { TagView } from './tags';
import type { CouponView } from './wallet';

/** Something in the life of a member, told by the phone or following from a ledger. */
export interface TimelineEntry {
  at: Instant;
  name: string;
  page: string | null;
  props: Record<string, string | number | boolean | null>;
}

/** A member as staff see one, who said why; names and numbers are masked. */
export interface MemberDeskView {
  memberId: MemberId;
  name: string;
  phoneMasked: string | null;
  joinedAt: Instant;
  channel: string | null;
  tier: Tier;
  points: number;
  /** Whether they agreed to profiling: without it there are no tags and no page views. */
  profiling: boolean;
  tags: TagView[];
  /** Interests, strongest first, as of now. */
  radar: Array<{ topic: string; score: number }>;
  /** Newest first, at most 50 of each. */
  coupons: CouponView[];
  passes: PassView[];
  orders: OrderView[];
  timeline: TimelineEntry[];
}

export const memberDeskOps = {
  /** Every look stands in the audit trail: who, whom, when, why. */
  'member.view': query<MemberDeskView>()(v.strictObject({ memberId, reason: text(200) })),
};
