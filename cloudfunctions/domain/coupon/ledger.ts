import type {
  CouponId,
  Fen,
  Instant,
  MemberId,
  OfferId,
  RedemptionId,
  StaffId,
  StoreId,
} from '../../../shared-types/ids';
import type { Counts } from '../member/counts';

/** Rows that a coupon's own writes put into its outbox. */
export type CouponRow = RedemptionRow | UndoRow | TransferRow | RevokeRow;

/** One use of one coupon = exactly one of these. */
export interface RedemptionRow {
  _id: RedemptionId;
  type: 'redemption';
  couponId: CouponId;
  offerId: OfferId;
  title: string;
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

/** A use taken back; `redemptionId` names the row it takes back, which stays. */
export interface UndoRow {
  _id: string;
  type: 'undo';
  redemptionId: RedemptionId;
  couponId: CouponId;
  offerId: OfferId;
  memberId: MemberId;
  storeId: StoreId;
  by: StaffId;
  at: Instant;
  uses: number;
  reason: string;
  /** The visit taken back, on the day of the use. */
  counts: Counts;
}

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

export interface RevokeRow {
  _id: string;
  type: 'revoke';
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
