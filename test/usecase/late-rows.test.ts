import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponRedemptionRow, CouponUndoRow } from '../../cloudfunctions/domain/coupon/ledger.ts';
import { visitOn } from '../../cloudfunctions/domain/member/counts.ts';
import { ledgerCounts } from '../../cloudfunctions/store/books.ts';
import { drainLedger } from '../../cloudfunctions/usecases/jobs/drain-ledger.ts';
import { history } from '../../cloudfunctions/usecases/redemption/history.ts';
import { shiftSummary } from '../../cloudfunctions/usecases/redemption/shift.ts';
import type { CouponId, OfferId, ParkDay, RedemptionId, StoreId } from '../../shared-types/ids.ts';
import * as given from '../domain/given.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { interrupted, type Sent, Steps } from '../setup/steps.ts';

/** The counter's record: nothing twice, nothing left out, however much of it is of one instant or on its way. */
let cloud: TestCloud;
let park: Product;
let steps: Steps;
const MANAGER = 'o-manager';
const DAY = '2026-06-15' as ParkDay;
const OFFER = 'off_record' as OfferId;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  steps = new Steps(cloud);
});
afterAll(() => cloud.stop());

const redemption = (i: number, storeId: StoreId, at = NOW): CouponRedemptionRow => ({
  _id: `red_${storeId}${String(i).padStart(5, '0')}` as RedemptionId,
  type: 'redemption',
  couponId: `cpn_${i}` as CouponId,
  offerId: OFFER,
  title: '记录券',
  memberId: given.member()._id,
  storeId,
  by: given.clerk()._id,
  at,
  uses: 1,
  cost: 0 as never,
  off: null,
  typed: false,
  offline: false,
  counts: visitOn(at),
});
const undoOf = ({ _id, couponId, memberId, storeId, by }: CouponRedemptionRow): CouponUndoRow => ({
  ...redemption(0, storeId),
  _id: `und_${_id}`,
  type: 'undo',
  redemptionId: _id,
  couponId,
  memberId,
  by,
  at: NOW + 1000,
  reason: '扫错了',
});
const readsLedger = ({ verb, collection }: Sent) => verb === 'find' && collection === 'ledger';

describe('a use that a job writes to the ledger while the record is read', () => {
  it('is there, once, in the shift and in the history', async () => {
    const coupon = await park.claim('o-mia', await park.offer());
    const { code } = await park.code('o-mia', coupon.couponId);
    const input = { code, storeId: store('north') };
    const { redemptionId } = await park.ok('o-clerk-north', 'staff', 'redemption.confirm', input);
    const whileDraining = () =>
      interrupted(steps.db, { at: readsLedger, before: () => drainLedger(steps.db, 'coupons', NOW) });

    const shift = { storeId: store('north'), day: DAY };
    const summary = await shiftSummary(shift, steps.ctx(MANAGER, shift, { db: whileDraining() }));
    expect(summary).toMatchObject({ ok: true, value: { redemptions: 1 } });
    await park.ok('o-clerk-north', 'staff', 'redemption.undo', { redemptionId, reason: '扫错了' });
    const page = await history({}, steps.ctx(MANAGER, {}, { db: whileDraining() }));
    // The demo park has a record of its own.
    const uses = page.ok ? page.value.items.filter((item) => item.redemptionId === redemptionId) : [];
    expect(uses).toMatchObject([{ redemptionId, undone: { at: NOW } }]);
  });
});

describe('a counter so busy that much is of one instant', () => {
  it('is paged through to the end, although newer undos outnumber a page', async () => {
    const gift = store('gift');
    const uses = Array.from({ length: 90 }, (_unused, i) => redemption(i, gift));
    await steps.db.add(
      'ledger',
      [...uses, ...uses.map(undoOf)].map((row) => ({ ...row, knownAt: NOW })),
    );
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await park.ok(MANAGER, 'staff', 'redemption.history', {
        storeId: gift,
        ...(cursor ? { cursor } : {}),
      });
      expect(page.items.every(({ undone }) => undone?.reason === '扫错了')).toBe(true);
      seen.push(...page.items.map((item) => item.redemptionId));
      cursor = page.cursor;
    }
    expect(seen).toEqual(uses.map(({ _id }) => _id).reverse());
  });

  it('is summed up, also beyond a thousand rows of one instant', async () => {
    const parking = store('parking');
    const uses = Array.from({ length: 1100 }, (_unused, i) => redemption(i, parking));
    for (const from of [0, 550])
      await steps.db.add(
        'ledger',
        uses.slice(from, from + 550).map((row) => ({ ...row, knownAt: NOW })),
      );
    const shift = { storeId: parking, day: DAY };
    expect(await park.ok(MANAGER, 'staff', 'shift.summary', shift)).toMatchObject({ redemptions: 1100 });
  });

  it('has all uses in the books, also with more coupons waiting for the job than one answer holds', async () => {
    const offerId = 'off_waiting' as OfferId;
    const coupons = Array.from({ length: 1050 }, (_unused, i) => {
      const d = { ...redemption(i, store('penguin')), _id: `red_${ulid()}` as RedemptionId, offerId };
      const ob = [{ id: d._id, to: 'ledger' as const, at: NOW, d }];
      const id = `cpn_w${i}` as CouponId;
      return { ...given.coupon({}, { _id: id, offerId, rids: [id], number: id, left: 0 }), ob };
    });
    for (const from of [0, 525]) await steps.db.add('coupons', coupons.slice(from, from + 525));
    const counted = async () =>
      (await ledgerCounts(steps.db)).find((row) => row.offerId === offerId)?.redeemed;
    expect(await counted()).toBe(1050);
    await drainLedger(steps.db, 'coupons', NOW);
    expect(await counted()).toBe(1050);
  });
});
