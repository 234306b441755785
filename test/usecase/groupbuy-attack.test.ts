import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CampaignId, CouponId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { campaignDraft, Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
const guests = Array.from({ length: 6 }, (_unused, i) => `o-guest-${i + 1}`);
const [a, b, c] = guests as [string, string, string];
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  for (const guest of guests) await park.join(guest);
});
afterAll(() => cloud.stop());

async function balanced() {
  const { money, differences } = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  expect(differences).toEqual([]);
  expect(money.provider).toBe(money.paid - money.refunded + money.unmatched);
  expect(money.paid - money.refunded).toBe(money.delivered + money.open);
}
const orders = async (who: string, campaignId: CampaignId) =>
  (await park.ok(who, 'campaign', 'order.list', {})).items.filter((one) => one.campaignId === campaignId);

describe('publishing', () => {
  it('five times at one instant reserves its goods once', async () => {
    const offerId = await park.offer({ stock: 100 });
    const spec = { ...campaignDraft(offerId), stock: 20 };
    const { campaignId } = await park.ok('o-operator', 'admin', 'groupbuy.save', spec as never);
    const publish = () => park.insist('o-operator', 'admin', 'groupbuy.publish', { campaignId });
    const answers = await Promise.all(Array.from({ length: 5 }, publish));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await park.ok(a, 'campaign', 'groupbuy.detail', { campaignId })).left).toBe(20);
    expect((await park.ok('o-operator', 'admin', 'offer.detail', { offerId })).left).toBe(80);
  });
});

describe('an order refused for want of stock', () => {
  it('was never made: its buyer sees it nowhere', async () => {
    const { campaignId } = await buy.campaign({ stock: 2, size: 3 });
    const groupId = await buy.openPaid(a, campaignId);
    await buy.join(b, groupId);
    expect(await park.refused(c, 'campaign', 'groupbuy.join', { groupId, quantity: 1 })).toBe('sold_out');
    expect(await park.refused(c, 'campaign', 'groupbuy.open', { campaignId, quantity: 1 })).toBe('sold_out');
    expect(await orders(c, campaignId)).toEqual([]);
    expect((await buy.group(c, groupId)).myOrder).toBeNull();
    await balanced();
  });
});

describe('an order whose call was cut off before it took its goods', () => {
  it('cannot be paid once somebody else has them', async () => {
    const { campaignId, offerId } = await buy.campaign({ stock: 1 });
    const { order } = await buy.open(a, campaignId);
    const db = loadSdk(`${cloud.url}/admin`).database();
    const shards = db.collection('stocks').where({ offerId, reservedFor: campaignId });
    const nothing = db.command.set?.({});
    await shards.update({ data: { free: 1, orders: nothing, g: nothing, go: nothing } });
    const other = await park.ok(b, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
    const { orderId } = order;
    expect(await park.refused(a, 'campaign', 'order.pay', { orderId })).toBe('order_closed');
    expect(await orders(a, campaignId)).toEqual([]);
    await buy.pay(other.order.outTradeNo);
    await cloud.timer('jobs');
    expect(await buy.coupons(b, offerId)).toBe(1);
    await balanced();
  });
});

describe('who left', () => {
  it('a group, may join it again, and finds it on the page of its campaign', async () => {
    const { campaignId } = await buy.campaign({ size: 3 });
    const groupId = await buy.openPaid(a, campaignId);
    const joined = await buy.join(b, groupId);
    await buy.pay(joined.order.outTradeNo);
    await park.ok(b, 'campaign', 'order.refund', { orderId: joined.order.orderId });
    await cloud.timer('jobs');
    const { groups } = await park.ok(b, 'campaign', 'groupbuy.detail', { campaignId });
    expect(groups.map((group) => group.groupId)).toEqual([groupId]);
    await buy.join(b, groupId);
    const again = await park.ok(b, 'campaign', 'groupbuy.detail', { campaignId });
    expect(again.groups).toEqual([]);
  });

  it('the club and came back is not shown the order of before', async () => {
    const { campaignId } = await buy.campaign({ size: 2 });
    const groupId = await buy.openPaid('o-guest-5', campaignId);
    await park.refused('o-guest-5', 'member', 'member.erase', { confirm: true, forfeit: true });
    const joined = await buy.join('o-guest-6', groupId);
    // Money that is still open, be it an unpaid order, keeps its owner.
    for (const who of ['o-guest-5', 'o-guest-6'])
      expect(await park.refused(who, 'member', 'member.erase', { confirm: true, forfeit: true })).toBe(
        'has_open_obligations',
      );
    await buy.pay(joined.order.outTradeNo);
    await cloud.timer('jobs');
    await park.ok('o-guest-6', 'member', 'member.erase', { confirm: true, forfeit: true });
    await park.join('o-guest-6');
    expect((await buy.group('o-guest-6', groupId)).myOrder).toBeNull();
    expect(await orders('o-guest-6', campaignId)).toEqual([]);
    const { orderId } = joined.order;
    for (const op of ['order.detail', 'order.pay', 'order.cancel', 'order.refund'] as const)
      expect(await park.refused('o-guest-6', 'campaign', op, { orderId })).toBe('not_found');
    await balanced();
  });
});

describe('goods', () => {
  it('of an offer that was stopped are delivered all the same, also to who has the offer claimed up', async () => {
    const { campaignId, offerId } = await buy.campaign({ size: 2, stock: 10 });
    await buy.coupons(a, offerId);
    await park.claim(a, offerId);
    const groupId = await buy.openPaid(a, campaignId);
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId });
    const { order } = await buy.join(b, groupId);
    await buy.pay(order.outTradeNo);
    await cloud.timer('jobs');
    expect([await buy.coupons(a, offerId), await buy.coupons(b, offerId)]).toEqual([2, 1]);
    await balanced();
  });

  it('that were given to a friend, or are on their way to one, are not paid back', async () => {
    const { campaignId, offerId } = await buy.campaign();
    const { order } = await park.ok(a, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 2 });
    await buy.pay(order.outTradeNo);
    await cloud.timer('jobs');
    const { items } = await park.ok(a, 'wallet', 'coupon.list', { status: 'unused' });
    const couponId = items.find((one) => one.offerId === offerId)?.couponId as CouponId;
    const { token } = await park.ok(a, 'wallet', 'coupon.give', { couponId });
    const refund = () => park.answer(a, 'campaign', 'order.refund', { orderId: order.orderId });
    expect(await refund()).toMatchObject({ refusal: { code: 'refund_closed' } });
    expect(
      await park.answer('o-operator', 'admin', 'order.refund', { orderId: order.orderId, reason: '退' }),
    ).toMatchObject({ refusal: { code: 'refund_closed' } });
    await park.ok(b, 'wallet', 'coupon.accept', { token });
    expect(await refund()).toMatchObject({ refusal: { code: 'refund_closed' } });
    expect(await buy.coupons(a, offerId)).toBe(1);
    expect(await buy.coupons(b, offerId)).toBe(1);
    await balanced();
  });
});

describe('an instant', () => {
  it('cancelling and paying at once end in one of the two, and the money follows', async () => {
    const { campaignId } = await buy.campaign({ stock: 8 });
    const orders = await Promise.all(guests.slice(0, 4).map((who) => buy.open(who, campaignId)));
    await Promise.all(
      orders.flatMap(({ order }, i) => [
        buy.pay(order.outTradeNo, { callbacks: 2 }),
        park.answer(guests[i] as string, 'campaign', 'order.cancel', { orderId: order.orderId }),
      ]),
    );
    await cloud.timer('jobs');
    for (const [i, { order }] of orders.entries())
      expect(['paid', 'refunded', 'refunding']).toContain(
        (await buy.order(guests[i] as string, order.orderId)).status,
      );
    await balanced();
  });

  it('a payment at the very end of the hold is the order or goes back, never both', async () => {
    const { campaignId } = await buy.campaign({ size: 3 });
    const groupId = await buy.openPaid(a, campaignId);
    const joined = await buy.join(b, groupId);
    await cloud.clock.advance(15 * 60_000, false);
    await Promise.all([cloud.timer('jobs'), buy.pay(joined.order.outTradeNo, { callbacks: 3 })]);
    await cloud.timer('jobs');
    expect((await buy.order(b, joined.order.orderId)).status).toBe('paid');
    await cloud.clock.advance(120 * 60_000);
    for (let i = 0; i < 3; i++) await cloud.timer('jobs');
    expect(await buy.order(b, joined.order.orderId)).toMatchObject({ status: 'refunded', refunded: 5900 });
    // A callback after the refund changes nothing.
    await buy.pay(joined.order.outTradeNo, { callbacks: 2 });
    await cloud.timer('jobs');
    expect(await buy.order(b, joined.order.orderId)).toMatchObject({ status: 'refunded', refunded: 5900 });
    await balanced();
  });

  it('two openings of one request are one group; of other content one of them is refused', async () => {
    const { campaignId } = await buy.campaign();
    const other = (await buy.campaign()).campaignId;
    const requestId = ulid();
    const open = (id: CampaignId) =>
      park.insist(a, 'campaign', 'groupbuy.open', { campaignId: id, quantity: 1 }, requestId);
    const answers = await Promise.all([open(campaignId), open(other), open(campaignId), open(other)]);
    const made = answers.filter(({ ok }) => ok);
    expect(made).toHaveLength(2);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(codes).toEqual(['request_id_reused', 'request_id_reused']);
    // Days later the same order is answered, as it stands by then.
    await cloud.clock.advance(9 * DAY_MS);
    const late = await Promise.all([open(campaignId), open(other)]);
    expect(late.filter(({ ok }) => ok)).toMatchObject([{ value: { order: { status: 'closed' } } }]);
    await balanced();
  });
});
