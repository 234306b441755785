import type { StuckRefund } from '../../../shared-types/contract/groupbuy-desk';
import { maskedName } from '../member/member';
import type { GroupDoc, Refund, Seat } from './group';
import { isStuck } from './step';

/** Refunds that the provider keeps refusing, longest first: how much, of whose order, and what it says. */
export const stuckAmong = (groups: GroupDoc[]): StuckRefund[] =>
  groups.flatMap(stuckOf).sort((a, b) => a.at - b.at);

function stuckOf({ terms, seats, unmatched }: GroupDoc): StuckRefund[] {
  const { campaignId, title } = terms;
  const ofSeats = seats.flatMap((seat) =>
    seat.refunds.filter(isStuck).map((refund) => ({
      ...refundLine(refund),
      outTradeNo: seat.outTradeNo,
      orderId: seat.orderId,
      campaign: { campaignId, title },
      name: maskedName(seat.name),
      memberId: isThere(seat) ? seat.memberId : null,
      quantity: seat.quantity,
    })),
  );
  const ofStrangers = unmatched
    .filter(({ refund }) => isStuck(refund))
    .map(({ refund, outTradeNo }) => ({
      ...refundLine(refund),
      outTradeNo,
      orderId: null,
      campaign: null,
      name: null,
      memberId: null,
      quantity: null,
    }));
  return [...ofSeats, ...ofStrangers];
}

const isThere = ({ openid }: Seat): boolean => openid !== '';

/** A refund as operators read it. */
export const refundLine = ({ outRefundNo, amount, why, said, tries, at, next }: Refund) => ({
  outRefundNo,
  amount,
  why,
  said: said ?? null,
  tries,
  at,
  nextAt: next,
});
