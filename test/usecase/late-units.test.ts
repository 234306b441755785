import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OfferDoc } from '../../cloudfunctions/domain/offer/offer.ts';
import { homeShard, shardId, type TakenUnit } from '../../cloudfunctions/domain/offer/stock.ts';
import { DbError } from '../../cloudfunctions/platform/db.ts';
import { steady } from '../../cloudfunctions/platform/steady-db.ts';
import { type Bundle, bundleOf } from '../../cloudfunctions/store/bundle.ts';
import { homeOf, type Take, takeUnits, type Units } from '../../cloudfunctions/store/stock.ts';
import { claim } from '../../cloudfunctions/usecases/coupon/claim.ts';
import { drainStocks } from '../../cloudfunctions/usecases/jobs/drain-stocks.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { CouponId, OfferId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { interrupted, type Sent, Steps } from '../setup/steps.ts';

/** Stock under late writers: somebody goes on after others have decided, given back, taken again or acknowledged. */
let cloud: TestCloud;
let park: Product;
let steps: Steps;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  steps = new Steps(cloud);
  await park.join('o-guest-1');
});
afterAll(() => cloud.stop());

const MIDNIGHT = Date.parse('2026-06-16T00:00:00+08:00');
const offerDoc = async (offerId: OfferId): Promise<OfferDoc> =>
  (await steps.db.get('offers', offerId)) as OfferDoc;
const unit = (over: Partial<TakenUnit> = {}): TakenUnit => ({
  couponId: steps.keys.derive('cpn_', ulid()) as CouponId,
  memberId: steps.keys.memberId('o-guest-1'),
  at: NOW,
  key: ulid(),
  hash: 'h',
  channel: null,
  ...over,
});
const drain = (now = NOW + 120_000, db = steps.db) => drainStocks(db, steps.keys, now);
const unitsLeft = async (offerId: OfferId) =>
  (await steps.db.find('stocks', { offerId })).reduce((sum, { free }) => sum + free, 0);
const noDifferences = async () =>
  expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
const acknowledges = ({ verb, collection, change }: Sent) =>
  verb === 'update' && collection === 'stocks' && 'ob' in change && !('free' in change);
const takes = ({ verb, collection, change }: Sent) =>
  verb === 'update' && collection === 'stocks' && 'free' in change;
/** Another person's way in: their claim as the phone sends it. */
const claimBy = (who: string, offerId: OfferId) => park.answer(who, 'wallet', 'coupon.claim', { offerId });

describe('units of a bundle taken again after they were given back', () => {
  /** Decided against while its claimer still takes parts. */
  async function voidBundle(fishStock: number) {
    const fish = await park.offer({ title: '鱼', stock: fishStock });
    const over = { kind: 'bundle', title: '礼包', stock: 5, goods: undefined } as const;
    const offerId = await park.offer({ ...over, parts: [{ offerId: fish, count: 2 }] });
    const bundle = await bundleOf(steps.db, steps.keys, await offerDoc(offerId), unit());
    const takePart = () => takeUnits(steps.db, partOf(bundle, fish));
    await takeUnits(steps.db, bundle.take);
    await takePart();
    await decide(bundle, 'void');
    return { fish, offerId, takePart };
  }
  const partOf = (bundle: Bundle, offerId: OfferId): Take => ({
    offer: bundle.offers.get(offerId) as OfferDoc,
    taking: 'grant',
    units: bundle.parts.find((part) => part.offerId === offerId)?.units as Units,
    to: 'part',
    bundleId: bundle.take.units[0].couponId,
  });
  const decide = ({ take }: Bundle, end: 'void' | 'issued') =>
    steps.db.update('stocks', { _id: homeOf(take) }, { [`bundles.${take.units[0].couponId}`]: end });

  it('are given back again, although a job acknowledged the first take meanwhile', async () => {
    const { fish, takePart } = await voidBundle(10);
    await drain(NOW + 60_000, interrupted(steps.db, { at: acknowledges, before: takePart }));
    expect(await unitsLeft(fish)).toBe(8);
    await drain();
    expect(await unitsLeft(fish)).toBe(10);
    await noDifferences();
  });

  it('are still said to be coming back: nobody hears sold_out while they are held', async () => {
    const { fish, takePart } = await voidBundle(2);
    await drain(NOW + 60_000, interrupted(steps.db, { at: acknowledges, before: takePart }));
    expect(await unitsLeft(fish)).toBe(0);
    expect((await cloud.raw('wallet', claimOf(fish), 'o-mia')).status).toBe(500);
    await drain();
    expect(await claimBy('o-mia', fish)).toMatchObject({ ok: true });
    await noDifferences();
  });

  it('are whole when the request made a plain coupon before they were issued', async () => {
    const fish = await park.offer({ stock: 10, perMember: 5 });
    const over = { kind: 'bundle', stock: 5, goods: undefined } as const;
    const offerId = await park.offer({ ...over, parts: [{ offerId: fish, count: 2 }] });
    const requestId = ulid();
    const input = { offerId };
    const dies = interrupted(steps.db, {
      at: ({ verb, collection }) => verb === 'add' && collection === 'coupons',
      before: () => Promise.reject(new Error('killed')),
    });
    await expect(claim(input, steps.ctx('o-guest-1', input, { db: dies, requestId }))).rejects.toThrow();
    const plain = await park.claim('o-guest-1', fish, requestId);
    await drain();
    const mine = await steps.db.find('coupons', { offerId: fish });
    expect(mine.map(({ _id }) => _id)).toContain(plain.couponId);
    expect(mine).toHaveLength(3);
    expect(await unitsLeft(fish)).toBe(7);
    await noDifferences();
  });
});

describe('one request, two contents', () => {
  it('cannot free the unit of its own coupon: no coupon more than the limit and the stock allow', async () => {
    const offerId = await park.offer({ stock: 2, perMember: 1 });
    const requestId = ulid();
    await park.claim('o-mia', offerId, requestId);
    const other = { offerId, channel: 'poster' };
    expect(await park.refused('o-mia', 'wallet', 'coupon.claim', other, requestId)).toBe('request_id_reused');
    expect(await unitsLeft(offerId)).toBe(1);
    expect(await park.refused('o-mia', 'wallet', 'coupon.claim', { offerId })).toBe('limit_reached');
    await noDifferences();
  });

  it('that both died after their take come to one coupon; the other unit is back', async () => {
    const [a, b] = [await park.offer({ stock: 5 }), await park.offer({ stock: 5 })];
    const rid = `test:${ulid()}`;
    for (const offerId of [a, b])
      await takeUnits(steps.db, {
        offer: await offerDoc(offerId),
        taking: 'claim',
        units: [unit({ rid })],
        to: 'coupon',
      });
    await drain();
    expect((await unitsLeft(a)) + (await unitsLeft(b))).toBe(9);
    expect(await steps.db.find('coupons', { offerId: a })).toHaveLength(5 - (await unitsLeft(a)));
    await noDifferences();
  });
});

describe('a write whose answer is lost', () => {
  it('does not send units to another shard twice, also if the first were acknowledged meanwhile', async () => {
    const offerId = await park.offer({ stock: 300, perMember: 300 });
    const offer = await offerDoc(offerId);
    const mine = unit();
    const home = homeShard(mine.memberId, offer.shards);
    const emptied = { ...mine, couponId: steps.keys.derive('cpn_', ulid()) as CouponId };
    const all = Array.from({ length: 150 }, (_unused, i) => ({
      ...emptied,
      couponId: `${emptied.couponId}_${i}`,
    }));
    await takeUnits(steps.db, { offer, taking: 'grant', units: all as never, to: 'coupon' });
    const leavesDonor = (sent: Sent) => takes(sent) && sent.filter._id !== shardId(offerId, home);
    const arriveAndAcknowledge = () => drain();
    const db = interrupted(steps.db, { at: leavesDonor, after: arriveAndAcknowledge, loseAnswer: true });
    await takeUnits(steady(db), { offer, taking: 'claim', units: [mine], to: 'coupon' });
    await drain();
    expect(await unitsLeft(offerId)).toBe(149);
    await noDifferences();
  });

  it('is sent again only with follow-ups of its own', async () => {
    const offerId = await park.offer({ stock: 5 });
    const sent: string[] = [];
    const db = interrupted(steps.db, {
      at: (request) => takes(request) && sent.push(JSON.stringify(request.change.ob)) === 1,
      before: () => Promise.reject(new DbError('unknown', 'unavailable')),
    });
    const taken = await takeUnits(steady(db), {
      offer: await offerDoc(offerId),
      taking: 'claim',
      units: [unit()],
      to: 'coupon',
    });
    expect(taken.ok).toBe(true);
    expect(new Set(sent).size).toBe(2);
    await drain();
    await noDifferences();
  });
});

describe('a claim interrupted before midnight', () => {
  const perDay = (over: Partial<OfferDraft> = {}) =>
    park.offer({ stock: 10, stockPerDay: 1, perMember: 5, ...over });
  const late = MIDNIGHT - 1000;
  const dies = () =>
    interrupted(steps.db, {
      at: ({ verb, collection }) => verb === 'add' && collection === 'coupons',
      before: () => Promise.reject(new Error('killed')),
    });

  it('is completed as it was begun, on the day it counted for', async () => {
    const offerId = await perDay();
    const input = { offerId };
    const requestId = ulid();
    await expect(
      claim(input, steps.ctx('o-guest-1', input, { db: dies(), now: late, requestId })),
    ).rejects.toThrow('killed');
    const repeated = await claim(input, steps.ctx('o-guest-1', input, { now: MIDNIGHT + 1000, requestId }));
    expect(repeated).toMatchObject({ ok: true, value: { coupons: [{ claimedAt: late }] } });
    const next = await claim(input, steps.ctx('o-guest-1', input, { now: MIDNIGHT + 2000 }));
    expect(next).toMatchObject({ ok: true, value: { coupons: [{ claimedAt: MIDNIGHT + 2000 }] } });
    await drain();
    await noDifferences();
  });

  it('and given back after it frees the day it was taken on, not the next', async () => {
    const fish = await park.offer({ stock: 1 });
    await park.claim('o-mia', fish);
    const parts = [{ offerId: fish, count: 1 }];
    const offerId = await perDay({ kind: 'bundle', goods: undefined, parts });
    const input = { offerId };
    const requestId = ulid();
    const undecided = interrupted(steps.db, {
      at: ({ change }) => Object.keys(change).some((path) => path.startsWith('bundles.')),
      before: () => Promise.reject(new Error('killed')),
    });
    await expect(
      claim(input, steps.ctx('o-guest-1', input, { db: undecided, now: late, requestId })),
    ).rejects.toThrow('killed');
    const again = await claim(input, steps.ctx('o-guest-1', input, { now: MIDNIGHT + 1000, requestId }));
    expect(again).toMatchObject({ ok: false, code: 'sold_out' });
    const [shard] = await steps.db.find('stocks', { offerId });
    expect(shard).toMatchObject({ free: 10, day: { '2026-06-15': 0 } });
    expect(Object.keys(shard?.day ?? {})).toEqual(['2026-06-15']);
    await noDifferences();
  });
});

describe('the operator comes in between', () => {
  it('a raise that has arrived in part is not overlooked: no sold_out', async () => {
    const offerId = await park.offer({ stock: 300, perMember: 400 });
    const offer = await offerDoc(offerId);
    const mine = unit();
    const home = homeShard(mine.memberId, offer.shards);
    for (let n = 0; n < 2; n++) {
      const units = Array.from({ length: 150 }, (_unused, i) =>
        unit({ couponId: `cpn_r${n}_${i}_${ulid()}` as CouponId }),
      );
      await takeUnits(steps.db, { offer, taking: 'grant', units: units as never, to: 'coupon' });
    }
    expect(await unitsLeft(offerId)).toBe(0);
    // The raise is decided and one shard has its part, already taken by others, when the shards are read.
    const raise = async () => {
      const raises = [{ id: 'r_late', by: 2, at: NOW }];
      await steps.db.update('offers', { _id: offerId }, { raises });
      await steps.db.update('stocks', { _id: shardId(offerId, home) }, { 'raise.r_late': 1 });
    };
    const db = interrupted(steps.db, {
      at: ({ verb, collection }) => verb === 'find' && collection === 'stocks',
      before: raise,
    });
    const taken = await takeUnits(db, { offer, taking: 'claim', units: [mine], to: 'coupon' });
    expect(taken.ok).toBe(true);
  });
});

const claimOf = (offerId: OfferId) => ({ op: 'coupon.claim', requestId: ulid(), input: { offerId } });
