import { describe, expect, it } from 'vitest';
import { simulate } from './run.ts';

/** One fixed seed, so that CI is comparable, and a fresh one, so that it learns. `SIM_SEED` runs a seed again. */
const OPERATIONS = Number(process.env.SIM_OPERATIONS ?? 5000);
const seeds = process.env.SIM_SEED
  ? [Number(process.env.SIM_SEED)]
  : [20_260_615, Date.now() % 1_000_000_000];

describe('coupons under random people and faults', () => {
  it.each(seeds)(
    `${OPERATIONS} operations of seed %i keep the books`,
    async (seed) => {
      const counts = await simulate(seed, OPERATIONS);
      console.log(`seed ${seed}`, counts);
      expect(counts['coupon.claim ok']).toBeGreaterThan(0);
      expect(counts['redemption.confirm ok']).toBeGreaterThan(0);
    },
    1_200_000,
  );
});
