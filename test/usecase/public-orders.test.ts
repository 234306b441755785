import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import type { CampaignId, ParkDay } from '../../shared-types/ids.ts';
import { DAY_MS, startOfParkDay } from '../../shared-types/park-day.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Product, store } from '../setup/product.ts';

/**
 * Public purchases (../shared/data) as orders of a park: paid at the pay desk, delivered as coupons, written off on the
 * day they were made, as the figures stated there count them. Of one customer in four hundred, or of what CUSTOMERS says.
 */
const EVERY = Number(process.env.CUSTOMERS ?? 400);
const FILE = new URL('../../../shared/data/cdnow-sample.txt', import.meta.url);
/** The park's clock begins in 2000; twenty-eight years later the same days are the same weekdays. */
const LATER = 28;
const AS_OF = startOfParkDay('2026-07-01' as ParkDay);
const YEAR_BEFORE = '2025-07-01';

interface Purchase {
  who: string;
  day: ParkDay;
  fen: number;
}
const all: Purchase[] = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [, id = '', date = '', , amount = ''] = line.trim().split(/\s+/);
    const day = `${Number(date.slice(0, 4)) + LATER}-${date.slice(4, 6)}-${date.slice(6)}` as ParkDay;
    return { who: `o-cdnow-${id}`, day, fen: Math.round(Number(amount) * 100) };
  });
const customers = [...new Set(all.map(({ who }) => who))].filter((_who, i) => i % EVERY === 0);
const purchases = all
  .filter(({ who, fen }) => customers.includes(who) && fen > 0)
  .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
const campaigns = new Map<number, CampaignId>();
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: '2024-12-31T10:00:00+08:00' });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  // Who opens the demo park's groups is no customer of this test.
  await park.ok('o-operator', 'admin', 'staff.save', {
    ...{ openid: 'o-han', name: '示范', role: 'tester', stores: [], active: true },
  });
});
afterAll(() => cloud.stop());

async function campaignOf(fen: number): Promise<CampaignId> {
  const known = campaigns.get(fen);
  if (known) return known;
  const { now } = await cloud.clock.get();
  const at = new Date(now).getTime();
  const offerId = await park.offer({
    ...{ stock: 200, perMember: 99, claimFrom: at, claimTo: at + 900 * DAY_MS },
    validity: { type: 'afterClaim', startInDays: 0, days: 900 },
  });
  const terms = { singlePrice: fen, groupPrice: fen, from: at, to: at + 900 * DAY_MS, perMemberQuantity: 99 };
  const { campaignId } = await buy.campaign({ ...terms, stock: 200, fulfil: { offerId, count: 1 } } as never);
  campaigns.set(fen, campaignId);
  return campaignId;
}

async function carryOut({ who, day, fen }: Purchase): Promise<void> {
  await cloud.clock.set(startOfParkDay(day) + DAY_MS / 2, false);
  const { order } = await park.ok(who, 'campaign', 'groupbuy.buyAlone', {
    campaignId: await campaignOf(fen),
    quantity: 1,
  });
  await buy.pay(order.outTradeNo);
  await cloud.timer('jobs');
  const { items } = await park.ok(who, 'wallet', 'coupon.list', { status: 'unused' });
  const { code } = await park.code(who, items[0]?.couponId as never);
  await park.ok('o-manager', 'staff', 'redemption.confirm', { code, storeId: store('north') });
}

/** From the file and the table of the specification alone. */
function sumOf(who: string): number {
  const own = purchases.filter((one) => one.who === who);
  const { recency, visits, money } = DEFAULTS.tiers;
  const newest = Math.max(...own.map(({ day }) => startOfParkDay(day)));
  const inYear = own.filter(({ day }) => day >= YEAR_BEFORE && day < '2026-07-01');
  const days = new Set(inYear.map(({ day }) => day)).size;
  const yuan = inYear.reduce((sum, { fen }) => sum + fen, 0) / 100;
  const step = (table: Array<{ from: number; score: number }>, n: number) =>
    table.find(({ from }) => n >= from)?.score ?? 0;
  return (
    (recency.find(({ upTo }) => (AS_OF - newest) / DAY_MS <= upTo)?.score ?? 1) +
    step(visits, days) +
    (yuan > 0 ? Math.max(1, step(money, yuan)) : 0)
  );
}

it('gives everybody the scores the file gives, and the repurchase rate', async () => {
  for (const who of customers) await park.join(who);
  for (const purchase of purchases) await carryOut(purchase);
  await cloud.timer('jobs');
  await cloud.clock.set(AS_OF, false);
  const buyers = new Map<string, number>();
  for (const { who } of purchases) buyers.set(who, (buyers.get(who) ?? 0) + 1);
  for (const who of buyers.keys()) {
    const { standing } = await park.ok(who, 'member', 'member.me', {});
    const sum = (standing?.recency.score ?? 0) + (standing?.visits.score ?? 0) + (standing?.money.score ?? 0);
    expect(sum, who).toBe(sumOf(who));
  }
  const { totals } = await park.ok('o-analyst', 'admin', 'stats.overview', {
    from: '2025-01-01' as ParkDay,
    to: '2026-06-30' as ParkDay,
  });
  const repeatBuyers = [...buyers.values()].filter((n) => n > 1).length;
  expect(totals).toMatchObject({
    ...{ orders: purchases.length, buyers: buyers.size, repeatBuyers },
    repurchase: repeatBuyers / buyers.size,
    gross: purchases.reduce((sum, { fen }) => sum + fen, 0),
  });
});
