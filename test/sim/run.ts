import { expect } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { ACTS, WEIGHTS } from './acts.ts';
import { World } from './world.ts';

const FAULTS = { conflict: 0.03, dropAnswerAfterCommit: 0.03, unavailable: 0.02, killInstance: 0.004 };
const HANDS = 8;

/** Runs `operations` random acts by several hands at once with faults injected, then checks the invariants. */
export async function simulate(seed: number, operations: number): Promise<Record<string, number>> {
  const cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  try {
    const world = new World(cloud, seed);
    await prepare(world);
    for (let done = 0; done < operations; done += operations / 5) {
      await cloud.faults.set({ seed: seed + done, ...FAULTS });
      await bustle(world, operations / 5);
      await cloud.faults.clear();
      await settle(cloud);
      await check(world);
    }
    return world.counts;
  } finally {
    await cloud.stop();
  }
}

async function prepare(world: World): Promise<void> {
  const { park } = world;
  for (const member of world.members) await park.join(member);
  const add = async (over: { stock: number; perMember: number } & Record<string, unknown>) => {
    const offerId = await park.offer(over as never);
    world.offers.push({
      offerId,
      perMember: over.perMember,
      stock: over.stock,
      bundle: over.kind === 'bundle',
    });
    return offerId;
  };
  const fish = await add({ stock: 600, perMember: 60 });
  const show = await add({ stock: 60, perMember: 20, kind: 'multi', uses: 3 });
  await add({ stock: 40, perMember: 3 });
  await add({ stock: 200, perMember: 40, stockPerDay: 50 });
  const parts = [
    { offerId: fish, count: 2 },
    { offerId: show, count: 1 },
  ];
  await add({ stock: 80, perMember: 20, kind: 'bundle', goods: undefined, parts });
}

async function bustle(world: World, operations: number): Promise<void> {
  let left = operations;
  const hand = async () => {
    while (left-- > 0) await ACTS[world.random.weighted(WEIGHTS)](world);
  };
  await Promise.all(Array.from({ length: HANDS }, hand));
}

/** What a crash left behind is found and finished within two minutes, by itself. */
async function settle(cloud: TestCloud): Promise<void> {
  await cloud.clock.advance(120_000);
}

/** The three invariants of the wallet, and that nobody was told something that is not so. */
async function check(world: World): Promise<void> {
  const books = await world.park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  expect(books.differences).toEqual([]);
  for (const offer of world.offers) {
    const line = books.offers.find(({ offerId }) => offerId === offer.offerId);
    expect(line, offer.offerId).toBeDefined();
    if (!line) continue;
    expect(line.stock).toBe(offer.stock);
    expect(line.issued).toBeLessThanOrEqual(line.stock);
    const states = line.unused + line.partlyUsed + line.used + line.expired + line.revoked + line.inTransfer;
    expect(states).toBe(offer.bundle ? 0 : line.issued);
    const own = world.claims.filter(({ input }) => (input as { offerId: string }).offerId === offer.offerId);
    const ok = own.filter(({ answer }) => answer?.ok);
    const unknown = own.filter(({ answer }) => answer === null);
    const perMember = new Map<string, number>();
    for (const { who } of ok) perMember.set(who, (perMember.get(who) ?? 0) + 1);
    expect(Math.max(0, ...perMember.values())).toBeLessThanOrEqual(offer.perMember);
    if (offer.bundle) {
      expect(line.issued).toBeGreaterThanOrEqual(ok.length);
      expect(line.issued).toBeLessThanOrEqual(ok.length + unknown.length);
    }
  }
  await holdsWhatWasPromised(world);
}

/** Every coupon somebody was told they got is in exactly that person's wallet. */
async function holdsWhatWasPromised(world: World): Promise<void> {
  const held = new Map<string, string>();
  for (const member of world.members) {
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await world.park.ok(member, 'wallet', 'coupon.list', cursor ? { cursor } : {});
      for (const { couponId } of page.items) {
        expect(held.get(couponId), `${couponId} is in two wallets`).toBeUndefined();
        held.set(couponId, member);
      }
      cursor = page.cursor;
    }
  }
  const missing = [...world.coupons.keys()].filter((couponId) => !held.has(couponId));
  expect(missing).toEqual([]);
}
