import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { ACTS, WEIGHTS } from './acts.ts';
import { check, claimTheRest } from './check.ts';
import { isConnectionLost, type KnownOffer, World } from './world.ts';

const FAULTS = { conflict: 0.03, dropAnswerAfterCommit: 0.03, unavailable: 0.02, killInstance: 0.004 };
const HANDS = 8;

export interface Plan {
  seed: number;
  operations: number;
  /** After each part the faults end, what a crash left behind has two minutes, and the invariants are checked. */
  parts: number;
  people: number;
  /** Parts in the middle of which the whole cloud loses its power. */
  powerCuts: number;
}

/**
 * Runs random acts by several hands at once with faults injected, on a park seeded at NOW, and checks the invariants.
 * Throws what is broken. Answers how often what happened.
 */
export async function simulate(cloud: TestCloud, plan: Plan): Promise<Record<string, number>> {
  const world = new World(cloud, plan.seed, plan.people);
  const size = Math.ceil(plan.operations / plan.parts);
  await prepare(world, plan.operations);
  for (let part = 0; part < plan.parts; part++) {
    await cloud.faults.set({ seed: plan.seed + part, ...FAULTS });
    await bustle(world, size, part < plan.powerCuts);
    for (const [fault, n] of Object.entries(await cloud.faults.clear())) world.count(`fault ${fault}`, n);
    await settle(cloud);
    await check(world);
  }
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

/** Hands at work; in the middle, if asked for, the cloud is killed and comes back on what is on its disk. */
async function bustle(world: World, operations: number, powerCut: boolean): Promise<void> {
  let left = operations;
  const hand = async () => {
    while (left-- > 0) {
      if (powerCut && !world.power && left < operations / 2) world.power = losePower(world);
      try {
        await ACTS[world.random.weighted(WEIGHTS)](world);
      } catch (error) {
        // What was only looked at when the power went is lost with it; commands are repeated by `send`.
        if (!world.power || !isConnectionLost(error)) throw error;
        await world.power;
      }
    }
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
  await world.power;
  world.power = undefined;
}

/** `kill -9`, and a start from the same data at the same instant; faults ended with the process. */
async function losePower(world: World): Promise<void> {
  const { cloud } = world;
  const { now } = await cloud.clock.get();
  await cloud.restart();
  await cloud.clock.set(Math.max(now, world.now), false);
  world.count('power cut');
}

/** What a crash left behind is found and finished within two minutes, by itself. */
async function settle(cloud: TestCloud): Promise<void> {
  await cloud.clock.advance(120_000);
}
