import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerRow } from '../../cloudfunctions/domain/ledger.ts';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import type { RedemptionFigures } from '../../shared-types/contract/stats.ts';
import type { OfferId, ParkDay } from '../../shared-types/ids.ts';
import { DAY_MS, parkDayOf } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { agreed, ingest, sent } from '../setup/tags.ts';
import { loadSdk } from '../setup/wx-sdk.ts';
import { Seeded } from '../sim/random.ts';

let cloud: TestCloud;
let park: Product;
let db: Db;
const OPERATOR = 'o-operator';
/** Members who are staff: no figure counts them. */
const staff = new Set<string>();
const STORES = ['north', 'penguin'];

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

const redemption = async (input: object = {}, who = OPERATOR): Promise<RedemptionFigures[]> =>
  (await park.ok(who, 'admin', 'stats.redemption', input)).items;
const of = (items: RedemptionFigures[], offerId: OfferId) => items.find((item) => item.offerId === offerId);

/** Everything in the ledger, row by row: what the figures are held against. */
async function ledger(): Promise<LedgerRow[]> {
  const rows: LedgerRow[] = [];
  for (let after = ''; ; ) {
    const { _ } = await import('../../cloudfunctions/platform/db.ts');
    const page = await db.find('ledger', { _id: _.gt(after) }, { order: [['_id', 'asc']], limit: 1000 });
    rows.push(...page);
    const last = page.at(-1);
    if (page.length < 1000 || !last) return rows;
    after = last._id;
  }
}

/** The same figures, computed in the plainest way. */
function naive(rows: LedgerRow[], offerId: OfferId, day?: ParkDay, storeId?: string) {
  const claims = rows.filter(
    (row) => row.type === 'issue' && row.offerId === offerId && (!day || parkDayOf(row.at) === day),
  ) as Array<Extract<LedgerRow, { type: 'issue' }>>;
  let redeemed = 0;
  let uses = 0;
  let undone = 0;
  for (const { couponId } of claims) {
    let standing = 0;
    for (const row of rows) {
      if ((row.type !== 'redemption' && row.type !== 'undo') || row.couponId !== couponId) continue;
      if (storeId && row.storeId !== storeId) continue;
      standing += row.type === 'undo' ? -row.uses : row.uses;
      if (row.type === 'undo') undone += 1;
    }
    uses += standing;
    if (standing > 0) redeemed += 1;
  }
  return { claimed: claims.length, redeemed, uses, undone };
}

describe('redemption', () => {
  it('is what the ledger says row by row, by offer, day and store, and as it was known before', async () => {
    const seed = Date.now() % 1_000_000;
    const random = new Seeded(seed);
    const offers = [
      await park.offer({ stock: 40, perMember: 9, costPerUse: 500 as never }),
      await park.offer({ stock: 40, perMember: 9, kind: 'multi', uses: 3 } as never),
    ];
    const people = ['o-fig-1', 'o-fig-2', 'o-fig-3', 'o-clerk-penguin'];
    for (const who of people) {
      const { memberId } = await park.join(who);
      if (who.startsWith('o-clerk')) staff.add(memberId);
    }
    const remembered: Array<{ at: number; items: Array<RedemptionFigures | undefined> }> = [];
    for (let day = 0; day < 3; day++) {
      for (let i = 0; i < 10; i++) {
        const who = people[Math.floor(random.next() * people.length)] as string;
        const { couponId } = await park.claim(who, offers[i % 2] as OfferId);
        if (random.next() < 0.3) continue;
        const { code } = await park.code(who, couponId);
        const storeId = store(STORES[Math.floor(random.next() * 2)] as string);
        const clerk = 'o-manager';
        const { redemptionId } = await park.ok(clerk, 'staff', 'redemption.confirm', { code, storeId });
        if (random.next() < 0.3)
          await park.ok(clerk, 'staff', 'redemption.undo', { redemptionId, reason: '扫错了' });
      }
      await cloud.timer('jobs');
      const items = await redemption();
      remembered.push({ at: NOW + day * DAY_MS, items: offers.map((id) => of(items, id)) });
      await cloud.clock.advance(DAY_MS, false);
    }

    const rows = (await ledger()).filter(
      (row) => !('memberId' in row) || row.type !== 'issue' || !staff.has(row.memberId),
    );
    for (const offerId of offers) {
      expect(of(await redemption(), offerId), `seed ${seed}`).toMatchObject(naive(rows, offerId));
      for (const storeId of STORES)
        expect(of(await redemption({ storeId }), offerId)).toMatchObject(
          naive(rows, offerId, undefined, storeId),
        );
      for (let n = 0; n < 3; n++) {
        const day = parkDayOf(NOW + n * DAY_MS);
        expect(of(await redemption({ offerId, from: day, to: day }), offerId)).toMatchObject(
          naive(rows, offerId, day),
        );
      }
    }
    for (const { at, items } of remembered)
      expect((await redemption({ asOf: at })).filter(({ offerId }) => offers.includes(offerId))).toEqual(
        expect.arrayContaining(items),
      );
    const [first] = offers as [OfferId];
    const one = of(await redemption(), first);
    expect(one?.value).toBe((one?.uses ?? 0) * 500);
    await cloud.clock.set(NOW, false);
  });

  it('of an offer nobody wants is zeros, and what cannot be divided is null', async () => {
    const offerId = await park.offer({ stock: 5 });
    expect(of(await redemption({ offerId }, 'o-analyst'), offerId)).toMatchObject({
      claimed: 0,
      redemptionRate: null,
      claimRate: 0,
      ofStockRate: 0,
      final: false,
    });
    expect(await park.refused('o-clerk-north', 'admin', 'stats.redemption', {})).toBe('not_allowed');
  });
});

describe('a funnel', () => {
  it('counts who agreed to it and came along, by what phones and ledgers say', async () => {
    const offerId = await park.offer({ stock: 9 });
    for (const [i, who] of ['o-fun-1', 'o-fun-2', 'o-fun-3', 'o-fun-4'].entries()) {
      await park.join(who);
      if (i < 3) await agreed(park, who);
      await ingest(park, who, [sent('offer_exposed', { offerId }, { at: NOW - 5000 })]);
      if (i !== 1) await ingest(park, who, [sent('offer_clicked', { offerId }, { at: NOW - 3000 })]);
      if (i === 0) await park.claim(who, offerId);
    }
    await cloud.timer('jobs');
    const steps = ['offer_exposed', 'offer_clicked', 'coupon_claimed'] as const;
    const day = parkDayOf(NOW);
    const input = { steps: [...steps], from: day, to: day, windowMinutes: 60 };
    expect((await park.ok('o-analyst', 'admin', 'stats.funnel', input)).steps).toEqual([
      { event: 'offer_exposed', members: 3, conversion: 1, medianMs: 0 },
      { event: 'offer_clicked', members: 2, conversion: 2 / 3, medianMs: 2000 },
      { event: 'coupon_claimed', members: 1, conversion: 1 / 3, medianMs: 5000 },
    ]);
  });
});
