import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import type { TimerCtx } from '../../cloudfunctions/platform/timer.ts';
import type { RoundDraft } from '../../shared-types/contract/lottery-desk.ts';
import { checkProof } from '../../shared-types/draw/proof.ts';
import type { OfferId, RoundId } from '../../shared-types/ids.ts';
import { Killed, killedAt } from '../setup/killed.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';
import { timerCtx } from '../setup/timer-ctx.ts';

/**
 * The jobs of a round, killed at every request they make, before it and after it: the same winners, each prize once.
 * They run in the test's process, by the product's own steps, against the wire and the weather desk.
 */
let cloud: TestCloud;
let park: Product;
let ctx: TimerCtx;
let offerId: OfferId;
let tendRound: typeof import('../../cloudfunctions/usecases/lottery/tend.ts')['tendRound'];
const LOCATION = '101019999';
const PEOPLE = ['o-kill-1', 'o-kill-2', 'o-kill-3', 'o-kill-4'];
const CLOSED = Date.parse('2026-06-15T20:00:00+08:00');
const AFTER = Date.parse('2026-06-17T09:30:00+08:00');

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  ctx = await timerCtx(cloud, AFTER);
  process.env.QWEATHER_URL = `${cloud.url}/qweather`;
  ({ tendRound } = await import('../../cloudfunctions/usecases/lottery/tend.ts'));
  for (const who of PEOPLE) await park.join(who);
  offerId = await park.offer({ stock: 1000 });
  const hourly = Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon: '100', precip: '0.0' }));
  await cloud.weather({ location: LOCATION, day: '2026-06-16', hourly, precip: '0.0' });
});
afterAll(() => cloud.stop());

/** A round with four guesses, three of them right, a thing and a coupon to win. */
async function guessed(): Promise<RoundId> {
  const prizes = [
    { tier: 1, name: '海豚毛绒玩具', count: 1, value: 9900 },
    { tier: 2, name: '喂奶鱼', count: 1, value: 990, offerId },
  ] as RoundDraft['prizes'];
  const lottery = new Lottery(park);
  const roundId = await lottery.round({ location: LOCATION, prizes });
  await Promise.all(PEOPLE.map((who, i) => lottery.guess(who, roundId, i === 0 ? 'rainy' : 'sunny')));
  return roundId;
}

/** As the plan runs it: from the place that was kept, until nothing more can be done now. */
async function tend(roundId: RoundId, now: number, db: Db, place: { cursor: string | null }): Promise<void> {
  do place.cursor = await tendRound({ ...ctx, db, now }, roundId, place.cursor);
  while (place.cursor !== null);
}
async function throughTo(roundId: RoundId, db: Db, place = { cursor: null }): Promise<void> {
  await tend(roundId, CLOSED, db, place);
  await tend(roundId, AFTER, db, place);
}

/** What has to be there, and nothing more. */
async function expectDrawn(roundId: RoundId): Promise<void> {
  const proof = await park.ok('o-kill-1', 'campaign', 'lottery.proof', { roundId });
  expect(checkProof(proof).filter(({ ok }) => !ok)).toEqual([]);
  expect(proof).toMatchObject({ entriesCount: 4, candidates: 3, alternates: [] });
  expect(proof.winners).toHaveLength(2);
  const wins = await ctx.db.find('wins', { roundId });
  expect(wins.map(({ status }) => status).sort()).toEqual(['issued', 'to_claim']);
  expect(wins.map(({ entryNo }) => entryNo).sort()).toEqual(
    proof.winners.map(({ entryNo }) => entryNo).sort(),
  );
  const couponId = wins.find(({ status }) => status === 'issued')?.couponId;
  const coupons = await ctx.db.find('coupons', { _id: couponId ?? '' });
  expect(coupons).toHaveLength(1);
}

describe('the jobs of a round', () => {
  it('killed at any request, before or after it, come to the same winners, and give each prize once', async () => {
    const counted = killedAt(ctx.db, Number.POSITIVE_INFINITY, 'before');
    const first = await guessed();
    await throughTo(first, counted);
    await expectDrawn(first);
    expect(counted.sent).toBeGreaterThan(25);

    // Killed before request n + 1 is killed after request n; 0 is before the first.
    for (let n = 0; n <= counted.sent; n++) {
      const roundId = await guessed();
      const place = { cursor: null };
      const dying = throughTo(
        roundId,
        n ? killedAt(ctx.db, n, 'after') : killedAt(ctx.db, 1, 'before'),
        place,
      );
      await expect(dying, `request ${n}`).rejects.toBeInstanceOf(Killed);
      // Where it was is forgotten every other time: a cursor may be lost with the run.
      await throughTo(roundId, ctx.db, n % 2 ? place : { cursor: null });
      await expectDrawn(roundId);
    }
    await cloud.clock.set(AFTER, false);
    for (let i = 0; i < 3; i++) await cloud.timer('jobs');
    const { offers, differences } = await park.ok('o-operator', 'admin', 'stats.reconcile', {});
    expect(differences).toEqual([]);
    expect(offers.find((row) => row.offerId === offerId)?.issued).toBe(2 + counted.sent);
    await cloud.clock.set(NOW, false);
  });

  it('may be run by three at once, and again when all is done', async () => {
    const roundId = await guessed();
    await Promise.all([0, 1, 2].map(() => throughTo(roundId, ctx.db)));
    await throughTo(roundId, ctx.db);
    await expectDrawn(roundId);
  });

  it('and the guesses before them hold on a cloud that conflicts, forgets to answer and kills', async () => {
    const lottery = new Lottery(park);
    const prizes = [{ tier: 1, name: '喂奶鱼', count: 3, value: 990, offerId }] as RoundDraft['prizes'];
    const roundId = await lottery.round({ location: LOCATION, prizes });
    await cloud.faults.set({
      seed: 7,
      conflict: 0.05,
      dropAnswerAfterCommit: 0.05,
      unavailable: 0.05,
      killInstance: 0.02,
    });
    const answer = (i: number) => (i % 2 ? 'sunny' : 'rainy') as 'sunny';
    const guesses = PEOPLE.flatMap((who) => [0, 1, 2].map((i) => ({ who, answer: answer(i) })));
    const answers = await Promise.all(
      guesses.map(({ who, answer: said }) =>
        park.insist(who, 'campaign', 'lottery.guess', { roundId, answer: said }),
      ),
    );
    expect(answers.every(({ ok }) => ok)).toBe(true);
    // Whatever the order was, what stands now is what counts.
    await cloud.clock.set(AFTER, false);
    for (let i = 0; i < 12; i++) await cloud.timer('jobs').catch(() => undefined);
    await cloud.faults.clear();
    for (let i = 0; i < 3; i++) await cloud.timer('jobs');
    const proof = await park.ok('o-kill-1', 'campaign', 'lottery.proof', { roundId });
    expect(checkProof(proof).filter(({ ok }) => !ok)).toEqual([]);
    expect(proof.entriesCount).toBe(PEOPLE.length);
    const right = (proof.entries ?? []).filter(({ answer: said }) => said === 'sunny').length;
    const wins = await ctx.db.find('wins', { roundId });
    expect(wins.map(({ status }) => status)).toEqual(Array(Math.min(3, right)).fill('issued'));
    const coupons = await ctx.db.find('coupons', { offerId, origin: 'prize' });
    const own = coupons.filter(({ _id }) => wins.some(({ couponId }) => couponId === _id));
    expect(own).toHaveLength(wins.length);
    const { differences } = await park.ok('o-operator', 'admin', 'stats.reconcile', {});
    expect(differences).toEqual([]);
    await cloud.clock.set(NOW, false);
  });

  it('leave out a guess that is written after the copy, and nobody is told that it counts', async () => {
    const roundId = await guessed();
    await tend(roundId, CLOSED, ctx.db, { cursor: null });
    const before = await park.ok('o-kill-1', 'campaign', 'lottery.round', { roundId });
    // Drawn a moment before closing, written a moment after the job: by the steps of the use case itself.
    await park.join('o-kill-late');
    await cloud.clock.set(CLOSED - 1, false);
    const refused = (who: string) =>
      park.refused(who, 'campaign', 'lottery.guess', { roundId, answer: 'sunny' });
    expect(await refused('o-kill-late')).toBe('round_not_open');
    expect(await refused('o-kill-1')).toBe('round_not_open');
    const { entries } = await park.ok('o-kill-late', 'campaign', 'lottery.mine', {});
    expect(entries).toEqual([]);
    // The other answer is taken back too.
    const kept = await ctx.db.find('entries', { roundId });
    expect(kept.map(({ answer }) => answer).sort()).toEqual(['rainy', 'sunny', 'sunny', 'sunny']);
    await tend(roundId, AFTER, ctx.db, { cursor: null });
    await expectDrawn(roundId);
    const { entriesRoot } = await park.ok('o-kill-1', 'campaign', 'lottery.round', { roundId });
    expect(entriesRoot).toBe(before.entriesRoot);
    await cloud.clock.set(NOW, false);
  });
});
