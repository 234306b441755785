import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import type { Plan } from './bustle.ts';

/** One fixed seed, so that CI is comparable, and a fresh one, so that it learns. `SIM_SEED` runs a seed again. */
const operations = Number(process.env.SIM_OPERATIONS ?? 5000);
const seeds = process.env.SIM_SEED
  ? [Number(process.env.SIM_SEED)]
  : [20_260_615, Date.now() % 1_000_000_000];

interface Simulation {
  simulate(cloud: TestCloud, plan: Plan): Promise<Record<string, number>>;
  plan: Pick<Plan, 'parts' | 'powerCuts'>;
  /** What must have happened at least once, or the run has shown little. */
  happened: string[];
}

/** A simulation as a test, on a demo park of its own for each seed. */
export function simulated(what: string, { simulate, plan, happened }: Simulation): void {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  });
  afterEach(() => cloud.stop());

  describe(what, () => {
    it.each(seeds)(
      `${operations} operations of seed %i keep the books`,
      async (seed) => {
        const counts = await simulate(cloud, { seed, operations, people: 16, ...plan });
        console.log(`seed ${seed}`, counts);
        for (const one of happened) expect(counts[one], one).toBeGreaterThan(0);
      },
      1_200_000,
    );
  });
}
