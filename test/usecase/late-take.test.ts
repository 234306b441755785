import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TakenUnit } from '../../cloudfunctions/domain/offer/stock.ts';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import type { CouponId, OfferId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

/** The product's own steps, run here against the wire, so that another hand can come in between two of them. */
let cloud: TestCloud;
let park: Product;
let steps: Awaited<ReturnType<typeof loadSteps>>;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  steps = await loadSteps(cloud);
});
afterAll(() => cloud.stop());

async function loadSteps({ url }: TestCloud) {
  loadSdk(`${url}/admin`);
  const [db, keys, stock, jobs, bundles] = await Promise.all([
    import('../../cloudfunctions/platform/db.ts'),
    import('../../cloudfunctions/platform/keys.ts'),
    import('../../cloudfunctions/store/stock.ts'),
    import('../../cloudfunctions/usecases/jobs/drain-stocks.ts'),
    import('../../cloudfunctions/store/bundle.ts'),
  ]);
  const secrets = { ID_HMAC_KEY: 'dGVzdA', SIGNING_KID: 't', SIGNING_SECRET_KEY: 'A'.repeat(43) };
  return {
    ...db,
    ...stock,
    ...jobs,
    ...bundles,
    keys: keys.keysFrom((name) => secrets[name as 'SIGNING_KID']),
  };
}

const unit = (): TakenUnit => ({
  couponId: steps.keys.derive('cpn_', ulid()) as CouponId,
  memberId: steps.keys.memberId('o-slow'),
  at: NOW,
  key: ulid(),
  hash: 'h',
  channel: null,
});

/** A Db that lets somebody in just before the job acknowledges what it has carried out. */
function withGuest(db: Db, guest: () => Promise<unknown>): Db {
  let invited = false;
  return {
    ...db,
    get requests() {
      return db.requests;
    },
    async update(collection, filter, change) {
      if (
        collection === 'stocks' &&
        JSON.stringify(filter).includes('stk_') &&
        !('free' in change) &&
        !invited
      ) {
        invited = true;
        await guest();
      }
      return db.update(collection, filter, change);
    },
  };
}

describe('units taken again after they were given back', () => {
  it('are given back again, although a job acknowledged the first take meanwhile', async () => {
    const fish = await park.offer({ title: '鱼', stock: 10 });
    const offerId = await park.offer({
      kind: 'bundle',
      title: '礼包',
      stock: 5,
      goods: undefined,
      parts: [{ offerId: fish, count: 2 }],
    });
    const db = steps.openDb();
    const offer = await db.get('offers', offerId);
    if (!offer) throw new Error('no offer');
    const bundle = await steps.bundleOf(db, steps.keys, offer, unit());
    const [part] = bundle.parts;
    if (!part) throw new Error('no part');
    const takePart = () =>
      steps.takeUnits(db, {
        offer: bundle.offers.get(fish) as NonNullable<typeof offer>,
        taking: 'grant',
        units: part.units,
        to: 'part',
        bundleId: bundle.take.units[0].couponId,
      });
    await steps.takeUnits(db, bundle.take);
    await takePart();
    await db.update(
      'stocks',
      { _id: steps.homeOf(bundle.take) },
      { [`bundles.${bundle.take.units[0].couponId}`]: 'void' },
    );

    await steps.drainStocks(withGuest(db, takePart), steps.keys, NOW + 60_000);
    expect(await unitsLeft(fish)).toBe(8);
    await steps.drainStocks(db, steps.keys, NOW + 120_000);
    expect(await unitsLeft(fish)).toBe(10);
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
  });
});

async function unitsLeft(offerId: OfferId): Promise<number> {
  const shards = await steps.openDb().find('stocks', { offerId });
  return shards.reduce((sum, { free }) => sum + free, 0);
}
