import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { Steps } from '../setup/steps.ts';

/** A group message at 10:00: everybody at once on the same few coupons, each guest once, as phones do it. */
let cloud: TestCloud;
let park: Product;
let steps: Steps;
const GUESTS = 3000;
const CALLERS = 64;
const FAULTS = {
  conflict: 0.08,
  dropAnswerAfterCommit: 0.08,
  unavailable: 0.05,
  killInstance: 0.004,
};
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  await cloud.reset('large', { members: GUESTS, coupons: 0, events: 0, birthdaysToday: 0 });
  park = new Product(cloud);
  steps = new Steps(cloud);
});
afterAll(() => cloud.stop());

/** Answers by their code, of `guests` people who claim once each; `meanwhile` is told how many have been answered. */
async function burst(
  offerOf: (guest: number) => OfferId,
  guests: number,
  meanwhile: (answered: number) => Promise<unknown> | undefined = () => undefined,
) {
  const outcomes: Record<string, number> = {};
  const coupons: string[] = [];
  let next = 0;
  let answered = 0;
  const caller = async () => {
    while (next < guests) {
      const guest = next++;
      const offerId = offerOf(guest);
      const answer = await park.insist(`o-l${guest}`, 'wallet', 'coupon.claim', { offerId });
      const code = answer.ok ? 'ok' : answer.refusal.code;
      outcomes[code] = (outcomes[code] ?? 0) + 1;
      if (answer.ok) coupons.push(...answer.value.coupons.map(({ couponId }) => couponId));
      await meanwhile(++answered);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
  return { outcomes, coupons };
}

const shardsOf = (offerId: OfferId) => steps.db.find('stocks', { offerId });
const left = async (offerId: OfferId) => (await shardsOf(offerId)).reduce((sum, { free }) => sum + free, 0);

/** Whatever is still under way ends within two minutes by itself; then the books agree to the unit. */
async function settled(offerId: OfferId, { stock, issued }: { stock: number; issued: number }) {
  await cloud.faults.clear();
  await cloud.clock.advance(120_000);
  const books = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  expect(books.differences).toEqual([]);
  expect(books.offers.find((offer) => offer.offerId === offerId)).toMatchObject({ stock, issued });
  expect(await left(offerId)).toBe(stock - issued);
}

describe('a burst', () => {
  it('of 3,000 on one offer of 1,000: 1,000 issued, 2,000 sold_out, none lost, none twice', async () => {
    const offerId = await park.offer({ stock: 1000 });
    expect(await shardsOf(offerId)).toHaveLength(4);
    const { outcomes, coupons } = await burst(() => offerId, GUESTS);
    expect(outcomes).toEqual({ ok: 1000, sold_out: 2000 });
    expect(new Set(coupons).size).toBe(1000);
    await settled(offerId, { stock: 1000, issued: 1000 });
  }, 300_000);

  it.each<[string, object, number, object]>([
    ['one shard, for few units', { stock: 100 }, 1, { ok: 100, sold_out: 200 }],
    ['one shard, for a stock per day', { stock: 300, stockPerDay: 100 }, 1, { ok: 100, sold_out_today: 200 }],
    ['two shards', { stock: 251 }, 2, { ok: 251, sold_out: 49 }],
  ])(
    'on %s is as exact',
    async (_what, over, shards, expected) => {
      const offerId = await park.offer(over);
      expect(await shardsOf(offerId)).toHaveLength(shards);
      expect((await burst(() => offerId, 300)).outcomes).toEqual(expected);
    },
    120_000,
  );

  it.each<[string, object, object]>([
    ['one shard, for a stock per day', { stock: 50, stockPerDay: 50 }, { ok: 50, sold_out: 70 }],
    ['several shards', { stock: 251 }, { ok: 251, sold_out: 49 }],
  ])(
    'under conflicts, lost answers and killed instances on %s is as exact',
    async (_what, over, expected) => {
      const offerId = await park.offer(over);
      const guests = Object.values(expected).reduce((sum, n) => sum + n, 0);
      await cloud.faults.set({ seed: 29, ...FAULTS });
      const { outcomes, coupons } = await burst(() => offerId, guests);
      expect(outcomes).toEqual(expected);
      expect(new Set(coupons).size).toBe(coupons.length);
      await settled(offerId, { stock: (over as { stock: number }).stock, issued: coupons.length });
    },
    300_000,
  );

  it('while stock is raised twice gives exactly the new total', async () => {
    const offerId = await park.offer({ stock: 120 });
    const raise = () => park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 40 });
    const { outcomes } = await burst(
      () => offerId,
      300,
      (answered) => (answered === 20 || answered === 50 ? raise() : undefined),
    );
    expect(outcomes).toEqual({ ok: 200, sold_out: 100 });
    await settled(offerId, { stock: 200, issued: 200 });
  }, 120_000);

  it('of bundles that lack a part, beside plain claims: nobody hears sold_out of what came back', async () => {
    const fish = await park.offer({ title: '鱼', stock: 60 });
    const photo = await park.offer({ title: '照片', stock: 5 });
    const parts = [
      { offerId: fish, count: 2 },
      { offerId: photo, count: 1 },
    ];
    const bundle = await park.offer({ kind: 'bundle', title: '礼包', stock: 100, goods: undefined, parts });
    const { coupons } = await burst((guest) => (guest % 2 === 0 ? bundle : fish), 160);
    await cloud.clock.advance(120_000);
    expect(await left(photo)).toBe(0);
    expect(await left(fish)).toBe(0);
    expect(coupons).toHaveLength(60 + 5);
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
  }, 120_000);
});
