import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const guests = Array.from({ length: 12 }, (_, i) => `o-guest-${i + 1}`);
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  for (const guest of guests) await park.join(guest);
});
afterAll(() => cloud.stop());

/** A bundle of two fish and one photo, with so many units of each. */
async function bundle({ fish = 100, photo = 100, stock = 100 } = {}) {
  const [a, b] = [
    await park.offer({ title: '鱼', stock: fish }),
    await park.offer({ title: '照片', stock: photo }),
  ];
  const parts = [
    { offerId: a, count: 2 },
    { offerId: b, count: 1 },
  ];
  const offerId = await park.offer({
    kind: 'bundle',
    title: '鲸喜礼包',
    stock,
    perMember: 1,
    goods: undefined,
    parts,
  });
  return { offerId, a, b };
}
const leftOf = async (...offers: OfferId[]) => {
  const { items } = await park.ok('o-mia', 'wallet', 'offer.list', {});
  const more = items.length === 20 ? (await park.ok('o-mia', 'wallet', 'offer.list', {})).items : items;
  return offers.map((offerId) => more.find((offer) => offer.offerId === offerId)?.left);
};

describe('a bundle', () => {
  it('gives all its coupons, counted in the stock of its parts but not in their limit', async () => {
    const { offerId, a, b } = await bundle();
    const { coupons } = await park.ok('o-guest-1', 'wallet', 'coupon.claim', { offerId });
    expect(coupons.map((coupon) => coupon.offerId).sort()).toEqual([a, a, b].sort());
    expect(await leftOf(offerId, a, b)).toEqual([99, 98, 99]);
    expect((await park.ok('o-guest-1', 'wallet', 'coupon.claim', { offerId: a })).coupons).toHaveLength(1);
    const wallet = await park.ok('o-guest-1', 'wallet', 'coupon.list', {});
    expect(wallet.items).toEqual(expect.arrayContaining(coupons));
  });

  it('repeated gives the same coupons; another requestId is limit_reached', async () => {
    const { offerId } = await bundle();
    const requestId = ulid();
    const first = await park.ok('o-guest-2', 'wallet', 'coupon.claim', { offerId }, requestId);
    expect(await park.ok('o-guest-2', 'wallet', 'coupon.claim', { offerId }, requestId)).toEqual(first);
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.claim', { offerId })).toBe('limit_reached');
  });

  it('with the requestId of another claim is refused, either way round, and takes nothing', async () => {
    const { offerId, a, b } = await bundle();
    const other = await park.offer();
    const [r1, r2] = [ulid(), ulid()];
    await park.claim('o-guest-3', other, r1);
    expect(await park.refused('o-guest-3', 'wallet', 'coupon.claim', { offerId }, r1)).toBe(
      'request_id_reused',
    );
    expect(await leftOf(offerId, a, b)).toEqual([100, 100, 100]);
    await park.ok('o-guest-3', 'wallet', 'coupon.claim', { offerId }, r2);
    expect(
      await park.refused('o-guest-4', 'wallet', 'coupon.claim', { offerId: 'off_x' as OfferId }, r2),
    ).toBe('not_found');
    expect(await park.refused('o-guest-3', 'wallet', 'coupon.claim', { offerId: other }, r2)).not.toBe('ok');
  });

  it('that lacks one part gives nothing and holds nothing', async () => {
    const { offerId, a, b } = await bundle({ fish: 1 });
    expect(await park.refused('o-guest-5', 'wallet', 'coupon.claim', { offerId })).toBe('sold_out');
    expect(await leftOf(offerId, a, b)).toEqual([100, 1, 100]);
    await cloud.timer('jobs');
    expect((await park.ok('o-guest-5', 'wallet', 'coupon.list', {})).items).toEqual([]);
  });

  it('twelve at once at parts for four: four whole bundles, not a coupon more', async () => {
    const { offerId, a, b } = await bundle({ fish: 9, photo: 4 });
    const answers = await Promise.all(
      guests.map((guest) => park.insist(guest, 'wallet', 'coupon.claim', { offerId })),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort();
    expect(codes).toEqual([...Array(4).fill('ok'), ...Array(8).fill('sold_out')]);
    await cloud.timer('jobs');
    expect(await leftOf(offerId, a, b)).toEqual([96, 1, 0]);
  });

  it('interrupted anywhere is whole or nothing after two minutes', async () => {
    const { offerId, a, b } = await bundle({ fish: 24, photo: 12 });
    await cloud.faults.set({ seed: 5, killInstance: 0.12 });
    const event = () => ({ op: 'coupon.claim', requestId: ulid(), input: { offerId } });
    await Promise.all(guests.map((guest) => cloud.raw('wallet', event(), guest)));
    await cloud.faults.clear();
    await cloud.clock.advance(120_000);
    const wallets = await Promise.all(guests.map((guest) => park.ok(guest, 'wallet', 'coupon.list', {})));
    const fish = wallets.flatMap(({ items }) => items).filter((coupon) => coupon.offerId === a).length;
    const photos = wallets.flatMap(({ items }) => items).filter((coupon) => coupon.offerId === b).length;
    expect(fish).toBe(2 * photos);
    expect(await leftOf(offerId, a, b)).toEqual([100 - photos, 24 - fish, 12 - photos]);
  });
});
