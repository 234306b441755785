import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignDraft, Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  for (const guest of ['o-guest-1', 'o-guest-2']) await park.join(guest, '企鹅迷');
});
afterAll(() => cloud.stop());

const draft = async () => {
  const offerId = await park.offer({ stock: 100 });
  const input = campaignDraft(offerId);
  const { campaignId } = await park.ok('o-operator', 'admin', 'groupbuy.save', input as never);
  return { campaignId, input, offerId };
};
const desk = (campaignId: string) => park.ok('o-operator', 'admin', 'groupbuy.desk', { campaignId } as never);

describe('the operator’s desk of group-buys', () => {
  it('is for operators and analysts', async () => {
    const { campaignId } = await draft();
    for (const who of ['o-guest-1', 'o-clerk-north', 'o-manager'])
      for (const [op, input] of [
        ['groupbuy.all', {}],
        ['groupbuy.desk', { campaignId }],
        ['groupbuy.groups', { campaignId }],
      ] as const)
        expect(await park.refused(who, 'admin', op, input as never)).toBe('not_allowed');
    expect((await park.ok('o-analyst', 'admin', 'groupbuy.all', {})).items.length).toBeGreaterThan(0);
    expect(
      await park.refused('o-operator', 'admin', 'groupbuy.desk', { campaignId: 'cmp_none' } as never),
    ).toBe('not_found');
  });

  it('shows a draft with what it lacks, and later who did what', async () => {
    const { campaignId, input } = await draft();
    await park.ok('o-operator', 'admin', 'groupbuy.save', {
      ...input,
      campaignId,
      version: 0,
      stock: 0,
      singlePrice: 100,
    } as never);
    const before = await desk(campaignId);
    expect(before).toMatchObject({
      state: 'draft',
      version: 1,
      missing: ['stock', 'groupPrice'],
      view: { left: 0 },
      log: [
        { what: 'saved', fields: ['singlePrice', 'stock'] },
        { what: 'saved', fields: [] },
      ],
    });
    expect(
      await park.refused('o-operator', 'admin', 'groupbuy.save', {
        ...input,
        campaignId,
        version: 0,
      } as never),
    ).toBe('version_conflict');
    await park.ok('o-operator', 'admin', 'groupbuy.save', { ...input, campaignId } as never);
    await park.ok('o-operator', 'admin', 'groupbuy.publish', { campaignId });
    const after = await desk(campaignId);
    expect(after).toMatchObject({ state: 'published', missing: [], view: { status: 'open', left: 20 } });
    expect(after.log[0]).toMatchObject({ what: 'published' });
  });

  it('lists every campaign once over its pages, by state', async () => {
    const { offerId } = await draft();
    for (let n = 0; n < 22; n++)
      await park.ok('o-operator', 'admin', 'groupbuy.save', {
        ...campaignDraft(offerId),
        title: `第 ${n} 个`,
        from: NOW + (n % 3),
      } as never);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await park.ok('o-operator', 'admin', 'groupbuy.all', {
        status: 'draft',
        ...(cursor ? { cursor } : {}),
      });
      expect(page.items.every(({ state }) => state === 'draft')).toBe(true);
      seen.push(...page.items.map(({ campaignId }) => campaignId));
      cursor = page.cursor;
    }
    expect(seen.length).toBeGreaterThan(22);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows groups with their orders, names masked', async () => {
    const { campaignId } = await buy.campaign();
    const groupId = await buy.openPaid('o-guest-1', campaignId);
    const joined = await buy.join('o-guest-2', groupId);
    await park.ok('o-guest-2', 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 2 });
    const { items } = await park.ok('o-analyst', 'admin', 'groupbuy.groups', { campaignId });
    const group = items.find((one) => one.groupId === groupId);
    expect(group).toMatchObject({ status: 'forming', size: 2, alone: false });
    expect(group?.orders).toMatchObject([
      { status: 'paid', amount: 5900, name: expect.stringContaining('*') },
      { status: 'pending', orderId: joined.order.orderId },
    ]);
    expect(items.find(({ alone }) => alone)?.orders).toMatchObject([{ quantity: 2, amount: 17_600 }]);
  });

  it('counts what was paid back apart from what is sold, and calls a group of nobody so', async () => {
    const { campaignId } = await buy.campaign();
    const groupId = await buy.openPaid('o-guest-1', campaignId);
    const joined = await buy.join('o-guest-2', groupId);
    await buy.pay(joined.order.outTradeNo);
    const alone = await park.ok('o-guest-2', 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 2 });
    await buy.pay(alone.order.outTradeNo);
    await cloud.timer('jobs');
    const groups = async () =>
      (await park.ok('o-operator', 'admin', 'groupbuy.groups', { campaignId })).items;
    const group = async () => (await groups()).find((one) => one.groupId === groupId);
    expect(await group()).toMatchObject({ status: 'full', isGivenBack: false });
    for (const { orderId } of (await group())?.orders ?? [])
      await park.ok('o-operator', 'admin', 'order.refund', { orderId, reason: '设备检修' });
    await cloud.timer('jobs');
    expect(await group()).toMatchObject({
      isGivenBack: true,
      orders: [{ status: 'refunded' }, { status: 'refunded' }],
    });
    // Two pieces were paid back and are not sold again, two are with their buyer.
    expect(await desk(campaignId)).toMatchObject({ back: 2, view: { stock: 20, left: 16 } });
    const { items } = await park.ok('o-operator', 'admin', 'groupbuy.all', { status: 'published' });
    expect(items.find((one) => one.campaignId === campaignId)).toMatchObject({ back: 2, left: 16 });
  });
});

describe('an order found by its number', () => {
  const found = (number: string, who = 'o-operator') => park.ok(who, 'admin', 'order.find', { number });

  it('is found by its number, as WeChat’s bill or a hand writes it, its id, or its refund’s number', async () => {
    const { campaignId } = await buy.campaign();
    const { groupId, order } = await buy.open('o-guest-1', campaignId);
    await buy.pay(order.outTradeNo);
    const { outTradeNo, orderId } = order;
    const first = await found(outTradeNo);
    expect(first).toMatchObject({
      campaign: { campaignId, title: '海豚合影两人团' },
      group: { groupId, orders: [{ orderId, status: 'paid', name: expect.stringContaining('*') }] },
      orderId,
      memberId: expect.stringMatching(/^mbr_/),
      paid: { at: expect.any(Number), transactionId: expect.any(String) },
      closedWhy: null,
      refunds: [],
    });
    const spaced = outTradeNo.toUpperCase().replace(/(.{4})/g, '$1 ');
    for (const number of [orderId, spaced, `${outTradeNo}R`]) expect(await found(number)).toEqual(first);
    expect(await found(outTradeNo, 'o-analyst')).toEqual(first);

    await park.ok('o-operator', 'admin', 'order.refund', { orderId, reason: '客人要求' });
    expect((await found(outTradeNo)).refunds).toMatchObject([
      { outRefundNo: `${outTradeNo}R`, amount: 5900, why: 'operator', doneAt: null, isStuck: false },
    ]);
    await cloud.timer('jobs');
    expect((await found(outTradeNo)).refunds).toMatchObject([
      { doneAt: expect.any(Number), nextAt: null, isStray: false },
    ]);
  });

  it('says why an order is closed, and where money that fits none went', async () => {
    const { campaignId } = await buy.campaign();
    const { order } = await buy.open('o-guest-1', campaignId);
    await buy.pay(order.outTradeNo, { amount: order.amount - 1 });
    await cloud.timer('jobs');
    expect(await found(order.outTradeNo)).toMatchObject({
      orderId: order.orderId,
      paid: null,
      closedWhy: 'mismatch',
      refunds: [{ amount: order.amount - 1, isStray: true }],
    });
  });

  it('knows no other: not a neighbour in a group, not a stranger’s number, and is for operators and analysts', async () => {
    const { campaignId } = await buy.campaign();
    const { order } = await buy.open('o-guest-1', campaignId);
    const neighbour = `${order.outTradeNo.slice(0, 26)}aaaa`;
    for (const number of [neighbour, 'ord_none', '4200001234', 'a'.repeat(30), '海豚', '$where'])
      expect(await park.refused('o-operator', 'admin', 'order.find', { number })).toBe('not_found');
    for (const who of ['o-guest-1', 'o-clerk-north', 'o-manager'])
      expect(await park.refused(who, 'admin', 'order.find', { number: order.outTradeNo })).toBe(
        'not_allowed',
      );
  });
});

describe('a refund that the provider keeps refusing', () => {
  const waiting = (who = 'o-operator') => park.ok(who, 'admin', 'desk.waiting', {});
  const stuck = (who = 'o-operator') => park.ok(who, 'admin', 'refund.stuck', {});

  it('says whose it is, of what, why, and what the provider said; its guest reads that it is late', async () => {
    const { campaignId } = await buy.campaign();
    const { groupId, order } = await buy.open('o-guest-1', campaignId);
    await buy.pay(order.outTradeNo);
    await cloud.pay.failRefunds(100);
    await park.ok('o-guest-1', 'campaign', 'order.refund', { orderId: order.orderId });
    await cloud.timer('jobs');
    // One failed try is nothing to worry anybody with.
    expect((await stuck()).items).toEqual([]);
    expect(await buy.order('o-guest-1', order.orderId)).not.toHaveProperty('delayed');
    await cloud.clock.advance(10 * 60_000);

    const { items } = await stuck();
    expect(items).toMatchObject([
      {
        orderId: order.orderId,
        outTradeNo: order.outTradeNo,
        outRefundNo: `${order.outTradeNo}R`,
        campaign: { campaignId, title: '海豚合影两人团' },
        name: expect.stringContaining('*'),
        memberId: expect.stringMatching(/^mbr_/),
        quantity: 1,
        amount: 5900,
        why: 'left',
        said: { code: 'REFUSED', words: '接口返回错误，请用相同的参数再次调用' },
      },
    ]);
    expect(items[0]?.tries).toBeGreaterThanOrEqual(3);
    expect((await stuck('o-analyst')).items).toEqual(items);
    expect(await buy.order('o-guest-1', order.orderId)).toMatchObject({
      status: 'refunding',
      delayed: { since: items[0]?.at, nextAt: items[0]?.nextAt },
    });
    expect(await waiting()).toEqual({ refunds: 1, deliveries: 0, differences: 0 });
    expect(await waiting('o-analyst')).toEqual({ refunds: 1, deliveries: null, differences: 0 });
    for (const who of ['o-guest-1', 'o-clerk-north', 'o-manager'])
      expect(await park.refused(who, 'admin', 'desk.waiting', {})).toBe('not_allowed');

    // Tried again by two people at once: one refund.
    await cloud.pay.failRefunds(0);
    await Promise.all(
      [1, 2].map(() => park.ok('o-operator', 'admin', 'refund.retry', { orderId: order.orderId })),
    );
    await cloud.timer('jobs');
    expect((await stuck()).items).toEqual([]);
    const after = await buy.order('o-guest-1', order.orderId);
    expect(after).toMatchObject({ status: 'refunded', refunded: 5900, groupId });
    expect(after).not.toHaveProperty('delayed');
    expect(await waiting()).toMatchObject({ refunds: 0 });
    // Too late to try: the answer is the order as it is.
    expect(await park.ok('o-operator', 'admin', 'refund.retry', { orderId: order.orderId })).toMatchObject({
      status: 'refunded',
      refunded: 5900,
    });
    const bill = (await cloud.pay.bill()) as Array<{ outTradeNo: string; outRefundNo?: string }>;
    const back = bill.filter((row) => row.outTradeNo === order.outTradeNo && row.outRefundNo);
    expect(back).toHaveLength(1);
  });

  it('is counted for the desk in 4 requests in 1 round', async () => {
    await waiting();
    await cloud.requests.clear();
    await waiting();
    expect(await park.costs()).toEqual([{ op: 'desk.waiting', requests: 4, rounds: 1 }]);
  });
});
