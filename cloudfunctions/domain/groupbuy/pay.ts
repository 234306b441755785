import type { Fen, Instant } from '../../../shared-types/ids';
import {
  type ClosedWhy,
  type GroupDoc,
  lateName,
  paidSeats,
  type Refund,
  type Seat,
  seatsLeft,
  takenSeats,
} from './group';
import { type MoneyRow, paidRow, plainRow } from './money';
import { settled } from './settle';
import { orderOf, refunding, refundOf, type Step, step, withSeat } from './step';

/** What the provider says was paid; the truth, unlike anything a phone or a callback says. */
export interface Receipt {
  outTradeNo: string;
  amount: Fen;
  openid: string;
  transactionId: string;
  /** When it was paid, epoch ms. */
  at: Instant;
}

export type PaidDecision =
  | Step
  /** Known already. */
  | 'nothing'
  /** A late payment whose seat is still free: its goods have to be taken again before it is decided. */
  | 'goods_needed';

/**
 * Decides what a receipt does. One effect, however often and in whatever order it is reported. `goods`: what became of
 * taking the goods again, for a late payment; what a closed order held before has gone back by then.
 */
export function decidePaid(
  group: GroupDoc,
  receipt: Receipt,
  now: Instant,
  goods: 'not_asked' | 'taken' | 'not_to_be_had' = 'not_asked',
): PaidDecision {
  const seat = group.seats.find(({ outTradeNo }) => outTradeNo === receipt.outTradeNo);
  // Before anything is compared: of somebody who has left, nobody knows any more who paid.
  if (seat?.paid?.transactionId === receipt.transactionId) return 'nothing';
  if (!seat || receipt.amount !== seat.amount || receipt.openid !== seat.openid)
    return unmatched(group, seat, receipt, now);
  if (seat.paid) return 'nothing';

  const paid: Seat = {
    ...seat,
    paid: { at: receipt.at, transactionId: receipt.transactionId },
    next: null,
  };
  const sum = { number: seat.outTradeNo, amount: seat.amount, at: now };
  const row = paidRow(orderOf(group, seat), sum, receipt.at);
  if (seat.status === 'pending' && isInTime(group, receipt)) return takesSeat(group, paid, now, [row]);
  if (seat.status === 'closed' && isStillFree(group, seat, now)) {
    if (goods === 'not_asked') return 'goods_needed';
    if (goods === 'taken')
      return takesSeat(group, { ...paid, goods: 'held', goodsName: lateName(seat) }, now, [row]);
  }
  if (seat.status === 'pending') return step(withSeat(group, refunding(paid, 'failed', now)), [row]);
  // Whether or not somebody has taken its goods again: they go back, and are not taken later.
  const late: Seat = { ...paid, goods: 'held', goodsName: lateName(seat) };
  return step(withSeat(group, refunding(late, 'late', now)), [row]);
}

/** Paid before the deadline is in time, however late it is reported, as long as the group has not failed. */
const isInTime = (group: GroupDoc, receipt: Receipt): boolean =>
  group.status !== 'failed' && (group.deadline === null || receipt.at < group.deadline);

/** Whether somebody who pays after the hold ran out may still have the seat. */
function isStillFree(group: GroupDoc, seat: Seat, now: Instant): boolean {
  if (seat.closedWhy === 'mismatch') return false;
  // Nobody else ever came: the group, or the order alone, begins with this payment.
  if (group.status === 'failed') return group.seats.length === 1 && now < group.terms.to;
  const others = takenSeats(group);
  return (
    group.status === 'forming' &&
    group.deadline !== null &&
    now < group.deadline &&
    seatsLeft(group) > 0 &&
    !others.some(({ memberId }) => memberId === seat.memberId)
  );
}

function takesSeat(before: GroupDoc, seat: Seat, now: Instant, rows: MoneyRow[]): Step {
  const group = withSeat(before, { ...seat, status: 'paid', closedWhy: null });
  if (group.alone) return settled(group, now, rows);
  const begun: GroupDoc =
    before.status === 'forming'
      ? group
      : { ...group, status: 'forming', deadline: now + group.terms.lifeMinutes * 60_000 };
  return paidSeats(begun).length === begun.terms.size ? settled(begun, now, rows) : step(begun, rows);
}

/** A receipt that fits no order, or not this one: it pays nothing, closes what it was for, and goes back. */
function unmatched(
  group: GroupDoc,
  seat: Seat | undefined,
  receipt: Receipt,
  now: Instant,
): Step | 'nothing' {
  const { outTradeNo, transactionId, amount } = receipt;
  if (group.unmatched.some((one) => one.outTradeNo === outTradeNo)) return 'nothing';
  const refund: Refund = { ...refundOf(outTradeNo, amount, 'late', now), outRefundNo: `${outTradeNo}U` };
  const row = plainRow(
    'unmatched',
    {
      orderId: seat?.orderId ?? null,
      groupId: group._id,
      campaignId: seat ? group.terms.campaignId : null,
      memberId: null,
    },
    { number: outTradeNo, amount, at: now },
  );
  const booked = {
    ...group,
    unmatched: [...group.unmatched, { outTradeNo, transactionId, amount, at: now, refund }],
  };
  return step(seat?.status === 'pending' ? closed(booked, seat, 'mismatch', now) : booked, [row]);
}

/** Frees a seat that was never paid; the order is closed at the provider before this is decided. */
export function decideClose(group: GroupDoc, seat: Seat, why: ClosedWhy, now: Instant): Step | 'nothing' {
  return seat.status === 'pending' ? step(closed(group, seat, why, now)) : 'nothing';
}

function closed(group: GroupDoc, seat: Seat, closedWhy: ClosedWhy, now: Instant): GroupDoc {
  // Its goods go back next.
  const after = withSeat(group, { ...seat, status: 'closed', closedWhy, next: now });
  // A group that nobody has paid for, and nobody can any more, has never begun.
  return after.status === 'waiting' && takenSeats(after).length === 0
    ? { ...after, status: 'failed' }
    : after;
}
