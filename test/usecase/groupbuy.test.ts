import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupDoc, Seat } from '../../cloudfunctions/domain/groupbuy/group.ts';
import { decideWish } from '../../cloudfunctions/domain/groupbuy/refund.ts';
import type { GroupId, OfferId, OrderId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { campaignDraft, Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
/** What the groups hold that wait in the demo park. */
let waiting: number;
const guests = Array.from({ length: 12 }, (_unused, i) => `o-guest-${i + 1}`);
const [a, b, c] = guests as [string, string, string];
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  for (const guest of guests) await park.join(guest);
  waiting = (await balanced()).open;
});
afterAll(() => cloud.stop());
async function balanced() {
  const { money, differences } = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  expect(differences).toEqual([]);
  expect(money.provider).toBe(money.paid - money.refunded + money.unmatched);
  expect(money.paid - money.refunded).toBe(money.delivered + money.open);
  return money;
}

describe('a group', () => {
  it('fills up, and everybody has the coupon within a tick', async () => {
    const { campaignId, offerId } = await buy.campaign();
    const opened = await buy.open(a, campaignId, 2);
    expect(opened.order).toMatchObject({ status: 'pending', amount: 11_800, groupId: opened.groupId });
    expect(opened.payment.package).toContain('prepay_id=');
    expect(await park.refused(b, 'campaign', 'groupbuy.join', { groupId: opened.groupId, quantity: 1 })).toBe(
      'group_not_started',
    );
    await buy.pay(opened.order.outTradeNo);
    expect(await buy.group(b, opened.groupId)).toMatchObject({ status: 'forming', seatsLeft: 1 });
    const joined = await buy.join(b, opened.groupId);
    await buy.pay(joined.order.outTradeNo);
    expect(await buy.order(a, opened.order.orderId)).toMatchObject({ status: 'grouped' });
    await cloud.timer('jobs');
    expect(await buy.order(a, opened.order.orderId)).toMatchObject({ status: 'fulfilled', refunded: 0 });
    expect([await buy.coupons(a, offerId), await buy.coupons(b, offerId)]).toEqual([2, 1]);
    await balanced();
  });

  it('ten people join three seats at once: two get in, nobody else pays', async () => {
    const { campaignId } = await buy.campaign({ size: 3 });
    const groupId = await buy.openPaid(guests[11] as string, campaignId);
    const answers = await Promise.all(
      guests
        .slice(0, 10)
        .map((who) => park.insist(who, 'campaign', 'groupbuy.join', { groupId, quantity: 1 })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    const codes = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal.code]));
    expect(new Set(codes)).toEqual(new Set(['group_full']));
    await balanced();
  });

  it('that is not full at its deadline fails, and every fen goes back once', async () => {
    const { campaignId, offerId } = await buy.campaign({ size: 3 });
    const opened = await buy.open(a, campaignId);
    await buy.pay(opened.order.outTradeNo, { callbacks: 5 });
    const joined = await buy.join(b, opened.groupId);
    await buy.pay(joined.order.outTradeNo);
    await buy.join(c, opened.groupId);
    await cloud.pay.failRefunds(2);
    await cloud.clock.advance(121 * 60_000);
    for (let i = 0; i < 5; i++) await cloud.clock.advance(60_000 * 2 ** i);
    expect(await buy.order(a, opened.order.orderId)).toMatchObject({ status: 'refunded', refunded: 5900 });
    expect(await buy.order(b, joined.order.orderId)).toMatchObject({ status: 'refunded', refunded: 5900 });
    expect(await buy.group(a, opened.groupId)).toMatchObject({ status: 'failed', members: [] });
    expect(await buy.coupons(a, offerId)).toBe(0);
    const bill = (await cloud.pay.bill()) as Array<{ outTradeNo: string; outRefundNo?: string }>;
    const refunds = bill.filter(
      ({ outTradeNo, outRefundNo }) => outTradeNo === opened.order.outTradeNo && outRefundNo,
    );
    expect(refunds).toHaveLength(1);
    await balanced();
  });

  it('bought alone is paid and delivered', async () => {
    const { campaignId, offerId } = await buy.campaign();
    const { order } = await park.ok(c, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
    expect(order).toMatchObject({ amount: 8800, groupId: null });
    await buy.pay(order.outTradeNo);
    await cloud.timer('jobs');
    expect(await buy.order(c, order.orderId)).toMatchObject({ status: 'fulfilled' });
    expect(await buy.coupons(c, offerId)).toBe(1);
  });

  it('a payment that nobody reports is asked for; one after the hold takes the seat if it is free, else goes back', async () => {
    const { campaignId } = await buy.campaign({ size: 2 });
    const opened = await buy.open(a, campaignId);
    await buy.pay(opened.order.outTradeNo, { callbacks: 0 });
    await cloud.clock.advance(4 * 60_000);
    expect(await buy.group(a, opened.groupId)).toMatchObject({ status: 'forming' });
    const late = await buy.join(b, opened.groupId);
    await cloud.clock.advance(16 * 60_000);
    expect(await buy.order(b, late.order.orderId)).toMatchObject({ status: 'closed' });
    await buy.pay(late.order.outTradeNo);
    expect(await buy.order(b, late.order.orderId)).toMatchObject({ status: 'grouped' });

    const again = await buy.open(a, campaignId);
    await buy.pay(again.order.outTradeNo);
    const slow = await buy.join(b, again.groupId);
    await cloud.clock.advance(16 * 60_000);
    const quick = await buy.join(c, again.groupId);
    await buy.pay(quick.order.outTradeNo);
    await buy.pay(slow.order.outTradeNo);
    await cloud.clock.advance(2 * 60_000);
    expect(await buy.order(b, slow.order.orderId)).toMatchObject({ status: 'refunded' });
    await balanced();
  });

  it('the opener leaves and the next one leads; the last one leaves and it has failed', async () => {
    const { campaignId } = await buy.campaign({ size: 3 });
    const opened = await buy.open(a, campaignId);
    await buy.pay(opened.order.outTradeNo);
    const joined = await buy.join(b, opened.groupId);
    await buy.pay(joined.order.outTradeNo);
    const { endsAt } = await buy.group(a, opened.groupId);
    await park.ok(a, 'campaign', 'order.refund', { orderId: opened.order.orderId });
    const group = await buy.group(c, opened.groupId);
    expect(group).toMatchObject({ status: 'forming', seatsLeft: 2, endsAt });
    expect(group.members.map(({ opener }) => opener)).toEqual([true]);
    await park.ok(b, 'campaign', 'order.refund', { orderId: joined.order.orderId });
    expect(await buy.group(c, opened.groupId)).toMatchObject({ status: 'failed' });
    await cloud.clock.advance(2 * 60_000);
    expect(await buy.order(b, joined.order.orderId)).toMatchObject({ status: 'refunded' });
    await balanced();
  });

  it('a ladder takes the highest price first and gives the difference back at the end', async () => {
    const { campaignId, offerId } = await buy.campaign({
      type: 'ladder',
      size: 4,
      ladder: [
        { size: 2, price: 6000 },
        { size: 3, price: 5000 },
        { size: 4, price: 4000 },
      ] as never,
    });
    const opened = await buy.open(a, campaignId);
    expect(opened.order.amount).toBe(6000);
    await buy.pay(opened.order.outTradeNo);
    for (const who of [b, c]) await buy.pay((await buy.join(who, opened.groupId)).order.outTradeNo);
    await cloud.clock.advance(121 * 60_000);
    await cloud.clock.advance(60_000);
    expect(await buy.order(a, opened.order.orderId)).toMatchObject({ status: 'fulfilled', refunded: 1000 });
    expect(await buy.coupons(b, offerId)).toBe(1);
    await balanced();
  });

  it('a fulfilled order goes back while its coupons are unused, and not afterwards', async () => {
    const { campaignId, offerId } = await buy.campaign();
    const order = async () => {
      const bought = await park.ok(c, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 2 });
      await buy.pay(bought.order.outTradeNo);
      await cloud.timer('jobs');
      return bought.order.orderId;
    };
    const unused = await order();
    await park.ok(c, 'campaign', 'order.refund', { orderId: unused });
    await cloud.clock.advance(60_000);
    expect(await buy.order(c, unused)).toMatchObject({ status: 'refunded', refunded: 17_600 });
    expect(await buy.coupons(c, offerId)).toBe(0);

    // A call that died after its wish was written down: the next ticks take the coupons back, and the limit forgets them.
    const { campaignId: small, offerId: goods } = await buy.campaign({ perMemberQuantity: 1 });
    const alone = { campaignId: small, quantity: 1 };
    const begun = (await park.ok(b, 'campaign', 'groupbuy.buyAlone', alone)).order;
    await buy.pay(begun.outTradeNo);
    await cloud.timer('jobs');
    await wish(begun.orderId);
    await cloud.timer('jobs');
    expect(await buy.order(b, begun.orderId)).toMatchObject({ status: 'refunded', refunded: 8800 });
    expect(await buy.coupons(b, goods)).toBe(0);
    await park.ok(b, 'campaign', 'groupbuy.buyAlone', alone);

    const used = await order();
    const { items } = await park.ok(c, 'wallet', 'coupon.list', { status: 'unused' });
    const coupon = items.find((one) => one.offerId === offerId);
    const { code } = await park.code(c, coupon?.couponId as never);
    await park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: 'north' as never });
    expect(await park.refused(c, 'campaign', 'order.refund', { orderId: used })).toBe('refund_closed');
    // A call that died between taking the other coupon back and giving it alive again, because this one was used.
    const other = items.find((one) => one.offerId === offerId && one !== coupon);
    const coupons = loadSdk(`${cloud.url}/admin`).database().collection('coupons');
    const taken = { key: `refund:${used}`, hash: 'refund', at: NOW, by: 'stf_refund', reason: '订单退款' };
    const { command } = loadSdk(`${cloud.url}/admin`).database();
    await coupons
      .doc(other?.couponId as string)
      .update({ data: { state: 'revoked', revoked: command.set?.(taken) } });
    await wish(used);
    await cloud.timer('jobs');
    expect(await buy.order(c, used)).toMatchObject({ status: 'fulfilled' });
    expect(await buy.coupons(c, offerId)).toBe(1);
    await balanced();
  });
});

/** What a refund of a fulfilled order leaves behind that was cut off right after its first write. */
async function wish(orderId: OrderId): Promise<void> {
  const groups = loadSdk(`${cloud.url}/admin`).database().collection('groups');
  const { data } = await groups.where({ 'seats.orderId': orderId }).get();
  const group = data[0] as unknown as GroupDoc;
  const { now } = await cloud.clock.get();
  const seat = group.seats[0] as Seat;
  const decided = decideWish(group, seat, { by: { key: 'wish', hash: 'h' }, why: 'left', at: now - 60_000 });
  if (!('group' in decided)) throw new Error(decided.code);
  const { seats, wake } = decided.group;
  await groups.doc(group._id).update({ data: { seats, wake } });
}

describe('the books', () => {
  it('name a row that differs by one fen, and one that the ledger has lost', async () => {
    await cloud.timer('jobs');
    const db = loadSdk(`${cloud.url}/admin`).database();
    const { data } = await db.collection('ledger').where({ type: 'paid' }).limit(2).get();
    const [one, other] = data as Array<{ _id: string; number: string; amount: number }>;
    if (!one || !other) throw new Error('no money rows');
    await db
      .collection('ledger')
      .doc(one._id)
      .update({ data: { amount: one.amount - 1 } });
    await db.collection('ledger').doc(other._id).remove();
    const { differences } = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
    const bill = "provider's bill = money ledger";
    expect(differences).toContainEqual({
      what: bill,
      id: one.number,
      expected: one.amount,
      found: one.amount - 1,
    });
    expect(differences).toContainEqual({ what: bill, id: other.number, expected: other.amount, found: 0 });
    const { _id, ...rest } = other;
    await db.collection('ledger').doc(_id).set({ data: rest });
    await db
      .collection('ledger')
      .doc(one._id)
      .update({ data: { amount: one.amount } });
    await balanced();
  });

  it('end with nothing open of ours when every group has ended', async () => {
    await cloud.clock.advance(3 * 3_600_000);
    for (let i = 0; i < 3; i++) await cloud.clock.advance(60_000);
    const money = await balanced();
    expect(money).toMatchObject({ open: waiting, unmatched: 0 });
  });
});

describe('a published campaign', () => {
  it('may end later, and nothing else of it changes', async () => {
    const to = NOW + DAY_MS;
    const offerId = await park.offer();
    const spec = { ...campaignDraft(offerId), to };
    const { campaignId } = await buy.campaign({ fulfil: spec.fulfil, to });
    const save = (over: object) =>
      park.answer('o-operator', 'admin', 'groupbuy.save', { campaignId, ...spec, ...over } as never);
    for (const over of [{}, { to: to - 1 }, { to: to + 1, groupPrice: 100 }, { from: NOW, to: to + 1 }])
      expect(await save(over)).toMatchObject({ refusal: { code: 'already_published' } });
    await cloud.clock.set(to, false);
    const open = () => park.answer(a, 'campaign', 'groupbuy.open', { campaignId, quantity: 1 });
    expect(await open()).toMatchObject({ refusal: { code: 'campaign_not_open' } });
    expect(await save({ to: to + DAY_MS })).toMatchObject({ ok: true });
    expect(await open()).toMatchObject({ ok: true });
    await park.ok('o-operator', 'admin', 'groupbuy.stop', { campaignId });
    expect(await save({ to: to + 2 * DAY_MS })).toMatchObject({ refusal: { code: 'already_published' } });
    await cloud.clock.set(NOW, false);
  });
});

describe('limits and stock', () => {
  it('publishing reserves the goods, or says that they are not there', async () => {
    const offerId = await park.offer({ stock: 10 });
    const input = { fulfil: { offerId, count: 2 }, stock: 5 } as never;
    await buy.campaign(input);
    expect(await park.refused(a, 'wallet', 'coupon.claim', { offerId })).toBe('sold_out');
    await expect(buy.campaign(input)).rejects.toThrow(/rules_incomplete.*stock/);
    await balanced();
  });

  it('a refusal for want of stock is not kept: the same request gets the piece that came back, in words or others', async () => {
    const { campaignId } = await buy.campaign({ stock: 1 });
    const { order } = await buy.open(a, campaignId);
    const [opens, alone] = [ulid(), ulid()];
    const open = (quantity = 1) =>
      park.answer(b, 'campaign', 'groupbuy.open', { campaignId, quantity }, opens);
    const buyAlone = () =>
      park.answer(c, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 }, alone);
    for (const refused of [await open(), await open(2), await buyAlone()])
      expect(refused).toMatchObject({ refusal: { code: 'sold_out' } });
    await park.ok(a, 'campaign', 'order.cancel', { orderId: order.orderId });
    const first = await open();
    expect(first).toMatchObject({ ok: true, value: { order: { status: 'pending' } } });
    expect(await open()).toMatchObject({ value: { order: first.ok && first.value.order } });
    expect(await open(2)).toMatchObject({ refusal: { code: 'request_id_reused' } });
    expect(await buyAlone()).toMatchObject({ refusal: { code: 'sold_out' } });

    const group = await buy.campaign({ stock: 2, size: 3 });
    const groupId = await buy.openPaid(a, group.campaignId);
    const taken = await buy.join(b, groupId);
    const elsewhere = await buy.openPaid(b, (await buy.campaign({ stock: 2, size: 3 })).campaignId);
    const joins = ulid();
    const join = (id: GroupId = groupId) =>
      park.answer(c, 'campaign', 'groupbuy.join', { groupId: id, quantity: 1 }, joins);
    expect(await join()).toMatchObject({ refusal: { code: 'sold_out' } });
    await park.ok(b, 'campaign', 'order.cancel', { orderId: taken.order.orderId });
    const joined = await join();
    expect(joined).toMatchObject({ ok: true });
    expect(await join()).toMatchObject({ value: { order: joined.ok && joined.value.order } });
    expect(await join(elsewhere)).toMatchObject({ refusal: { code: 'request_id_reused' } });
    await balanced();
  });

  it('per person: pieces and groups over the campaign; what was closed does not count', async () => {
    const { campaignId } = await buy.campaign({ perMemberQuantity: 3, perMemberGroups: 2 });
    await buy.open(a, campaignId, 2);
    expect(await park.refused(a, 'campaign', 'groupbuy.open', { campaignId, quantity: 2 })).toBe(
      'limit_reached',
    );
    const second = await buy.open(a, campaignId, 1);
    expect(await park.refused(a, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 })).toBe(
      'limit_reached',
    );
    await park.ok(a, 'campaign', 'order.cancel', { orderId: second.order.orderId });
    await buy.open(a, campaignId, 1);
    await balanced();
  });

  it('the last two pieces at once go to two people', async () => {
    const { campaignId } = await buy.campaign({ stock: 2, perMemberQuantity: 1 });
    const answers = await Promise.all(
      guests.map((who) => park.insist(who, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    await balanced();
  });

  it('new customers only, judged by what was paid before', async () => {
    const { campaignId } = await buy.campaign({ type: 'old_brings_new', size: 2 });
    const groupId = await buy.openPaid(a, campaignId);
    expect(await park.refused(b, 'campaign', 'groupbuy.join', { groupId, quantity: 1 })).toBe(
      'new_customers_only',
    );
    await park.join('o-guest-20');
    await buy.join('o-guest-20', groupId);
  });
});

describe('repeats and strange receipts', () => {
  it('a repeated order is the same order; with other content it is refused', async () => {
    const { campaignId } = await buy.campaign();
    const requestId = ulid();
    const open = (quantity: number) =>
      park.answer(a, 'campaign', 'groupbuy.open', { campaignId, quantity }, requestId);
    const [first, second] = [await open(1), await open(1)];
    if (!first.ok || !second.ok) throw new Error(JSON.stringify([first, second]));
    expect(second.value.order).toEqual(first.value.order);
    expect(await open(2)).toMatchObject({ ok: false, refusal: { code: 'request_id_reused' } });
  });

  it('a receipt of another amount pays nothing and goes back under its own number', async () => {
    const { campaignId } = await buy.campaign();
    const opened = await buy.open(a, campaignId);
    await buy.pay(opened.order.outTradeNo, { amount: 1 });
    expect(await buy.order(a, opened.order.orderId)).toMatchObject({ status: 'closed' });
    await cloud.clock.advance(60_000);
    const bill = (await cloud.pay.bill()) as Array<{
      outTradeNo: string;
      outRefundNo?: string;
      amount: number;
    }>;
    expect(bill.filter(({ outTradeNo }) => outTradeNo === opened.order.outTradeNo)).toMatchObject([
      { amount: 1 },
      { amount: 1, outRefundNo: `${opened.order.outTradeNo}U` },
    ]);
    await balanced();
  });

  it('paynotify hears the provider only', async () => {
    const answer = await cloud.raw('paynotify', { outTradeNo: 'x' }, a);
    expect(answer.body).toMatchObject({ ok: false, refusal: { code: 'not_allowed' } });
  });
});

describe('what was reserved for a campaign', () => {
  const claimable = async (offerId: OfferId) => {
    const { items } = await park.ok(a, 'wallet', 'offer.list', {});
    return items.find((offer) => offer.offerId === offerId)?.left;
  };

  it('and not bought goes back the night after its groups have ended, and it ends no later from then on', async () => {
    const { campaignId, offerId } = await buy.campaign(
      { stock: 20, to: (await cloud.clock.get()).now + 3_600_000 },
      30,
    );
    const groupId = await buy.openPaid(a, campaignId);
    await buy.pay((await buy.join(b, groupId)).order.outTradeNo);
    const left = () => claimable(offerId);
    expect(await left()).toBe(10);
    const night = async () => {
      await cloud.clock.advance(DAY_MS);
      await cloud.timer('jobs');
    };
    await night();
    expect(await left()).toBe(28);
    await night();
    expect(await left()).toBe(28);
    const later = { ...campaignDraft(offerId), campaignId, to: NOW + 60 * DAY_MS };
    expect(await park.refused('o-operator', 'admin', 'groupbuy.save', later as never)).toBe(
      'already_published',
    );
    await balanced();
  });
});

describe('a payment that nobody reports', () => {
  it('for an order that is closed is found by the books of the night, and goes back', async () => {
    const { campaignId } = await buy.campaign();
    const groupId = await buy.openPaid(a, campaignId);
    const { order } = await buy.join(b, groupId);
    await park.ok(b, 'campaign', 'order.cancel', { orderId: order.orderId });
    await buy.pay((await buy.join(c, groupId)).order.outTradeNo);
    await buy.pay(order.outTradeNo, { callbacks: 0 });
    await cloud.clock.advance(DAY_MS);
    await cloud.clock.advance(60_000);
    expect(await buy.order(b, order.orderId)).toMatchObject({ status: 'refunded', refunded: 5900 });
    await balanced();
  });
});
