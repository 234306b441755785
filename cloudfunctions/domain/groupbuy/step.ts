import type { Fen, Instant, OrderId } from '../../../shared-types/ids';
import { cardAfter } from './card';
import { type GroupDoc, type Refund, type Seat, wakeOf } from './group';
import type { MoneyRow } from './money';

/** What a decision makes of a group: its next state, the money rows that follow, and the orders to be delivered. */
export interface Step {
  group: GroupDoc;
  rows: MoneyRow[];
  goods: OrderId[];
}

/** A group with some seats changed; the rest of its fields as given. */
export const withSeats = (
  group: GroupDoc,
  change: (seat: Seat) => Seat,
  over: Partial<GroupDoc> = {},
): GroupDoc => ({ ...group, ...over, seats: group.seats.map(change) });

export const withSeat = (group: GroupDoc, seat: Seat, over: Partial<GroupDoc> = {}): GroupDoc =>
  withSeats(group, (one) => (one.orderId === seat.orderId ? seat : one), over);

/** The end of every decision: what its card has to say, and when the group has to be looked at next. */
export function step(decided: GroupDoc, rows: MoneyRow[] = [], goods: OrderId[] = []): Step {
  const group = { ...decided, activity: cardAfter(decided) };
  return { group: { ...group, wake: wakeOf(group), stuckAt: stuckAtOf(group) }, rows, goods };
}

/** From this many failed tries on a refund stands on the operators' list. */
const STUCK_TRIES = 3;
export const isStuck = ({ status, tries }: Refund): boolean => status === 'due' && tries >= STUCK_TRIES;

function stuckAtOf({ seats, unmatched }: GroupDoc): Instant | null {
  const refunds = [...seats.flatMap((seat) => seat.refunds), ...unmatched.map(({ refund }) => refund)];
  const since = refunds.filter(isStuck).map(({ at }) => at);
  return since.length > 0 ? Math.min(...since) : null;
}

/** How the ledger names an order. */
export const orderOf = (group: GroupDoc, { orderId, memberId }: Seat) => ({
  orderId,
  memberId,
  groupId: group._id,
  campaignId: group.terms.campaignId,
});

/** Numbers of refunds derive from the payment's, so that every repeat is the same refund. */
const SUFFIX: Record<Refund['why'], string> = {
  left: 'R',
  failed: 'R',
  late: 'R',
  operator: 'R',
  ladder: 'L',
};

export const refundOf = (outTradeNo: string, amount: Fen, why: Refund['why'], at: Instant): Refund => ({
  outRefundNo: `${outTradeNo}${SUFFIX[why]}`,
  amount,
  why,
  status: 'due',
  tries: 0,
  said: null,
  at,
  next: at,
  doneAt: null,
});

/** What went back, or is on its way back, of an order; fen. */
export const refundedOf = ({ refunds }: Seat, statuses: ReadonlyArray<Refund['status']>): Fen =>
  refunds
    .filter(({ status }) => statuses.includes(status))
    .reduce((sum, { amount }) => sum + amount, 0) as Fen;

/** A paid seat whose whole money, as far as it has not gone back yet, is to go back. */
export function refunding(seat: Seat, why: Refund['why'], at: Instant): Seat {
  const left = (seat.amount - refundedOf(seat, ['due', 'done'])) as Fen;
  const refunds = left > 0 ? [...seat.refunds, refundOf(seat.outTradeNo, left, why, at)] : seat.refunds;
  // Its goods, if they are still held, go back next; if they were taken back, its buyer's limits are told.
  const isDone = seat.goods !== 'held' && seat.goods !== 'taken_back';
  return { ...seat, status: 'refunding', refunds, wish: null, next: isDone ? null : at };
}
