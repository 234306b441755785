import { expect, it } from 'vitest';
import type { CampaignId, OrderId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Members } from '../setup/members.ts';
import { NOW, Product } from '../setup/product.ts';
import { Seeded } from './random.ts';

const FAULTS = { conflict: 0.03, dropAnswerAfterCommit: 0.04, unavailable: 0.03, killInstance: 0.01 };
const ACTS = 45;
const people = Array.from({ length: 5 }, (_unused, i) => `o-points-${i}`);
/** Everything that changes points, and what may come in between. */
const WEIGHTS = { sign: 10, buy: 10, refund: 5, leave: 2, tick: 5, days: 6 };

class History {
  readonly park: Product;
  readonly random: Seeded;
  readonly orders: OrderId[] = [];
  campaignId = '' as CampaignId;

  constructor(
    readonly cloud: TestCloud,
    seed: number,
  ) {
    this.park = new Product(cloud);
    this.random = new Seeded(seed);
  }

  async act(kind: keyof typeof WEIGHTS): Promise<unknown> {
    const { park, random, cloud, campaignId } = this;
    const who = random.pick(people);
    switch (kind) {
      case 'sign':
        return park.insist(who, 'campaign', 'checkin.sign', {});
      case 'buy': {
        const input = { campaignId, quantity: 1 + random.below(3) };
        const bought = await park.insist(who, 'campaign', 'groupbuy.buyAlone', input);
        if (!bought.ok) return bought;
        this.orders.push(bought.value.order.orderId);
        return cloud.pay.settle(bought.value.order.outTradeNo, { callbacks: random.below(3) });
      }
      case 'refund': {
        const orderId = this.orders[random.below(this.orders.length)];
        const input = { orderId: orderId as OrderId, reason: '模拟' };
        return orderId ? park.insist('o-operator', 'admin', 'order.refund', input) : null;
      }
      case 'leave':
        await park.insist(who, 'member', 'member.erase', { confirm: true, forfeit: true });
        return park.insist(who, 'member', 'member.join', { consentVersion: '1' });
      case 'tick':
        return cloud.timer('jobs').catch(() => 'died');
      case 'days':
        return cloud.clock.advance(random.below(120) * DAY_MS + random.below(DAY_MS), false);
    }
  }
}

/** `SIM_SEED` runs another one. */
const seeds = process.env.SIM_SEED ? [Number(process.env.SIM_SEED)] : [1];

it.each(seeds)('the balance of everybody is the sum of their rows, after history %i', async (seed) => {
  const cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  try {
    const history = new History(cloud, seed);
    for (const who of people) await history.park.join(who);
    const long = { from: NOW - DAY_MS, to: NOW + 3000 * DAY_MS, stock: 400, perMemberQuantity: 99 };
    const buy = new Groupbuy(history.park);
    history.campaignId = (await buy.campaign({ ...long, perMemberGroups: 99 } as never, 500)).campaignId;
    await cloud.faults.set({ seed, ...FAULTS });
    for (let i = 0; i < ACTS; i++) await history.act(history.random.weighted(WEIGHTS));
    await cloud.faults.clear();
    for (let i = 0; i < 6; i++) await cloud.clock.advance(60_000);
    const { differences, points } = await history.park.ok('o-analyst', 'admin', 'stats.reconcile', {});
    expect({ seed, differences }).toEqual({ seed, differences: [] });
    expect(points.members).toBe(points.ledger);
    expect(history.orders.length).toBeGreaterThan(3);
    // Added up once more, by hand.
    const members = await Members.of(cloud);
    for (const who of people) {
      const rows = await members.pointsRows(who);
      const sum = rows.reduce((total, { delta }) => total + delta, 0);
      const { lots, points: balance } = await members.doc(who);
      expect([who, balance]).toEqual([who, sum]);
      expect(Object.values(lots).reduce((total, lot) => total + lot, 0)).toBe(Math.max(0, balance));
    }
  } finally {
    await cloud.stop();
  }
});
