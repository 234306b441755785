import type { RefundWord } from '../../../shared-types/contract/groupbuy-desk';
import type { Fen, Instant } from '../../../shared-types/ids';
import type { RequestMark } from '../request';
import { type Result, refuse } from '../result';
import { type GroupDoc, paidSeats, type Refund, type RefundWish, type Seat } from './group';
import { plainRow, refundedRow } from './money';
import { failed, netOf } from './settle';
import { orderOf, refunding, type Step, step, withSeat } from './step';

/** The provider wants at least a minute between two tries of a refund. */
const AGAIN_MS = 60_000;
const LONGEST_MS = 30 * 60_000;

/**
 * Decides giving an order's money back on somebody's wish: while it is paid, or when its goods have all been taken back
 * unused (`revoked`). Who leaves a forming group frees the seat; if nobody is left, the group has failed.
 */
export function decideRefund(
  group: GroupDoc,
  seat: Seat,
  { by, why, at, revoked }: { by: RequestMark; why: 'left' | 'operator'; at: Instant; revoked: boolean },
): Step | Extract<Result<never>, { ok: false }> {
  const marked: Seat = { ...seat, rq: [...seat.rq, by] };
  if (seat.status === 'fulfilled' && revoked) {
    const taken = { number: seat.outTradeNo, amount: netOf(seat), at };
    return step(withSeat(group, refunding({ ...marked, goods: 'taken_back' }, why, at)), [
      plainRow('undelivered', orderOf(group, seat), taken),
    ]);
  }
  if (seat.status !== 'paid') return refuse('refund_closed');
  const left = withSeat(group, refunding(marked, why, at));
  return step(left.status === 'forming' && paidSeats(left).length === 0 ? failed(left, at) : left);
}

/** How long whoever wants a fulfilled order paid back has to take its coupons back, before a job does it for them. */
const TAKING_BACK_MS = 60_000;

/** Decides to take the coupons of a fulfilled order back: written down first, so that it is not left half done. */
export function decideWish(
  group: GroupDoc,
  seat: Seat,
  wish: RefundWish,
): Step | Extract<Result<never>, { ok: false }> {
  if (seat.status !== 'fulfilled') return refuse('refund_closed');
  return step(withSeat(group, { ...seat, wish, next: wish.at + TAKING_BACK_MS }));
}

/** They could not be taken back, and nothing was: the order stays as it is. */
export const wishRefused = (group: GroupDoc, seat: Seat): Step | 'nothing' =>
  seat.wish ? step(withSeat(group, { ...seat, wish: null, next: null })) : 'nothing';

/** A refund that is due, and what it belongs to. */
export interface DueRefund {
  refund: Refund;
  seat: Seat | null;
  outTradeNo: string;
  /** What was paid under that number; the provider wants to hear it. */
  total: Fen;
}

export function dueRefunds(group: GroupDoc, now: Instant): DueRefund[] {
  const ofSeats = group.seats.flatMap((seat) =>
    seat.refunds.map((refund) => ({ refund, seat, outTradeNo: seat.outTradeNo, total: seat.amount })),
  );
  const ofStrangers = group.unmatched.map(({ refund, outTradeNo, amount }) => ({
    refund,
    seat: null,
    outTradeNo,
    total: amount,
  }));
  return [...ofSeats, ...ofStrangers].filter(({ refund }) => refund.next !== null && refund.next <= now);
}

/** How much of what a provider says is kept, in characters. */
const WORD_MAX = 40;
const WORDS_MAX = 120;
const short = ({ code, words }: RefundWord): RefundWord => ({
  code: code.slice(0, WORD_MAX),
  words: words?.slice(0, WORDS_MAX) ?? null,
});

/**
 * What the provider said about refunds: `done` is confirmed, anything else (its word) is asked again under the same
 * number, and kept for the operators.
 */
export function decideRefunded(
  group: GroupDoc,
  answers: ReadonlyMap<string, 'done' | RefundWord>,
  now: Instant,
): Step | 'nothing' {
  const rows: Step['rows'] = [];
  const heard = (refund: Refund): Refund => {
    const answer = answers.get(refund.outRefundNo);
    if (!answer || refund.status === 'done') return refund;
    if (answer === 'done') return { ...refund, status: 'done', said: null, next: null, doneAt: now };
    const wait = Math.min(LONGEST_MS, AGAIN_MS * 2 ** Math.min(refund.tries, 5));
    return { ...refund, tries: refund.tries + 1, said: short(answer), next: now + wait };
  };
  const isNew = (before: Refund, after: Refund) => before.status === 'due' && after.status === 'done';

  const seats = group.seats.map((seat) => {
    const refunds = seat.refunds.map(heard);
    refunds.forEach((refund, i) => {
      if (isNew(seat.refunds[i] as Refund, refund))
        rows.push(refundedRow(orderOf(group, seat), sumOf(refund, now), seat.paid?.at ?? now));
    });
    const isBack = seat.status === 'refunding' && refunds.every(({ status }) => status === 'done');
    return { ...seat, refunds, status: isBack ? ('refunded' as const) : seat.status };
  });
  const unmatched = group.unmatched.map((one) => {
    const refund = heard(one.refund);
    if (isNew(one.refund, refund))
      rows.push(
        plainRow(
          'unmatched_refunded',
          { orderId: null, groupId: group._id, campaignId: null, memberId: null },
          sumOf(refund, now),
        ),
      );
    return { ...one, refund };
  });
  return step({ ...group, seats, unmatched }, rows);
}

const sumOf = ({ outRefundNo, amount }: Refund, at: Instant) => ({ number: outRefundNo, amount, at });

/** An operator wants a refund tried at once instead of at its next time. */
export function retriedNow(group: GroupDoc, seat: Seat, by: RequestMark, now: Instant): Step | 'nothing' {
  if (!seat.refunds.some(({ next }) => next !== null && next > now)) return 'nothing';
  const refunds = seat.refunds.map((refund) => (refund.status === 'due' ? { ...refund, next: now } : refund));
  return step(withSeat(group, { ...seat, refunds, rq: [...seat.rq, by] }));
}
