import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupId } from '../../shared-types/ids.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { WechatPay } from '../setup/wechatpay.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

/** The whole of a group-buy with WeChat Pay's APIv3 as its provider, by configuration. */
let desk: WechatPay;
let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
let now = NOW;
const [a, b, c] = ['o-guest-1', 'o-guest-2', 'o-guest-3'] as const;
beforeAll(async () => {
  desk = await new WechatPay(() => now).start();
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString(), env: desk.env });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  for (const guest of [a, b, c]) await park.join(guest);
});
afterAll(async () => {
  await cloud.stop();
  desk.stop();
});

async function call(notice: { headers: Record<string, string>; body: string }): Promise<number> {
  const { headers, body } = notice;
  const answer = await fetch(`${cloud.url}/http/paynotify`, { method: 'POST', headers, body });
  const { code } = (await answer.json()) as { code: string };
  expect(code).toBe(answer.status === 200 ? 'SUCCESS' : 'FAIL');
  return answer.status;
}
/** Time passes, on both clocks; the desk is never asked in between. */
async function pass(ms: number): Promise<void> {
  now += ms;
  await cloud.clock.set(now, false);
  await cloud.timer('jobs');
}
/** What differs between the ledger and the bill, but for the groups of the demo park, which were paid for elsewhere. */
async function differences() {
  const found = (await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences;
  return found.filter(({ id }) => desk.orders.has(id) || desk.refunds.has(id));
}

describe('a group paid through APIv3', () => {
  it('fills up by callbacks that come five times, reordered, or never', async () => {
    const { campaignId, offerId } = await buy.campaign({ size: 3 });
    const { groupId, order, payment } = await buy.open(a, campaignId);
    expect(desk.isSigned(payment)).toBe(true);
    desk.pay(order.outTradeNo);
    const first = desk.notice(order.outTradeNo);
    expect(await call(first)).toBe(200);

    const joined = await Promise.all([b, c].map((guest) => buy.join(guest, groupId as GroupId)));
    const [second, third] = joined.map((one) => one.order.outTradeNo) as [string, string];
    // Said before it is so: the provider is asked, and says no.
    expect(await call(desk.notice(third, { trade_state: 'SUCCESS' }))).toBe(200);
    expect((await buy.group(a, groupId)).members.filter(({ paid }) => paid)).toHaveLength(1);
    for (const one of [third, second]) desk.pay(one);
    const late = desk.notice(third);
    expect(await Promise.all([late, late, first, late, late, late].map(call))).toEqual(Array(6).fill(200));
    // Nobody calls for the second: a timer asks.
    await pass(4 * 60_000);
    await pass(60_000);
    expect((await buy.group(a, groupId)).status).toBe('full');
    for (const guest of [a, b, c]) expect(await buy.coupons(guest, offerId)).toBe(1);
    expect([...desk.refunds]).toEqual([]);
  });

  it('refuses callbacks that are bent, unsigned or of another merchant, and changes nothing', async () => {
    const { campaignId } = await buy.campaign();
    const { order } = await buy.open(a, campaignId);
    desk.pay(order.outTradeNo);
    const { headers, body } = desk.notice(order.outTradeNo);
    expect(await call({ headers, body: body.replace('SUCCESS', 'REFUND') })).toBe(401);
    expect(await call({ headers: {}, body })).toBe(401);
    expect(await call(desk.notice(order.outTradeNo, { mchid: '1' }))).toBe(401);
    expect((await buy.order(a, order.orderId)).status).toBe('pending');
    expect((await cloud.raw('paynotify', { httpMethod: 'POST', headers, body }, a)).body).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
  });

  it('that fails pays everybody back once, through a provider that needs its time', async () => {
    const { campaignId } = await buy.campaign({ lifeMinutes: 30 });
    const groupId = await open(campaignId);
    desk.processing = 2;
    for (let minutes = 0; minutes < 60; minutes += 5) await pass(5 * 60_000);
    const back = [...desk.refunds.values()].filter(({ outTradeNo }) =>
      outTradeNo.startsWith(groupId.slice(4)),
    );
    expect(back).toMatchObject([{ amount: 5900, status: 'SUCCESS' }]);
  });
});

describe('the bill of a day', () => {
  const bill = "provider's bill = money ledger";
  it('is kept on the next morning, as soon as it is there; a fen, a missing and a foreign row are named', async () => {
    const db = loadSdk(`${cloud.url}/admin`).database();
    const ledger = () => db.collection('ledger');
    const days = async () => (await db.collection('bills').limit(10).get()).data.map(({ day }) => day);
    // The desk has trouble at first: the bill is asked for again.
    now = startOfParkDay(addParkDays(parkDayOf(now), 1)) + 10 * 3_600_000 + 15 * 60_000;
    await cloud.clock.set(now, false);
    for (let n = 0; n < 20; n++) desk.instead.push({ status: 500, body: { code: 'SYSTEM_ERROR' } });
    await cloud.timer('jobs').catch(() => undefined);
    expect(await days()).toEqual(['2026-06-14']);
    desk.instead.length = 0;
    await pass(60_000);
    expect(await days()).toEqual(['2026-06-14', '2026-06-15']);
    const { data } = await ledger()
      .where({ _id: /^mny_(paid|refunded)_/ })
      .limit(100)
      .get();
    const all = data as Array<{ _id: string; number: string; amount: number; type: string }>;
    const rows = all.filter(({ number }) => desk.orders.has(number) || desk.refunds.has(number));
    const [paid, other] = rows.filter(({ type }) => type === 'paid');
    const [back] = rows.filter(({ type }) => type === 'refunded');
    if (!paid || !other || !back) throw new Error('no money rows');
    expect(await differences()).toEqual([]);

    await ledger()
      .doc(paid._id)
      .update({ data: { amount: paid.amount - 1 } });
    await ledger()
      .doc(back._id)
      .update({ data: { amount: back.amount + 1 } });
    await ledger().doc(other._id).remove();
    expect(await differences()).toEqual(
      expect.arrayContaining([
        { what: bill, id: paid.number, expected: paid.amount, found: paid.amount - 1 },
        { what: bill, id: back.number, expected: back.amount, found: back.amount + 1 },
        { what: bill, id: other.number, expected: other.amount, found: 0 },
      ]),
    );
    // Each names its order, of a refund as well, and the two sides are there gross.
    const { orders, compared } = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
    for (const { number } of [paid, back, other]) {
      const order = desk.refunds.get(number)?.outTradeNo ?? number;
      expect(orders).toContainEqual({
        id: number,
        orderId: `ord_${order}`,
        outTradeNo: order,
        groupId: `grp_${order.slice(0, 26)}`,
        campaign: { campaignId: expect.any(String), title: '海豚合影两人团' },
      });
    }
    expect(compared?.bill.refunded).toBe(back.amount);
    expect(compared?.ledger.refunded).toBe(back.amount + 1);
    expect(compared?.through).toBe('2026-06-15');
  });
});

async function open(campaignId: Parameters<Groupbuy['open']>[1]): Promise<string> {
  const { groupId, order } = await buy.open(b, campaignId);
  desk.pay(order.outTradeNo);
  await call(desk.notice(order.outTradeNo));
  return groupId;
}
