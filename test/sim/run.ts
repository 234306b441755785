import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { ACTS, WEIGHTS } from './acts.ts';
import { inParts, type Plan } from './bustle.ts';
import { check, claimTheRest } from './check.ts';
import { type KnownOffer, World } from './world.ts';

/**
 * Runs random acts by several hands at once with faults injected, on a park seeded at NOW, and checks the invariants.
 * Throws what is broken. Answers how often what happened.
 */
export async function simulate(cloud: TestCloud, plan: Plan): Promise<Record<string, number>> {
  const world = new World(cloud, plan.seed, plan.people);
  await prepare(world, plan.operations);
  await inParts(world, plan, { acts: ACTS, weights: WEIGHTS }, async () => {
    await settle(cloud);
    await check(world);
  });
  await claimTheRest(world);
  return world.counts;
}

interface Sizes {
  stock: number;
  perMember: number;
  stockPerDay?: number;
  canStop?: boolean;
  /** Of a bundle. */
  parts?: KnownOffer['parts'];
}

/** Offers whose stock a run of 5,000 operations uses up in part; smaller runs have less in proportion. */
async function prepare(world: World, operations: number): Promise<void> {
  const { park } = world;
  await Promise.all(world.members.map((member) => park.join(member)));
  const share = (n: number) => Math.max(2, Math.ceil((n * Math.min(operations, 5000)) / 5000));
  const add = async (
    { stock, perMember, canStop = false, parts, stockPerDay }: Sizes,
    over: Partial<OfferDraft> = {},
  ) => {
    const sizes = { stock: share(stock), perMember: share(perMember) };
    const perDay = stockPerDay === undefined ? undefined : share(stockPerDay);
    const offerId = await park.offer({
      ...LONG,
      ...over,
      ...sizes,
      ...(perDay === undefined ? {} : { stockPerDay: perDay }),
      ...(parts ? { kind: 'bundle', goods: undefined, parts } : {}),
    });
    world.offers.push({
      offerId,
      ...sizes,
      bundle: parts !== undefined,
      parts: parts ?? [],
      perDay,
      canStop,
    });
    return offerId;
  };
  const fish = await add({ stock: 600, perMember: 60 });
  const show = await add({ stock: 60, perMember: 20 }, { kind: 'multi', uses: 3 });
  await add({ stock: 40, perMember: 3, canStop: true });
  await add({ stock: 200, perMember: 40, stockPerDay: 50 }, { validity: SHORT });
  const two = { offerId: fish, count: 2 };
  await add({ stock: 80, perMember: 20, canStop: true, parts: [two, { offerId: show, count: 1 }] });
  // Most claims of it find one part and not the other.
  const seat = await add({ stock: 8, perMember: 2 });
  await add({ stock: 60, perMember: 40, parts: [two, { offerId: seat, count: 1 }] });
}

/** Offers stay open however many nights a run has. */
const LONG = { claimTo: NOW + 900 * DAY_MS };
/** Ends with the second night. */
const SHORT = { type: 'afterClaim', startInDays: 0, days: 2 } as const;

/** What a crash left behind is found and finished within two minutes, by itself. */
async function settle(cloud: TestCloud): Promise<void> {
  await cloud.clock.advance(120_000);
}
