import type { GroupView, OpenGroup, OrderView } from '../../../shared-types/contract/groupbuy';
import type { Instant, MemberId } from '../../../shared-types/ids';
import { maskedName } from '../member/member';
import {
  type GroupDoc,
  hasEnded,
  isOnItsWay,
  opener,
  paidSeats,
  type Seat,
  seatsLeft,
  takenSeats,
} from './group';
import { isRefused } from './join';
import { finalPrice, leastOf, settledPrice } from './settle';
import { isStuck, refundedOf } from './step';

/**
 * Whether a seat is an order of somebody's, as they know it. One that stock said no to was never made, and what was
 * ordered before leaving the club and joining anew is nobody's.
 */
export const isOrderOf = (memberId: MemberId, seat: Seat): boolean =>
  seat.memberId === memberId && seat.openid !== '' && !isRefused(seat);

/** An order as its owner sees it. */
export function orderView(group: GroupDoc, seat: Seat, now: Instant): OrderView {
  const late = seat.refunds.find(isStuck);
  return {
    orderId: seat.orderId,
    // Until its coupons are in the wallet an order is not said to be fulfilled.
    status:
      seat.status === 'fulfilled' && isOnItsWay(group, seat)
        ? group.alone
          ? 'paid'
          : 'grouped'
        : seat.status,
    campaignId: group.terms.campaignId,
    title: group.terms.title,
    groupId: group.alone ? null : group._id,
    outTradeNo: seat.outTradeNo,
    quantity: seat.quantity,
    amount: seat.amount,
    refunded: refundedOf(seat, ['done']),
    createdAt: seat.at,
    ...(late ? { delayed: { since: late.at, nextAt: late.next } } : {}),
    ...(seat.status === 'pending' && now < seat.holdUntil ? { payUntil: seat.holdUntil } : {}),
    ...(seat.status === 'paid' && !group.alone && group.status === 'forming'
      ? { waits: { least: leastOf(group), paid: paidSeats(group).length, until: group.deadline } }
      : {}),
  };
}

/** A group as anybody with its card sees it: masked names, seats, and one's own order. */
export function groupView(group: GroupDoc, me: MemberId, now: Instant): GroupView {
  const { terms } = group;
  const first = opener(group);
  const paid = new Set(paidSeats(group).map(({ orderId }) => orderId));
  const members = [...takenSeats(group)].sort((a, b) => Number(b === first) - Number(a === first));
  const mine = group.seats.filter((seat) => isOrderOf(me, seat)).at(-1);
  const held = members.filter(({ status }) => status === 'pending').map(({ holdUntil }) => holdUntil);
  const price = settledPrice(group);
  // A ladder that has reached a rung does not fail: it is settled as soon as a job has been there.
  const failed = hasEnded(group, now) && (group.status !== 'forming' || finalPrice(group) === null);
  return {
    groupId: group._id,
    campaignId: terms.campaignId,
    title: terms.title,
    product: terms.product,
    type: terms.type,
    status: failed ? 'failed' : group.status,
    size: terms.size,
    price: terms.price,
    singlePrice: terms.singlePrice,
    ...(terms.ladder ? { ladder: terms.ladder } : {}),
    members: members.map((seat) => ({
      name: maskedName(seat.name),
      avatarFileId: seat.avatarFileId,
      paid: paid.has(seat.orderId),
      opener: seat === first,
    })),
    seatsLeft: Math.max(0, seatsLeft(group)),
    ...(group.status === 'forming' && held.length > 0 ? { heldUntil: Math.min(...held) } : {}),
    ...(price === null ? {} : { settledPrice: price }),
    endsAt: group.deadline,
    perMemberQuantity: terms.perMemberQuantity,
    myOrder: mine ? orderView(group, mine, now) : null,
    ...(group.activity ? { activityId: group.activity.id } : {}),
  };
}

/** A group as a campaign's page lists it. */
export function openGroup(group: GroupDoc): OpenGroup {
  const first = opener(group);
  return {
    groupId: group._id,
    opener: maskedName(first?.name ?? null),
    avatarFileId: first?.avatarFileId ?? null,
    seatsLeft: seatsLeft(group),
    endsAt: group.deadline as Instant,
  };
}
