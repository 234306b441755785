import assert from 'node:assert/strict';
import type { GroupDoc } from '../../../cloudfunctions/domain/groupbuy/group.ts';
import { DAY_MS } from '../../../shared-types/park-day.ts';
import type { TestCloud } from '../../setup/local-cloud.ts';
import { rowsOf } from '../../setup/rows.ts';
import { inParts, type Plan } from '../bustle.ts';
import { ACTS, WEIGHTS } from './acts.ts';
import { check, checkEnd } from './check.ts';
import { prepare } from './prepare.ts';
import { GroupbuyWorld, type KnownCampaign } from './world.ts';

const MINUTE_MS = 60_000;
/** Within them every payment whose order is open is asked for. */
const SETTLE_MS = 4 * MINUTE_MS;

/**
 * Runs random acts of buyers, the pay desk and the operator by several hands at once with faults injected, and checks the
 * invariants after each part; in the end lets every group end and the timers run, and then the books must be at zero.
 * Throws what is broken. Answers how often what happened.
 */
export async function simulateGroupbuy(cloud: TestCloud, plan: Plan): Promise<Record<string, number>> {
  const world = await beginGroupbuy(cloud, plan);
  await endGroupbuy([world]);
  return world.counts;
}

/** The acts, until everything that is left can be bought; what was begun stays open. */
export async function beginGroupbuy(cloud: TestCloud, plan: Plan): Promise<GroupbuyWorld> {
  const world = new GroupbuyWorld(cloud, plan.seed, plan.people);
  await prepare(world, plan.operations);
  let part = 0;
  await inParts(world, plan, { acts: ACTS, weights: WEIGHTS }, async () => {
    await cloud.pay.failRefunds(0);
    if (++part === plan.parts) return;
    await cloud.clock.advance(SETTLE_MS);
    await check(world);
  });
  await buyTheRest(world);
  return world;
}

/** Lets the groups of some worlds of one park end, and looks at what became of each: a night costs as much for many. */
export async function endGroupbuy(worlds: GroupbuyWorld[]): Promise<void> {
  const [first] = worlds;
  if (!first) return;
  await endAll(
    first,
    worlds.flatMap(({ campaigns }) => campaigns),
  );
  for (const world of worlds) await checkEnd(world);
}

/** So few pieces can be bought by newcomers to see that they are there. */
const FEW = 12;

/** No piece is lost for good: what is said to be left of a campaign can be bought, to the last one and not beyond. */
async function buyTheRest(world: GroupbuyWorld): Promise<void> {
  const { park, campaigns } = world;
  await world.cloud.clock.advance(MINUTE_MS);
  const now = (await world.cloud.clock.get()).now;
  for (const campaign of campaigns) {
    if (campaign.stopped || campaign.spec.to <= now) continue;
    const { campaignId } = campaign;
    const { left } = await park.ok('o-analyst', 'campaign', 'groupbuy.detail', { campaignId });
    if (left > FEW) continue;
    for (let i = 0; i <= left; i++) {
      const who = world.nextNewcomer();
      await park.join(who);
      world.members.push(who);
      const sent = await world.send(who, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 }, 0);
      const outcome = sent.answer?.ok ? 'ok' : sent.answer?.refusal?.code;
      assert.equal(outcome, i < left ? 'ok' : 'sold_out', `${campaignId}: piece ${i} of ${left}`);
    }
    world.count('bought to the last piece');
    return;
  }
}

/** Nothing opens any more; time goes by until nothing is due, and then a night, or as many as it takes. */
async function endAll({ cloud, park }: GroupbuyWorld, campaigns: KnownCampaign[]): Promise<void> {
  for (const { campaignId, stopped } of campaigns)
    if (!stopped) await park.ok('o-operator', 'admin', 'groupbuy.stop', { campaignId });
  // The books of the night find payments that nobody has reported: then there is something to do in the morning.
  for (let nights = 0; (await untilNothingIsDue(cloud, campaigns)) || nights === 0; nights++) {
    assert.ok(nights < 4, 'every night brings something new');
    await cloud.clock.advance(DAY_MS, false);
    await cloud.timer('jobs');
  }
}

/** Instants in which everything that is due must have had its turn: refunds that fail wait half an hour at most. */
const ENOUGH = 60;
/** Groups that are due about then are looked at together. */
const TOGETHER_MS = 10 * MINUTE_MS;

/** Answers whether anything was. */
async function untilNothingIsDue(cloud: TestCloud, campaigns: KnownCampaign[]): Promise<boolean> {
  const ours = { 'terms.campaignId': { $in: campaigns.map(({ campaignId }) => campaignId) } };
  for (let i = 0; i < ENOUGH; i++) {
    const { now } = await cloud.clock.get();
    const [due, told] = await Promise.all([
      rowsOf<GroupDoc>(cloud, 'groups', { ...ours, wake: { $gt: 0 } }),
      // What the night's books heard of is delivered a tick later: that tick is due as well.
      rowsOf<GroupDoc>(cloud, 'groups', { ...ours, 'ob.at': { $gt: 0 } }),
    ]);
    const next = Math.min(...due.map(({ wake }) => wake as number), ...told.map(() => now));
    if (due.length + told.length === 0) return i > 0;
    await cloud.clock.advance(Math.max(0, next - now) + TOGETHER_MS, false);
    await cloud.timer('jobs');
  }
  throw new Error('something stays due for ever');
}
