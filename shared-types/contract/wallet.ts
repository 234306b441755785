import * as v from 'valibot';
import type { CouponId, Fen, Instant, OfferId, ParkDay, StoreId } from '../ids';
import { channel, couponId, cursor, offerId } from './fields';
import { command, query } from './operation';

/** 满减 · 折扣 · 兑换 · 次卡 · 组合券包 */
export type OfferKind = 'cash' | 'discount' | 'exchange' | 'multi' | 'bundle';
export type OfferStatus = 'open' | 'soon' | 'sold_out' | 'claimed' | 'ended';
export type CouponStatus = 'unused' | 'partly_used' | 'used' | 'expired' | 'revoked' | 'in_transfer';

export interface StoreView {
  storeId: StoreId;
  name: string;
}

/** What a coupon is good for. A coupon keeps the terms it was claimed with. */
export interface TermsView {
  title: string;
  kind: OfferKind;
  /** exchange, multi: what is handed out */
  goods?: string | undefined;
  /** cash: off when the bill reaches `threshold` */
  amount?: Fen | undefined;
  threshold?: Fen | undefined;
  /** discount: percent off the bill, at most `cap` */
  percent?: number | undefined;
  cap?: Fen | undefined;
  /** How often one coupon can be used; 1 but for multi. */
  uses: number;
  usesPerDay?: number | undefined;
  minGapDays?: number | undefined;
  weekdays?: number[] | undefined;
  hours?: Array<{ from: string; to: string }> | undefined;
  blackout?: ParkDay[] | undefined;
  stores: StoreView[] | 'all';
}

export type Validity =
  | { type: 'fixed'; from: Instant; to: Instant }
  | { type: 'afterClaim'; startInDays: number; days: number };

export interface OfferView extends TermsView {
  offerId: OfferId;
  status: OfferStatus;
  claimFrom: Instant;
  claimTo: Instant;
  validity: Validity;
  perMember: number;
  claimedByMe: number;
  stock: number;
  /** Units nobody has taken yet. */
  left: number;
  /** bundle: the coupons that are in it. */
  parts?: Array<{ title: string; count: number }>;
  /** When a 开抢提醒 goes out; only while it can still be asked for, or has been and is to come. */
  remindAt?: Instant;
  /** I asked for it. */
  reminded?: true;
}

export interface CouponView extends TermsView {
  couponId: CouponId;
  offerId: OfferId;
  status: CouponStatus;
  usesLeft: number;
  claimedAt: Instant;
  validFrom: Instant;
  /** Last instant of validity (23:59:59.999 park time). */
  validTo: Instant;
  /** Until when a gift of it waits to be accepted; only while it is on its way. */
  transferEndsAt?: Instant;
  /** Where and when it was used, newest last. */
  usedAt: Array<{ at: Instant; store: StoreView }>;
}

export interface CodeView {
  code: string;
  /** 12 digits for typing. */
  number: string;
  stepSeconds: 30;
  /** From here on the code is refused as too old. */
  validUntil: Instant;
  next?: Array<{ code: string; number: string; validFrom: Instant; validUntil: Instant }>;
}

/** Why a coupon cannot be used now: confirm refuses with it, coupon.code and preview name it beforehand. */
export const UNUSABLE = [
  'already_used',
  'coupon_expired',
  'not_yet_valid',
  'not_valid_now',
  'in_transfer',
  'revoked',
  'used_up_today',
  'gap_not_reached',
] as const;
export type Unusable = (typeof UNUSABLE)[number];

export const couponStatus = v.picklist([
  'unused',
  'partly_used',
  'used',
  'expired',
  'revoked',
  'in_transfer',
]);

/** Why a coupon cannot be given away. */
const TRANSFER = ['already_used', 'coupon_expired', 'in_transfer', 'revoked', 'transfer_ended'] as const;
/** Names the coupon and 128 bits that only its giver was told. */
const transferToken = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.-]{1,100}$/));

export const walletOps = {
  'offer.list': query<{ items: OfferView[]; cursor?: string }>()(
    v.strictObject({ cursor: v.optional(cursor) }),
  ),
  /** Asks to be told before an offer opens; `ended`: it opens any moment, is open, or is over. */
  'offer.remind': command<{ offerId: OfferId; remindAt: Instant }>()(v.strictObject({ offerId }), [
    'ended',
    'not_eligible',
  ]),
  'coupon.claim': command<{ coupons: CouponView[] }>()(
    v.strictObject({ offerId, channel: v.optional(channel) }),
    ['not_started', 'ended', 'not_eligible', 'limit_reached', 'sold_out', 'sold_out_today'],
  ),
  'coupon.list': query<{ items: CouponView[]; cursor?: string }>()(
    v.strictObject({ status: v.optional(couponStatus), cursor: v.optional(cursor) }),
  ),
  'coupon.code': query<CodeView>()(v.strictObject({ couponId }), UNUSABLE),
  'coupon.give': command<{ token: string; expiresAt: Instant }>()(v.strictObject({ couponId }), TRANSFER),
  'coupon.accept': command<CouponView>()(v.strictObject({ token: transferToken }), [
    'transfer_ended',
    'own_coupon',
  ]),
  'coupon.takeBack': command<CouponView>()(v.strictObject({ couponId }), ['transfer_ended']),
};
