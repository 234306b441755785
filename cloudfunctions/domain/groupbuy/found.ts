import type { OrderFound, OrderRefund } from '../../../shared-types/contract/groupbuy-desk';
import type { Instant } from '../../../shared-types/ids';
import { groupRow } from './desk';
import { type GroupDoc, type Refund, seatOf } from './group';
import type { OrderNumber } from './order-number';
import { isStuck } from './step';
import { refundLine } from './stuck';

/** What became of an order and its money; null: its group knows neither such an order nor such a payment. */
export function orderFound(
  group: GroupDoc,
  { orderId, outTradeNo }: OrderNumber,
  now: Instant,
): OrderFound | null {
  const seat = seatOf(group, orderId);
  const strays = group.unmatched.filter((one) => one.outTradeNo === outTradeNo);
  if (!seat && strays.length === 0) return null;
  const { campaignId, title } = group.terms;
  const refunds = [
    ...(seat?.refunds ?? []).map((refund) => refundRow(refund, false)),
    ...strays.map(({ refund }) => refundRow(refund, true)),
  ];
  return {
    campaign: { campaignId, title },
    group: groupRow(group, now),
    orderId: seat ? orderId : null,
    memberId: seat && seat.openid !== '' ? seat.memberId : null,
    paid: seat?.paid ?? null,
    closedWhy: seat?.status === 'closed' ? seat.closedWhy : null,
    refunds: refunds.sort((a, b) => a.at - b.at),
  };
}

const refundRow = (refund: Refund, isStray: boolean): OrderRefund => ({
  ...refundLine(refund),
  doneAt: refund.doneAt,
  isStuck: isStuck(refund),
  isStray,
});
