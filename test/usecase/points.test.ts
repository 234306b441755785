import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberId } from '../../shared-types/ids.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk, type SdkDatabase } from '../setup/wx-sdk.ts';

/** Points of paid orders, and the books of points. */
let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
let db: SdkDatabase;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  db = loadSdk(`${cloud.url}/admin`).database();
});
afterAll(() => cloud.stop());

const points = async (who: string) => (await park.ok(who, 'member', 'member.me', {})).points;
const history = async (who: string) =>
  (await park.ok(who, 'member', 'points.history', {})).items.map(({ delta, balanceAfter, cause }) => [
    cause.what,
    delta,
    balanceAfter,
  ]);
const books = () => park.ok('o-analyst', 'admin', 'stats.reconcile', {});

describe('points of orders', () => {
  it('a point for each full CNY once it is paid, and all of them back with the money', async () => {
    await park.join('o-guest-1');
    const { campaignId } = await buy.campaign({ singlePrice: 8850 as never });
    const alone = await park.ok('o-guest-1', 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
    await buy.pay(alone.order.outTradeNo, { callbacks: 3 });
    await cloud.timer('jobs');
    expect(await points('o-guest-1')).toBe(88);
    const opened = await buy.open('o-guest-1', campaignId);
    await buy.pay(opened.order.outTradeNo);
    await cloud.timer('jobs');
    expect(await points('o-guest-1')).toBe(88 + 59);
    await cloud.clock.advance(121 * 60_000);
    await cloud.timer('jobs');
    expect(await points('o-guest-1')).toBe(88);
    expect(await history('o-guest-1')).toEqual([
      ['refund', -59, 88],
      ['order', 59, 147],
      ['order', 88, 88],
    ]);
  });

  it('a ladder pays its difference back, and takes the points of it', async () => {
    for (const who of ['o-guest-2', 'o-guest-3']) await park.join(who);
    const { campaignId } = await buy.campaign({
      type: 'ladder',
      size: 3,
      ladder: [
        { size: 2, price: 5050 },
        { size: 3, price: 4000 },
      ],
      groupPrice: 5900,
    } as never);
    const opened = await buy.open('o-guest-2', campaignId);
    await buy.pay(opened.order.outTradeNo);
    const joined = await buy.join('o-guest-3', opened.groupId);
    await buy.pay(joined.order.outTradeNo);
    await cloud.clock.advance(121 * 60_000);
    await cloud.timer('jobs');
    const net = (await buy.order('o-guest-2', opened.order.orderId)).refunded;
    expect(await points('o-guest-2')).toBe(Math.floor((opened.order.amount - net) / 100));
    expect((await books()).differences).toEqual([]);
  });

  it('each counts once, whatever happens to the run that books it, and the balance is the sum of the rows', async () => {
    const { campaignId } = await buy.campaign({ stock: 60 }, 200);
    const people = Array.from({ length: 6 }, (_unused, i) => `o-faulty-${i}`);
    for (const who of people) await park.join(who);
    for (let round = 0; round < 3; round++) {
      for (const who of people) {
        const { order } = await park.ok(who, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
        await buy.pay(order.outTradeNo);
      }
      await cloud.faults.set({
        seed: round + 1,
        conflict: 0.15,
        dropAnswerAfterCommit: 0.2,
        unavailable: 0.1,
        killInstance: 0.05,
      });
      for (let n = 0; n < 4; n++)
        await Promise.all([
          cloud.send('POST', '/local/timer/jobs'),
          ...people.map((who) => park.insist(who, 'campaign', 'checkin.sign', {})),
        ]);
      await cloud.faults.clear();
      await cloud.timer('jobs');
    }
    for (const who of people) expect(await points(who)).toBe(3 * 88 + 5);
    const { points: sums, differences } = await books();
    expect(differences).toEqual([]);
    expect(sums.members).toBe(sums.ledger);
    expect(sums.members).toBeGreaterThanOrEqual(people.length * (3 * 88 + 5));
  });

  it('a hundred orders paid, all told: at most five requests each, jobs, points and tiers included', async () => {
    const { campaignId } = await buy.campaign({ stock: 120 }, 200);
    const orders: string[] = [];
    for (let i = 0; i < 100; i++) {
      await park.join(`o-hundred-${i}`);
      const { order } = await park.ok(`o-hundred-${i}`, 'campaign', 'groupbuy.buyAlone', {
        campaignId,
        quantity: 1,
      });
      orders.push(order.outTradeNo);
    }
    await cloud.timer('jobs');
    await cloud.requests.clear();
    await cloud.timer('jobs');
    const idle = (await cloud.requests.get()).total;
    await cloud.requests.clear();
    for (const outTradeNo of orders) await buy.pay(outTradeNo);
    await cloud.timer('jobs');
    expect((await cloud.requests.get()).total - idle).toBeLessThanOrEqual(100 * 5.1);
    expect(await points('o-hundred-99')).toBe(88);
  });
});

describe('the books of points', () => {
  const memberIdOf = async (who: string) =>
    (await park.ok(who, 'member', 'member.me', {})).member?.memberId as MemberId;
  const rowsOf = async (memberId: MemberId) =>
    (await db.collection('ledger').where({ memberId, type: 'points' }).orderBy('at', 'asc').get()).data;

  it('show what all members have and all rows come to; a row in an outbox counts as written', async () => {
    const before = (await books()).points;
    await park.join('o-books');
    await park.ok('o-books', 'campaign', 'checkin.sign', {});
    const waiting = await books();
    expect(waiting.differences).toEqual([]);
    expect(waiting.points).toEqual({ members: before.members + 5, ledger: before.ledger + 5 });
    await cloud.timer('jobs');
    expect((await books()).points).toEqual(waiting.points);
  });

  it('name a planted difference: a balance, a row that was changed, a row that is gone', async () => {
    const memberId = await memberIdOf('o-hundred-7');
    const [row] = await rowsOf(memberId);
    const found = async () =>
      (await books()).differences.map(({ id, expected, found: is }) => [id, expected, is]);

    await db
      .collection('members')
      .doc(memberId)
      .update({ data: { points: 90 } });
    expect(await found()).toEqual([[memberId, 88, 90]]);
    await db
      .collection('members')
      .doc(memberId)
      .update({ data: { points: 88 } });
    expect(await found()).toEqual([]);

    const id = row?._id as string;
    await db
      .collection('ledger')
      .doc(id)
      .update({ data: { delta: 80 } });
    expect(await found()).toEqual([
      [memberId, 80, 88],
      [id, 80, 88],
    ]);
    await db.collection('ledger').doc(id).remove();
    expect(await found()).toEqual([[memberId, 0, 88]]);
    const { _id: _same, ...data } = row as { _id: string };
    await db.collection('ledger').doc(id).set({ data });
    expect(await found()).toEqual([]);
  });

  it('are among the books of the night', async () => {
    const memberId = await memberIdOf('o-hundred-8');
    await db
      .collection('members')
      .doc(memberId)
      .update({ data: { points: 80 } });
    await cloud.clock.set('2026-06-16T03:30:00+08:00', false);
    await cloud.timer('jobs');
    const night = await park.ok('o-analyst', 'admin', 'stats.nightlyBooks', {});
    expect(night?.differences).toMatchObject([{ id: memberId, expected: 88, found: 80 }]);
    expect((night?.points.ledger ?? 0) - (night?.points.members ?? 0)).toBe(8);
    await db
      .collection('members')
      .doc(memberId)
      .update({ data: { points: 88 } });
  });
});
