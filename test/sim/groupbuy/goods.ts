import type { GiveView } from '../../../cloudfunctions/domain/coupon/transfer.ts';
import type { CodeView, CouponView } from '../../../shared-types/contract/wallet.ts';
import type { GroupbuyWorld, KnownOrder } from './world.ts';

/** What people do with the coupons that they bought. */

/** One is used at the gate: from then on its order is not paid back. */
export async function redeem(world: GroupbuyWorld): Promise<void> {
  const found = await couponOf(world);
  if (!found) return;
  const { order, coupon } = found;
  const { who, campaign } = order;
  const shown = await world.park.insist(who, 'wallet', 'coupon.code', { couponId: coupon.couponId });
  if (!shown.ok) return;
  const { code } = shown.value as CodeView;
  const input = { code, storeId: world.north };
  const sent = await world.send('o-clerk-north', 'staff', 'redemption.confirm', input, 0);
  if (sent.answer?.ok) world.used[campaign.offerId] = (world.used[campaign.offerId] ?? 0) + 1;
}

/** One is given to a friend: while it is away, and from when it is accepted, its order is not paid back either. */
export async function give(world: GroupbuyWorld): Promise<void> {
  const found = await couponOf(world);
  if (!found) return;
  const { order, coupon } = found;
  const sent = await world.send(order.who, 'wallet', 'coupon.give', { couponId: coupon.couponId });
  if (sent.answer?.ok)
    world.gifts.push({ token: (sent.answer.value as GiveView).token, from: order.who, coupon });
}

export async function accept(world: GroupbuyWorld): Promise<void> {
  const gift = world.random.pick(world.gifts.slice(-6));
  if (!gift) return;
  const to = world.random.pick(world.members);
  const sent = await world.send(to, 'wallet', 'coupon.accept', { token: gift.token }, 0);
  if (sent.answer?.ok) world.moved.set(gift.coupon.couponId, { ...gift, to });
}

/** A coupon in the wallet of somebody whose order has lately been delivered. */
async function couponOf(
  world: GroupbuyWorld,
): Promise<{ order: KnownOrder; coupon: CouponView } | undefined> {
  const order = world.lately(({ view }) => view.status === 'fulfilled');
  if (!order) return undefined;
  const wallet = await world.park.insist(order.who, 'wallet', 'coupon.list', { status: 'unused' });
  const coupon = wallet.ok && wallet.value.items.find(({ offerId }) => offerId === order.campaign.offerId);
  return coupon ? { order, coupon } : undefined;
}
