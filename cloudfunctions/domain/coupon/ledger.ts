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

/** Rows that are only ever added. Ids derive from their cause, so that carrying a follow-up out twice adds nothing. */
export type LedgerRow = RedemptionRow | IssueRow;

/** One use of one coupon = exactly one of these. */
export interface RedemptionRow {
  _id: RedemptionId;
  type: 'redemption';
  couponId: CouponId;
  offerId: OfferId;
  memberId: MemberId;
  storeId: StoreId;
  by: StaffId;
  at: Instant;
  uses: number;
  /** Cost of the uses to the park, fen. */
  cost: Fen;
  off: Fen | null;
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
