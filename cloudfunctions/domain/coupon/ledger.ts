import type {
  CouponId,
  Fen,
  HolderId,
  Instant,
  MemberId,
  OfferId,
  PassId,
  RedemptionId,
  StaffId,
  StoreId,
} from '../../../shared-types/ids';
import type { Counts } from '../member/counts';

/** Rows that a coupon's own writes put into its outbox. */
export type CouponRow = CouponRedemptionRow | CouponUndoRow | TransferRow | RevokeRow;

/** What was used: a coupon, or a benefit of a pass by one of its holders. */
interface OfCoupon {
  couponId: CouponId;
  offerId: OfferId;
  pass?: undefined;
}
interface OfPass {
  couponId: null;
  offerId: null;
  pass: { passId: PassId; holderId: HolderId; benefitId: string };
}

interface RedemptionFacts {
  _id: RedemptionId;
  type: 'redemption';
  title: string;
  /** Whose it was: a visit of this member. */
  memberId: MemberId;
  storeId: StoreId;
  by: StaffId;
  at: Instant;
  uses: number;
  /** Cost of the uses to the park, fen. */
  cost: Fen;
  off: Fen | null;
  typed: boolean;
  offline: boolean;
  /** A visit, on the day of the use. */
  counts: Counts;
}
/** One use of one coupon = exactly one of these. */
export interface CouponRedemptionRow extends RedemptionFacts, OfCoupon {}
/** One use of one benefit likewise; with what it saved, and what a repeat of its request is answered from. */
export interface PassRedemptionRow extends RedemptionFacts, OfPass {
  saved: Fen;
  leftAfter: number;
  hash: string;
}
export type RedemptionRow = CouponRedemptionRow | PassRedemptionRow;

interface UndoFacts {
  _id: string;
  type: 'undo';
  redemptionId: RedemptionId;
  memberId: MemberId;
  storeId: StoreId;
  by: StaffId;
  at: Instant;
  uses: number;
  reason: string;
  /** The visit taken back, on the day of the use. */
  counts: Counts;
}
/** A use taken back; `redemptionId` names the row it takes back, which stays. */
export interface CouponUndoRow extends UndoFacts, OfCoupon {
  /** What the uses had cost the park, fen. */
  cost: Fen;
}
export interface PassUndoRow extends UndoFacts, OfPass {
  saved: Fen;
}
export type UndoRow = CouponUndoRow | PassUndoRow;

/** A gift began, was accepted, or was taken back. */
export interface TransferRow {
  _id: string;
  type: 'transfer';
  step: 'given' | 'accepted' | 'taken_back';
  couponId: CouponId;
  offerId: OfferId;
  /** Who did the step. */
  memberId: MemberId;
  at: Instant;
}

/** Taken out of the world; `restore`: alive again, since the refund it was taken for came to nothing. */
/** Who takes back what an order that is refunded had brought, as its rows say: nobody of the staff. */
export const BY_REFUND = 'stf_refund' as StaffId;

export interface RevokeRow {
  _id: string;
  type: 'revoke' | 'restore';
  couponId: CouponId;
  offerId: OfferId;
  memberId: MemberId;
  by: StaffId;
  at: Instant;
  reason: string;
}

/** One coupon came into being. */
export interface IssueRow {
  _id: string;
  type: 'issue';
  couponId: CouponId;
  offerId: OfferId;
  memberId: MemberId;
  at: Instant;
  channel: string | null;
}

export const issueRow = (
  unit: { couponId: CouponId; memberId: MemberId; at: Instant; channel: string | null },
  offerId: OfferId,
): IssueRow => ({
  _id: `iss_${unit.couponId}`,
  type: 'issue',
  couponId: unit.couponId,
  offerId,
  memberId: unit.memberId,
  at: unit.at,
  channel: unit.channel,
});
