import type { CampaignId, Fen, GroupId, Instant, MemberId, OrderId } from '../../../shared-types/ids';
import { type Counts, paidBackOn, paidOn } from '../member/counts';

/**
 * The money ledger, append-only: paid − refunded = delivered − undelivered + open, at every instant, per order and per
 * campaign. `delivered` is what goods were handed out for; a refund afterwards takes it back first. A receipt that fits
 * no order is `unmatched` and goes back under its own number.
 */
export type MoneyRow = PaidRow | RefundedRow | PlainMoneyRow;

interface Common {
  /** From the step and the provider's number: no step counts twice. */
  _id: string;
  /** Number of the payment, or of the refund, at the provider. */
  number: string;
  amount: Fen;
  at: Instant;
  groupId: GroupId;
}
interface OfOrder extends Common {
  orderId: OrderId;
  campaignId: CampaignId;
  memberId: MemberId;
}
/** An order was paid. */
export interface PaidRow extends OfOrder {
  type: 'paid';
  counts: Counts;
}
/** An order was paid back, in part or whole. */
export interface RefundedRow extends OfOrder {
  type: 'refunded';
  paidAt: Instant;
  counts: Counts;
}
interface PlainMoneyRow extends Common {
  type: 'delivered' | 'undelivered' | 'unmatched' | 'unmatched_refunded';
  /** null: nobody's order. */
  orderId: OrderId | null;
  campaignId: CampaignId | null;
  memberId: MemberId | null;
}

/** Types of the rows of this ledger. */
export const MONEY = [
  'paid',
  'refunded',
  'delivered',
  'undelivered',
  'unmatched',
  'unmatched_refunded',
] as const;

interface Order {
  orderId: OrderId;
  memberId: MemberId;
  groupId: GroupId;
  campaignId: CampaignId;
}
interface Sum {
  number: string;
  amount: Fen;
  at: Instant;
}

const rowId = (type: MoneyRow['type'], number: string) => `mny_${type}_${number}`;

/** @param paidAt when the provider says it was paid; `sum.at` is when we learned of it */
export const paidRow = (order: Order, sum: Sum, paidAt: Instant): PaidRow => ({
  _id: rowId('paid', sum.number),
  type: 'paid',
  ...order,
  ...sum,
  counts: paidOn(paidAt, sum.amount),
});
export const refundedRow = (order: Order, sum: Sum, paidAt: Instant): RefundedRow => ({
  _id: rowId('refunded', sum.number),
  type: 'refunded',
  ...order,
  ...sum,
  paidAt,
  counts: paidBackOn(paidAt, sum.amount),
});
export const plainRow = (
  type: PlainMoneyRow['type'],
  whose: Pick<PlainMoneyRow, 'orderId' | 'campaignId' | 'groupId' | 'memberId'>,
  sum: Sum,
): PlainMoneyRow => ({ _id: rowId(type, sum.number), type, ...whose, ...sum });
