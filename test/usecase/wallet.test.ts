import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { draft, NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const guests = Array.from({ length: 20 }, (_, i) => `o-guest-${i + 1}`);
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  for (const guest of guests.slice(0, 19)) await park.join(guest);
});
afterAll(() => cloud.stop());

describe('claiming', () => {
  it('gives a coupon that is in the wallet at once', async () => {
    const offerId = await park.offer();
    const coupon = await park.claim('o-guest-1', offerId);
    expect(coupon).toMatchObject({
      offerId,
      status: 'unused',
      usesLeft: 1,
      claimedAt: NOW,
      validFrom: NOW,
      validTo: Date.parse('2026-07-14T23:59:59.999+08:00'),
    });
    const wallet = await park.ok('o-guest-1', 'wallet', 'coupon.list', {});
    expect(wallet.items).toContainEqual(coupon);
  });

  it('repeated with the same requestId gives the same coupon, also after the window has closed', async () => {
    const offerId = await park.offer({ claimTo: NOW + 1000 });
    const requestId = ulid();
    const first = await park.claim('o-guest-1', offerId, requestId);
    expect(await park.claim('o-guest-1', offerId, requestId)).toEqual(first);
    await cloud.clock.set(NOW + 5000, false);
    expect(await park.claim('o-guest-1', offerId, requestId)).toEqual(first);
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.claim', { offerId })).toBe('ended');
    await cloud.clock.set(NOW, false);
  });

  it('with the requestId of another claim is refused and takes no unit', async () => {
    const [a, b] = [await park.offer(), await park.offer()];
    const requestId = ulid();
    await park.claim('o-guest-2', a, requestId);
    expect(await park.refused('o-guest-2', 'wallet', 'coupon.claim', { offerId: b }, requestId)).toBe(
      'request_id_reused',
    );
    const offers = await allOffers('o-guest-2');
    expect(offers.find((offer) => offer.offerId === b)).toMatchObject({ left: 100, claimedByMe: 0 });
  });

  it('a second time is limit_reached; the offer is shown as claimed', async () => {
    const offerId = await park.offer();
    await park.claim('o-guest-3', offerId);
    expect(await park.refused('o-guest-3', 'wallet', 'coupon.claim', { offerId })).toBe('limit_reached');
    expect((await allOffers('o-guest-3')).find((offer) => offer.offerId === offerId)).toMatchObject({
      status: 'claimed',
      claimedByMe: 1,
      left: 99,
    });
  });

  it('twenty times at once with a limit of two gives two', async () => {
    const offerId = await park.offer({ perMember: 2 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => park.insist('o-guest-4', 'wallet', 'coupon.claim', { offerId })),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort();
    expect(codes).toEqual([...Array(18).fill('limit_reached'), 'ok', 'ok']);
  });

  it('nineteen members at seven units: seven coupons, twelve sold_out, none lost', async () => {
    const offerId = await park.offer({ stock: 7 });
    const answers = await Promise.all(
      guests.slice(0, 19).map((guest) => park.insist(guest, 'wallet', 'coupon.claim', { offerId })),
    );
    const codes = answers.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)).sort();
    expect(codes).toEqual([...Array(7).fill('ok'), ...Array(12).fill('sold_out')]);
  });

  it('finds the last units wherever they are: 251 units in two shards, all claimed at one home', async () => {
    const offerId = await park.offer({ stock: 251, perMember: 1000 });
    const greedy = await Promise.all(
      Array.from({ length: 260 }, () => park.insist('o-guest-5', 'wallet', 'coupon.claim', { offerId })),
    );
    expect(greedy.filter((answer) => answer.ok)).toHaveLength(251);
    expect(new Set(greedy.map((answer) => (answer.ok ? 'ok' : answer.refusal.code)))).toEqual(
      new Set(['ok', 'sold_out']),
    );
  });

  it.each([
    ['before it opens', { claimFrom: NOW + 1, claimTo: NOW + DAY_MS }, 'not_started'],
    ['for another tier', { audience: { tierAtLeast: 'gold' as const } }, 'not_eligible'],
    ['when the day’s stock is gone', { stock: 5, stockPerDay: 1, perMember: 2 }, 'sold_out_today'],
  ])('%s is refused with its code', async (_what, over, code) => {
    const offerId = await park.offer(over);
    if (code === 'sold_out_today') await park.claim('o-guest-6', offerId);
    expect(await park.refused('o-guest-6', 'wallet', 'coupon.claim', { offerId })).toBe(code);
  });

  it('needs a member, and an offer that is published', async () => {
    const { offerId } = await park.ok('o-operator', 'admin', 'offer.save', draft() as never);
    expect(await park.refused('o-guest-20', 'wallet', 'coupon.claim', { offerId })).toBe('member_required');
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.claim', { offerId })).toBe('not_found');
    expect(
      await park.refused('o-guest-1', 'wallet', 'coupon.claim', { offerId: 'off_nothing' as never }),
    ).toBe('not_found');
  });
});

describe('the wallet', () => {
  it('is paged by twenty, soonest to end first, nothing twice and nothing left out', async () => {
    const offerId = await park.offer({ stock: 50, perMember: 50 });
    for (let i = 0; i < 45; i++) await park.claim('o-mia', offerId);
    const pages: CouponView[][] = [];
    for (let cursor: string | undefined; pages.length === 0 || cursor; ) {
      const page = await park.ok('o-mia', 'wallet', 'coupon.list', cursor ? { cursor } : {});
      pages.push(page.items);
      cursor = page.cursor;
    }
    const all = pages.flat();
    expect(pages.map((page) => page.length)).toEqual([20, 20, 5]);
    expect(new Set(all.map((coupon) => coupon.couponId)).size).toBe(45);
    expect(all.map((coupon) => coupon.validTo)).toEqual(
      all.map((coupon) => coupon.validTo).sort((a, b) => a - b),
    );
  });

  it('of somebody who is not a member is empty', async () => {
    expect(await park.ok('o-guest-20', 'wallet', 'coupon.list', {})).toEqual({ items: [] });
  });

  it('files a coupon as expired the instant its time has ended, with no job run', async () => {
    const offerId = await park.offer({ validity: { type: 'afterClaim', startInDays: 0, days: 1 } });
    const { couponId } = await park.claim('o-lin', offerId);
    const listed = async (status: 'unused' | 'expired') =>
      (await park.ok('o-lin', 'wallet', 'coupon.list', { status })).items.map((coupon) => coupon.couponId);
    await cloud.clock.set('2026-06-15T23:59:59.999+08:00', false);
    expect([await listed('unused'), await listed('expired')]).toEqual([[couponId], []]);
    await cloud.clock.set('2026-06-16T00:00:00.000+08:00', false);
    expect([await listed('unused'), await listed('expired')]).toEqual([[], [couponId]]);
    expect(await park.refused('o-lin', 'wallet', 'coupon.code', { couponId })).toBe('coupon_expired');
    await cloud.clock.set(NOW, false);
  });

  it('shows nobody a foreign coupon’s code', async () => {
    const { couponId } = await park.claim('o-guest-9', await park.offer());
    expect(await park.refused('o-guest-10', 'wallet', 'coupon.code', { couponId })).toBe('not_found');
    expect(await park.refused('o-guest-20', 'wallet', 'coupon.code', { couponId })).toBe('not_found');
  });

  it.each(['x', '.', 'zz.', '99999999999999.cpn_1'])('refuses the cursor %j', async (cursor) => {
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.list', { cursor })).toBe('invalid_input');
  });
});

describe('what a crash leaves behind', () => {
  it('a unit taken whose coupon was never added is a coupon after the next tick', async () => {
    const offerId = await park.offer({ stock: 30, perMember: 30 });
    await cloud.faults.set({ seed: 7, killInstance: 0.3 });
    await Promise.all(
      Array.from({ length: 30 }, () => cloud.raw('wallet', claimEvent(offerId), 'o-guest-11')),
    );
    await cloud.faults.clear();
    await cloud.timer('jobs');
    const taken =
      30 - ((await allOffers('o-guest-11')).find((offer) => offer.offerId === offerId)?.left ?? 0);
    const wallet = await walletOf('o-guest-11');
    expect(taken).toBeGreaterThan(0);
    expect(wallet.filter((coupon) => coupon.offerId === offerId)).toHaveLength(taken);
  });
});

const claimEvent = (offerId: string) => ({ op: 'coupon.claim', requestId: ulid(), input: { offerId } });

async function walletOf(who: string): Promise<CouponView[]> {
  const all: CouponView[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await park.ok(who, 'wallet', 'coupon.list', cursor ? { cursor } : {});
    all.push(...page.items);
    cursor = page.cursor;
  }
  return all;
}

async function allOffers(who: string) {
  const all = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const page = await park.ok(who, 'wallet', 'offer.list', cursor ? { cursor } : {});
    all.push(...page.items);
    cursor = page.cursor;
  }
  return all;
}
