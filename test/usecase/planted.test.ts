import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CouponId, RedemptionId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { Steps } from '../setup/steps.ts';

/** Differences that somebody puts into the books of coupons behind the functions' back. */
let cloud: TestCloud;
let park: Product;
let db: Steps['db'];
const used: Array<{ couponId: CouponId; redemptionId: RedemptionId }> = [];
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  db = new Steps(cloud).db;
  await park.join('o-guest-1');
  const offerId = await park.offer({ perMember: 2 });
  for (let i = 0; i < 2; i++) {
    const { couponId } = await park.claim('o-guest-1', offerId);
    const { code } = await park.code('o-guest-1', couponId);
    const use = await park.ok('o-clerk-north', 'staff', 'redemption.confirm', {
      code,
      storeId: store('north'),
    });
    used.push({ couponId, redemptionId: use.redemptionId });
  }
});
afterAll(() => cloud.stop());
const found = async () =>
  (await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences.map(({ id }) => id).sort();

it('a row that is gone and one too many of the same offer are both named, though their sums agree', async () => {
  expect(await found()).toEqual([]);
  await cloud.timer('jobs');
  expect(await found()).toEqual([]);
  const [one, other] = used as [(typeof used)[0], (typeof used)[0]];
  const [gone] = await db.find('ledger', { _id: one.redemptionId });
  const [twice] = await db.find('ledger', { _id: other.redemptionId });
  await db.remove('ledger', { _id: one.redemptionId });
  await db.put('ledger', { ...twice, _id: 'red_twice' } as never);
  expect(await found()).toEqual([one.couponId, other.couponId, one.redemptionId, 'red_twice'].sort());
  await db.put('ledger', gone as never);
  await db.remove('ledger', { _id: 'red_twice' });
  expect(await found()).toEqual([]);
});

it('a use of a coupon and an offer that are not there is named', async () => {
  const [{ redemptionId }] = used as [(typeof used)[0]];
  const [row] = await db.find('ledger', { _id: redemptionId });
  await db.put('ledger', { ...row, _id: 'red_none', couponId: 'cpn_none', offerId: 'off_none' } as never);
  expect(await found()).toEqual(['cpn_none', 'off_none', 'red_none']);
});
