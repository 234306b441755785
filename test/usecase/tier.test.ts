import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addParkDays, DAY_MS, parkDayOf } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';

/** Tiers as people see them: on the card, and at offers for a tier. */
let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

const me = (who: string) => park.ok(who, 'member', 'member.me', {});
/** One write-off, now; nothing has been carried out yet. */
async function visit(who: string) {
  const offerId = await park.offer({ claimFrom: 946_684_800_000, claimTo: 4_102_444_800_000 });
  const { couponId } = await park.claim(who, offerId);
  const { code } = await park.code(who, couponId);
  return park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: store('north') });
}
const goTo = (day: number) => cloud.clock.set(NOW + day * DAY_MS, false);

describe('a tier', () => {
  it('rises at once with the visit that earns it, on the card and for offers, before any job has run', async () => {
    await goTo(0);
    await park.join('o-guest-1');
    const forSilver = await park.offer({ audience: { tierAtLeast: 'silver' }, perMember: 5 });
    await visit('o-guest-1');
    expect(await me('o-guest-1')).toMatchObject({
      tier: 'bronze',
      standing: { sum: 6, recency: { days: 0, score: 5 }, visits: { days: 1, score: 1 } },
    });
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.claim', { offerId: forSilver })).toBe(
      'not_eligible',
    );
    await cloud.timer('jobs');
    expect((await me('o-guest-1')).tier).toBe('bronze');

    await goTo(1);
    await visit('o-guest-1');
    const waiting = await me('o-guest-1');
    expect(waiting).toMatchObject({ tier: 'silver', standing: { sum: 7, next: { tier: 'gold', from: 10 } } });
    expect((await park.claim('o-guest-1', forSilver)).status).toBe('unused');
    const { items } = await park.ok('o-guest-1', 'wallet', 'offer.list', {});
    expect(items.map(({ offerId }) => offerId)).toContain(forSilver);
    await cloud.timer('jobs');
    // What was shown is what is stored.
    expect(await me('o-guest-1')).toEqual(waiting);
  });

  it('counts a day once, however often somebody comes, and not at all if the use is taken back', async () => {
    await goTo(0);
    await park.join('o-guest-2');
    const first = await visit('o-guest-2');
    await visit('o-guest-2');
    await cloud.timer('jobs');
    expect((await me('o-guest-2')).standing?.visits).toEqual({ days: 1, score: 1 });
    await park.ok('o-clerk-north', 'staff', 'redemption.undo', {
      redemptionId: first.redemptionId,
      reason: '扫错了',
    });
    await cloud.timer('jobs');
    expect((await me('o-guest-2')).standing?.visits.days).toBe(1);

    await park.join('o-guest-3');
    const only = await visit('o-guest-3');
    await cloud.timer('jobs');
    expect((await me('o-guest-3')).standing).toMatchObject({ sum: 6 });
    await park.ok('o-clerk-north', 'staff', 'redemption.undo', {
      redemptionId: only.redemptionId,
      reason: '扫错了',
    });
    await cloud.timer('jobs');
    expect((await me('o-guest-3')).standing).toMatchObject({
      sum: 1,
      recency: { days: null },
      visits: { days: 0 },
    });
  });

  it('follows every visit under faults, and carrying a follow-up out twice changes nothing', async () => {
    await goTo(0);
    await park.join('o-guest-4');
    for (let day = 0; day < 5; day++) {
      await goTo(day);
      await visit('o-guest-4');
      await cloud.faults.set({ seed: day + 1, conflict: 0.2, dropAnswerAfterCommit: 0.2, unavailable: 0.2 });
      for (let n = 0; n < 6; n++) await cloud.send('POST', '/local/timer/jobs');
      await cloud.faults.clear();
    }
    await cloud.timer('jobs');
    expect(await me('o-guest-4')).toMatchObject({
      tier: 'silver',
      standing: { visits: { days: 5, score: 4 }, sum: 9, version: '2026-1' },
    });
  });
});

describe('new members', () => {
  it('are new through the last day of the audience, and no longer', async () => {
    await goTo(0);
    const offerId = await park.offer({
      audience: { newMemberDays: 2 },
      perMember: 9,
      claimTo: NOW + 30 * DAY_MS,
    });
    await park.join('o-guest-5');
    const until = addParkDays(parkDayOf(NOW), 2);
    await cloud.clock.set(`${until}T23:59:59.999+08:00`, false);
    await park.claim('o-guest-5', offerId);
    await cloud.clock.set(`${addParkDays(until, 1)}T00:00:00.000+08:00`, false);
    expect(await park.refused('o-guest-5', 'wallet', 'coupon.claim', { offerId })).toBe('not_eligible');
  });
});
