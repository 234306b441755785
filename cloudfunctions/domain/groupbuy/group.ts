import type { Audience } from '../../../shared-types/contract/admin';
import type { GroupbuyType, GroupStatus, OrderStatus } from '../../../shared-types/contract/groupbuy';
import type { RefundWord } from '../../../shared-types/contract/groupbuy-desk';
import type {
  CampaignId,
  Fen,
  GroupId,
  Instant,
  MemberId,
  OfferId,
  OrderId,
} from '../../../shared-types/ids';
import type { RequestMark } from '../request';
import { type CampaignDoc, firstPrice, seatsOf, unitsOf } from './campaign';
import type { MoneyRow } from './money';

/**
 * A group with its orders, one document: whatever happens to any of them happens by one conditional write on `rev`.
 * Who buys alone has a group of one.
 */
export interface GroupDoc {
  _id: GroupId;
  rev: number;
  alone: boolean;
  terms: GroupTerms;
  status: GroupStatus;
  createdAt: Instant;
  /** Set when the opener pays; joiners take it. Of a group of one: null. */
  deadline: Instant | null;
  seats: Seat[];
  /** Receipts that fit no order: they pay nothing and go back under their own number. */
  unmatched: Unmatched[];
  /** When `jobs` has to look at it next; null = nothing is due any more. */
  wake: Instant | null;
  /** Since when one of its refunds is stuck; so that operators find it without reading the others. */
  stuckAt?: Instant | null;
  /** The dynamic message on its share card; null: none could be had, or it is nobody else's business. */
  activity: CardActivity | null;
  /** Own id and the requests that changed its orders; unique over all groups. */
  rids: string[];
  ob: Array<
    | { id: string; to: 'ledger'; at: Instant; d: MoneyRow }
    /** Goods of an order that is fulfilled: its coupons follow within a tick. */
    | { id: string; to: 'goods'; at: Instant; d: { orderId: OrderId } }
  >;
}

export const goodsEntry = (orderId: OrderId): string => `goods_${orderId}`;
/** Whether the coupons of a fulfilled order are still on their way. */
export const isOnItsWay = ({ ob }: Pick<GroupDoc, 'ob'>, { orderId }: Pick<Seat, 'orderId'>): boolean =>
  ob.some(({ id }) => id === goodsEntry(orderId));

/** The dynamic message on a group's share card. */
export interface CardActivity {
  /** WeChat's id of it; lives 24 h. */
  id: string;
  /** What it last said; null: nothing yet. */
  said: string | null;
  /** When it has to say something else; 0 = at once, null = it says what is so. */
  due: Instant | null;
}

/** What a group was opened with; it keeps it whatever becomes of the campaign. */
export interface GroupTerms {
  campaignId: CampaignId;
  title: string;
  product: string;
  type: GroupbuyType;
  size: number;
  /** What a piece costs at first, and alone; fen. */
  price: Fen;
  singlePrice: Fen;
  ladder: Array<{ size: number; price: Fen }> | null;
  lifeMinutes: number;
  /** End of the campaign: no group begins after it. */
  to: Instant;
  perMemberQuantity: number;
  perMemberGroups: number;
  audience: Audience | null;
  fulfil: { offerId: OfferId; count: number };
  /** Units reserved for the campaign: names its pool of stock. */
  reserved: number;
}

/** One order. */
export interface Seat {
  orderId: OrderId;
  memberId: MemberId;
  /** Empty: they have left since. */
  openid: string;
  name: string | null;
  avatarFileId: string | null;
  quantity: number;
  /** What is to be paid, fen. */
  amount: Fen;
  by: RequestMark;
  at: Instant;
  status: OrderStatus;
  /** Until when the seat is held unpaid; it is free only after the order was closed at the provider. */
  holdUntil: Instant;
  outTradeNo: string;
  paid: { at: Instant; transactionId: string } | null;
  /** Whether its goods are taken from the reservation; a late payment may have to take them again. */
  goods: 'held' | 'returned' | 'delivered' | 'taken_back';
  /** What its goods are called in stock: the order's id, or another name when they had to be taken again. */
  goodsName: string;
  closedWhy: ClosedWhy | null;
  refunds: Refund[];
  /** Its coupons are being taken back, so that its money can go back: whoever began may not come to the end of it. */
  wish: RefundWish | null;
  /** Marks of commands on this order, with nothing to answer but the order itself. */
  rq: RequestMark[];
  /** When the order itself is due next: to ask for its payment, to end its hold, to give back what it holds. */
  next: Instant | null;
}
export type ClosedWhy = 'hold_ended' | 'cancelled' | 'sold_out' | 'limit_reached' | 'mismatch';

/** Somebody's wish to have a fulfilled order paid back. */
export interface RefundWish {
  by: RequestMark;
  why: 'left' | 'operator';
  at: Instant;
}

/** Money that has to go back. The number is derived and stays the same until the provider confirms. */
export interface Refund {
  outRefundNo: string;
  amount: Fen;
  why: 'left' | 'failed' | 'late' | 'ladder' | 'operator';
  status: 'due' | 'done';
  tries: number;
  at: Instant;
  /** What the provider said at the last try that failed; cut short. Not in what was written before this was kept. */
  said?: RefundWord | null;
  /** When the provider is asked (again); null when it has confirmed. */
  next: Instant | null;
  doneAt: Instant | null;
}

export interface Unmatched {
  outTradeNo: string;
  transactionId: string;
  amount: Fen;
  at: Instant;
  refund: Refund;
}

/** How long a seat is held unpaid at most. */
export const HOLD_MS = 15 * 60_000;
/** When the provider is first asked for a payment that was never reported. */
export const ASK_AFTER_MS = 3 * 60_000;

const TAKEN: readonly OrderStatus[] = ['pending', 'paid', 'grouped', 'fulfilled'];
const PAID: readonly OrderStatus[] = ['paid', 'grouped', 'fulfilled'];

/** Seats that are taken: paid or held. */
export const takenSeats = (group: GroupDoc): Seat[] =>
  group.seats.filter(({ status }) => TAKEN.includes(status));
export const paidSeats = (group: GroupDoc): Seat[] =>
  group.seats.filter(({ status }) => PAID.includes(status));
export const seatsLeft = (group: GroupDoc): number => group.terms.size - takenSeats(group).length;
export const seatOf = (group: GroupDoc, orderId: OrderId): Seat | undefined =>
  group.seats.find((seat) => seat.orderId === orderId);

/** Opener: of the seats that are taken the one that paid first, or is the oldest. */
export function opener(group: GroupDoc): Seat | undefined {
  const [first] = [...paidSeats(group)].sort((a, b) => (a.paid?.at ?? 0) - (b.paid?.at ?? 0));
  return first ?? takenSeats(group)[0];
}

/** Whether nobody can join any more: over, or its deadline has passed although no job has been there yet. */
export const hasEnded = (group: GroupDoc, now: Instant): boolean =>
  group.status === 'failed' || (group.deadline !== null && now >= group.deadline && group.status !== 'full');

export const termsOf = ({ _id, spec }: CampaignDoc): GroupTerms => ({
  campaignId: _id,
  title: spec.title,
  product: spec.product,
  type: spec.type,
  size: seatsOf(spec),
  price: firstPrice(spec),
  singlePrice: spec.singlePrice,
  ladder: spec.type === 'ladder' ? (spec.ladder ?? null) : null,
  lifeMinutes: spec.lifeMinutes,
  to: spec.to,
  perMemberQuantity: spec.perMemberQuantity,
  perMemberGroups: spec.perMemberGroups,
  audience: spec.audience ?? null,
  fulfil: spec.fulfil,
  reserved: unitsOf(spec),
});

/** Who orders, with the numbers drawn for the order. */
export interface Buyer {
  memberId: MemberId;
  openid: string;
  name: string | null;
  avatarFileId: string | null;
  quantity: number;
  orderId: OrderId;
  outTradeNo: string;
  by: RequestMark;
  at: Instant;
}

/** A new group with its opener's unpaid seat; `alone`: the whole of it. `activityId`: of its share card. */
export function newGroup(
  groupId: GroupId,
  campaign: CampaignDoc,
  buyer: Buyer,
  alone: boolean,
  activityId: string | null = null,
): GroupDoc {
  const full = termsOf(campaign);
  const terms = alone ? { ...full, size: 1, price: full.singlePrice, ladder: null } : full;
  const seat = newSeat(buyer, terms.price, null);
  return {
    _id: groupId,
    rev: 0,
    alone,
    terms,
    status: 'waiting',
    createdAt: buyer.at,
    deadline: null,
    seats: [seat],
    unmatched: [],
    wake: seat.next,
    activity: activityId === null ? null : { id: activityId, said: null, due: null },
    rids: [groupId],
    ob: [],
  };
}

export function newSeat(buyer: Buyer, price: Fen, deadline: Instant | null): Seat {
  const { memberId, openid, name, avatarFileId, quantity, orderId, outTradeNo, by, at } = buyer;
  const holdUntil = Math.min(at + HOLD_MS, deadline ?? Number.POSITIVE_INFINITY);
  return {
    orderId,
    memberId,
    openid,
    name,
    avatarFileId,
    quantity,
    amount: (price * quantity) as Fen,
    by,
    at,
    status: 'pending',
    holdUntil,
    outTradeNo,
    paid: null,
    goods: 'held',
    goodsName: orderId,
    closedWhy: null,
    refunds: [],
    wish: null,
    rq: [],
    next: Math.min(at + ASK_AFTER_MS, holdUntil),
  };
}

/** Whether the limits of its buyer still count goods that were taken back. */
export const countsForNothing = ({ goods, next }: Seat): boolean => goods === 'taken_back' && next !== null;

/** Whether goods of an order that came to nothing are still held in stock. */
export const holdsForNothing = ({ status, goods }: Seat): boolean =>
  goods === 'held' && (status === 'closed' || status === 'refunding' || status === 'refunded');

/** What the goods of a late payment are called: the first name was given up with the seat. */
export const lateName = ({ orderId }: Seat): string => `${orderId}_late`;

/** When a group has to be looked at next: the earliest of its seats, of its refunds, of its card, and of its own deadline. */
export function wakeOf(group: GroupDoc): Instant | null {
  const times = [
    ...group.seats.flatMap(({ next, refunds }) => [next, ...refunds.map((refund) => refund.next)]),
    ...group.unmatched.map(({ refund }) => refund.next),
    group.status === 'forming' ? group.deadline : null,
    group.activity?.due ?? null,
  ].filter((at): at is Instant => at !== null);
  return times.length > 0 ? Math.min(...times) : null;
}
