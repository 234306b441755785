import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { simulate } from './run.ts';

/** One fixed seed, so that CI is comparable, and a fresh one, so that it learns. `SIM_SEED` runs a seed again. */
const operations = Number(process.env.SIM_OPERATIONS ?? 5000);
const seeds = process.env.SIM_SEED
  ? [Number(process.env.SIM_SEED)]
  : [20_260_615, Date.now() % 1_000_000_000];

let cloud: TestCloud;
beforeEach(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
});
afterEach(() => cloud.stop());

describe('coupons under random people and faults', () => {
  it.each(seeds)(
    `${operations} operations of seed %i keep the books`,
    async (seed) => {
      const counts = await simulate(cloud, { seed, operations, parts: 5, people: 16, powerCuts: 3 });
      console.log(`seed ${seed}`, counts);
      for (const happened of [
        'coupon.claim ok',
        'redemption.confirm ok',
        'synced accepted',
        'power cut',
        'bundle undone for want of a part',
      ])
        expect(counts[happened], happened).toBeGreaterThan(0);
    },
    1_200_000,
  );
});
