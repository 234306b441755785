import assert from 'node:assert/strict';
import { DAY_MS } from '../../shared-types/park-day.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { NOW } from '../setup/product.ts';
import { ACTS, WEIGHTS } from './acts.ts';
import { isConnectionLost, World } from './world.ts';

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
  await prepare(world);
  for (let part = 0; part < plan.parts; part++) {
    await cloud.faults.set({ seed: plan.seed + part, ...FAULTS });
    await bustle(world, size, part < plan.powerCuts);
    await cloud.faults.clear();
    await settle(cloud);
    await check(world);
  }
  return world.counts;
}

async function prepare(world: World): Promise<void> {
  const { park } = world;
  await Promise.all(world.members.map((member) => park.join(member)));
  const add = async (
    over: { stock: number; perMember: number; canStop?: boolean } & Record<string, unknown>,
  ) => {
    const { canStop = false, ...draft } = over;
    const { stock, perMember, kind } = draft;
    const offerId = await park.offer({ ...LONG, ...draft } as never);
    world.offers.push({ offerId, perMember, stock, bundle: kind === 'bundle', canStop });
    return offerId;
  };
  const fish = await add({ stock: 600, perMember: 60 });
  const show = await add({ stock: 60, perMember: 20, kind: 'multi', uses: 3 });
  await add({ stock: 40, perMember: 3, canStop: true });
  await add({ stock: 200, perMember: 40, stockPerDay: 50, validity: SHORT });
  const parts = [
    { offerId: fish, count: 2 },
    { offerId: show, count: 1 },
  ];
  await add({ stock: 80, perMember: 20, kind: 'bundle', goods: undefined, parts, canStop: true });
}

/** Offers stay open however many nights a run has. */
const LONG = { claimTo: NOW + 900 * DAY_MS };
/** Ends with the second night. */
const SHORT = { type: 'afterClaim', startInDays: 0, days: 2 };

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
  await cloud.clock.set(now, false);
  world.count('power cut');
}

/** What a crash left behind is found and finished within two minutes, by itself. */
async function settle(cloud: TestCloud): Promise<void> {
  await cloud.clock.advance(120_000);
}

/** The three invariants of the wallet, and that nobody was told something that is not so. */
async function check(world: World): Promise<void> {
  const books = await world.park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  assert.deepEqual(books.differences, []);
  for (const offer of world.offers) {
    const line = books.offers.find(({ offerId }) => offerId === offer.offerId);
    assert.ok(line, `${offer.offerId} is in the books`);
    assert.equal(line.stock, offer.stock);
    assert.ok(line.issued <= line.stock, `${offer.offerId} issued ${line.issued} of ${line.stock}`);
    const states = line.unused + line.partlyUsed + line.used + line.expired + line.revoked + line.inTransfer;
    assert.equal(states, offer.bundle ? 0 : line.issued);
    checkClaims(world, offer, line.issued);
  }
  checkRedemptions(world);
  await holdsWhatWasPromised(world);
}

type Offer = World['offers'][number];

function checkClaims(world: World, offer: Offer, issued: number): void {
  const own = world.claims.filter(({ input }) => (input as { offerId: string }).offerId === offer.offerId);
  const ok = own.filter(({ answer }) => answer?.ok);
  const unknown = own.filter(({ answer }) => answer === null);
  const perMember = new Map<string, number>();
  for (const { who } of ok) perMember.set(who, (perMember.get(who) ?? 0) + 1);
  assert.ok(Math.max(0, ...perMember.values()) <= offer.perMember, `${offer.offerId}: limit per member`);
  if (offer.bundle) {
    assert.ok(issued >= ok.length && issued <= ok.length + unknown.length, `${issued} bundles issued`);
  }
}

/** A coupon that is used once was not used twice, whoever said so. */
function checkRedemptions(world: World): void {
  const multi = world.offers[1]?.offerId;
  const standing = new Map<string, number>();
  for (const [redemptionId, couponId] of world.redemptions) {
    if (world.undone.has(redemptionId)) continue;
    standing.set(couponId, (standing.get(couponId) ?? 0) + 1);
  }
  for (const [couponId, uses] of standing) {
    const offerId = world.coupons.get(couponId.replace(/_g$/, '') as never)?.offerId;
    const most = offerId === multi ? 3 : 1;
    // Not known whose: somebody gave up on the claim. Then it is one of the single ones or not; three is the most.
    assert.ok(uses <= (offerId === undefined ? 3 : most), `${couponId} was used ${uses} times`);
  }
}

/** Every coupon somebody was told they got is in exactly that person's wallet. */
async function holdsWhatWasPromised(world: World): Promise<void> {
  const held = new Map<string, string>();
  for (const member of world.members) {
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await world.park.ok(member, 'wallet', 'coupon.list', cursor ? { cursor } : {});
      for (const { couponId } of page.items) {
        assert.equal(held.get(couponId), undefined, `${couponId} is in two wallets`);
        held.set(couponId, member);
      }
      cursor = page.cursor;
    }
  }
  const missing = [...world.coupons.keys()].filter((couponId) => !held.has(couponId));
  assert.deepEqual(missing, []);
}
