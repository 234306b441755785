import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../../setup/local-cloud.ts';
import { NOW } from '../../setup/product.ts';
import { simulateGroupbuy } from './run.ts';

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

describe('group-buys under random people, payments and faults', () => {
  it.each(seeds)(
    `${operations} operations of seed %i close to zero`,
    async (seed) => {
      const counts = await simulateGroupbuy(cloud, { seed, operations, parts: 4, people: 16, powerCuts: 2 });
      console.log(`seed ${seed}`, counts);
      for (const happened of [
        'groupbuy.join ok',
        'groupbuy.open sold_out',
        'order.cancel ok',
        'order.refund ok',
        'paid: late',
        'paid: another amount',
        'group full',
        'power cut',
      ])
        expect(counts[happened], happened).toBeGreaterThan(0);
    },
    1_200_000,
  );
});
