import { type Crowd, isConnectionLost } from './crowd.ts';

const FAULTS = { conflict: 0.03, dropAnswerAfterCommit: 0.03, unavailable: 0.02, killInstance: 0.004 };
const HANDS = 8;

export interface Plan {
  seed: number;
  operations: number;
  /** After each part the faults end, what a crash left behind has its time, and the invariants are checked. */
  parts: number;
  people: number;
  /** Parts in the middle of which the whole cloud loses its power. */
  powerCuts: number;
}

/** What people do, each drawn by its weight. */
export interface Acts<W extends Crowd> {
  weights: Record<string, number>;
  acts: Record<string, (world: W) => Promise<unknown>>;
}

/** Random acts by several hands at once, with faults injected; `check` after each part, when they have ended. */
export async function inParts<W extends Crowd>(
  world: W,
  plan: Plan,
  acts: Acts<W>,
  check: () => Promise<void>,
): Promise<void> {
  const { cloud } = world;
  const size = Math.ceil(plan.operations / plan.parts);
  for (let part = 0; part < plan.parts; part++) {
    await cloud.faults.set({ seed: plan.seed + part, ...FAULTS });
    await bustle(world, acts, size, part < plan.powerCuts);
    for (const [fault, n] of Object.entries(await cloud.faults.clear())) world.count(`fault ${fault}`, n);
    await check();
  }
}

/** Hands at work; in the middle, if asked for, the cloud is killed and comes back on what is on its disk. */
async function bustle<W extends Crowd>(
  world: W,
  { acts, weights }: Acts<W>,
  operations: number,
  powerCut: boolean,
): Promise<void> {
  let left = operations;
  const hand = async () => {
    while (left-- > 0) {
      if (powerCut && !world.power && left < operations / 2) world.power = losePower(world);
      try {
        await acts[world.random.weighted(weights)]?.(world);
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
async function losePower(world: Crowd): Promise<void> {
  const { cloud } = world;
  const { now } = await cloud.clock.get();
  await cloud.restart();
  await cloud.clock.set(Math.max(now, world.now), false);
  world.count('power cut');
}
