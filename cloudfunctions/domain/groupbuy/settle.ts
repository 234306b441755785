import type { Fen, Instant } from '../../../shared-types/ids';
import { countsForNothing, type GroupDoc, holdsForNothing, paidSeats, type Seat, takenSeats } from './group';
import { type MoneyRow, plainRow } from './money';
import { orderOf, refundedOf, refunding, refundOf, type Step, step, withSeats } from './step';

/**
 * A group that has all it needs: its paid orders are fulfilled, their goods follow through the outbox; a ladder's
 * difference goes back. `rows`: what led to it.
 */
export function settled(group: GroupDoc, now: Instant, rows: MoneyRow[] = []): Step {
  const price = finalPrice(group) ?? group.terms.price;
  const due = group.seats.filter(({ status }) => status === 'paid').map(({ orderId }) => orderId);
  const after = withSeats(group, (seat) => (seat.status === 'paid' ? fulfilled(seat, price, now) : seat), {
    status: 'full',
  });
  const delivered = after.seats
    .filter(({ orderId }) => due.includes(orderId))
    .map((seat) =>
      plainRow('delivered', orderOf(group, seat), { number: seat.outTradeNo, amount: netOf(seat), at: now }),
    );
  return step(after, [...rows, ...delivered], due);
}

function fulfilled(seat: Seat, price: Fen, now: Instant): Seat {
  const difference = (seat.amount - price * seat.quantity) as Fen;
  return {
    ...seat,
    status: 'fulfilled',
    goods: 'delivered',
    next: null,
    refunds:
      difference > 0 ? [...seat.refunds, refundOf(seat.outTradeNo, difference, 'ladder', now)] : seat.refunds,
  };
}

/** What stays paid of an order after everything that goes back. */
export const netOf = (seat: Seat): Fen => (seat.amount - refundedOf(seat, ['due', 'done'])) as Fen;

/** Price of the largest rung that the paid seats reach; null below the smallest, or without a ladder. */
export function finalPrice(group: GroupDoc): Fen | null {
  const { ladder } = group.terms;
  if (!ladder) return null;
  const paid = paidSeats(group).length;
  const reached = ladder.filter(({ size }) => size <= paid).sort((a, b) => b.size - a.size);
  return reached[0]?.price ?? null;
}

/** How many have to pay for the group to be settled at its deadline: all, or with a ladder the smallest rung. */
export const leastOf = ({ terms: { ladder, size } }: GroupDoc): number =>
  Math.min(size, ...(ladder ?? []).map((rung) => rung.size));

/** What a piece came to cost in a ladder's group that is settled, whoever has left since; null = not so. */
export function settledPrice({ status, terms, seats }: GroupDoc): Fen | null {
  const one = terms.ladder && status === 'full' && seats.find(isSettled);
  if (!one) return null;
  const back = one.refunds.filter(({ why }) => why === 'ladder').reduce((sum, { amount }) => sum + amount, 0);
  return ((one.amount - back) / one.quantity) as Fen;
}
const isSettled = ({ goods }: Seat): boolean => goods === 'delivered' || goods === 'taken_back';

/**
 * Decides a group at its deadline: a ladder is settled at the rung it reached, any other group that is not full has
 * failed and every fen goes back. Unpaid seats are closed at the provider first: while one is there, nothing is decided.
 */
export function decideDeadline(group: GroupDoc, now: Instant): Step | 'nothing' {
  if (group.status !== 'forming' || group.deadline === null || now < group.deadline) return 'nothing';
  if (takenSeats(group).some(({ status }) => status === 'pending')) return 'nothing';
  return finalPrice(group) === null ? step(failed(group, now)) : settled(group, now);
}

export const failed = (group: GroupDoc, now: Instant): GroupDoc =>
  withSeats(
    group,
    (seat) => {
      if (seat.status === 'paid') return refunding(seat, 'failed', now);
      // Somebody still on the pay sheet: the hold ends now, the provider is asked first.
      return seat.status === 'pending'
        ? { ...seat, holdUntil: Math.min(seat.holdUntil, now), next: now }
        : seat;
    },
    { status: 'failed' },
  );

/** Goods of orders that came to nothing went back into stock. */
export const goodsReturned = (group: GroupDoc, names: string[]): Step =>
  step(
    withSeats(group, (seat) =>
      names.includes(seat.goodsName) && holdsForNothing(seat)
        ? { ...seat, goods: 'returned', next: null }
        : seat,
    ),
  );

/** Goods that were taken back count no more in the limits of their buyers. */
export const goodsForgotten = (group: GroupDoc, names: string[]): Step =>
  step(
    withSeats(group, (seat) =>
      names.includes(seat.goodsName) && countsForNothing(seat) ? { ...seat, next: null } : seat,
    ),
  );
