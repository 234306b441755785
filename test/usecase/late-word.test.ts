import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponDoc } from '../../cloudfunctions/domain/coupon/coupon.ts';
import { resolve } from '../../cloudfunctions/usecases/redemption/resolve.ts';
import type { CodeView, CouponView } from '../../shared-types/contract/wallet.ts';
import type { Fen } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { interrupted, Steps } from '../setup/steps.ts';

/** The counter under late words: an old code, a second manager, a request id that was somewhere else before. */
let cloud: TestCloud;
let park: Product;
let steps: Steps;
const CLERK = 'o-clerk-north';
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  steps = new Steps(cloud);
  for (const guest of ['o-guest-1', 'o-guest-2']) await park.join(guest);
});
afterAll(() => cloud.stop());

async function shown(over = {}): Promise<{ coupon: CouponView; view: CodeView }> {
  const coupon = await park.claim('o-guest-1', await park.offer(over));
  return { coupon, view: await park.code('o-guest-1', coupon.couponId) };
}
const docOf = async ({ couponId }: CouponView) => (await steps.db.get('coupons', couponId)) as CouponDoc;
const scan = (code: string, over = {}) => ({
  nonce: ulid(),
  code,
  scannedAt: NOW,
  storeId: store('north'),
  ...over,
});
const sync = async (item: ReturnType<typeof scan>, deviceId = 'phone-1') =>
  (await park.ok(CLERK, 'staff', 'redemption.sync', { deviceId, items: [item] })).items[0];
const noDifferences = async () =>
  expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);

describe('codes that a giver’s phone had fetched ahead', () => {
  it('do not use the coupon of its new owner, scanned, typed or sent later', async () => {
    const { coupon, view } = await shown();
    const gift = await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId });
    await park.ok('o-guest-2', 'wallet', 'coupon.accept', { token: gift.token });
    const ahead = view.next?.[1];
    await cloud.clock.set((ahead?.validFrom ?? 0) + 1000, false);
    for (const code of [ahead?.code, ahead?.number]) {
      const input = { code: code as string, storeId: store('north') };
      expect(await park.refused(CLERK, 'staff', 'redemption.confirm', input)).toBe('code_expired');
    }
    const late = await sync(scan(ahead?.code as string));
    expect(late).toMatchObject({ result: 'conflict', code: 'in_transfer' });
    const word = { nonce: late?.nonce as string, decision: 'accept' as const, reason: 'x' };
    expect(await park.ok('o-manager', 'staff', 'redemption.resolve', word)).toMatchObject({
      redemptionId: null,
    });
    expect((await docOf(coupon)).uses).toEqual([]);

    const mine = await park.code('o-guest-2', coupon.couponId);
    expect(mine.number).not.toBe(ahead?.number);
    await park.ok(CLERK, 'staff', 'redemption.confirm', { code: mine.number, storeId: store('north') });
    await cloud.clock.set(NOW, false);
    await noDifferences();
  });
});

describe('two managers and one scan', () => {
  const conflict = async () => {
    const { coupon, view } = await shown({ costPerUse: 9000 as Fen });
    const item = scan(view.code);
    expect(await sync(item)).toMatchObject({ result: 'conflict', code: 'over_cap' });
    return { coupon, nonce: item.nonce };
  };
  const decides = ({ verb, collection }: { verb: string; collection: string }) =>
    verb === 'update' && collection === 'scans';

  it('a scan that one dismisses while the other accepts is dismissed, and no use is written', async () => {
    const { coupon, nonce } = await conflict();
    const other = () =>
      park.ok('o-operator', 'staff', 'redemption.resolve', { nonce, decision: 'dismiss', reason: 'b' });
    const input = { nonce, decision: 'accept' as const, reason: 'a' };
    const db = interrupted(steps.db, { at: decides, before: other });
    expect(await resolve(input, steps.ctx('o-manager', input, { db }))).toMatchObject({ code: 'not_found' });
    expect((await docOf(coupon)).uses).toEqual([]);
    await noDifferences();
  });

  it('a word that died before it was carried out is carried out by whoever looks next', async () => {
    const { coupon, nonce } = await conflict();
    const input = { nonce, decision: 'accept' as const, reason: 'a' };
    const dies = interrupted(steps.db, { at: decides, after: () => Promise.reject(new Error('killed')) });
    await expect(resolve(input, steps.ctx('o-manager', input, { db: dies }))).rejects.toThrow('killed');
    const dismiss = { nonce, decision: 'dismiss' as const, reason: 'b' };
    expect(await park.refused('o-operator', 'staff', 'redemption.resolve', dismiss)).toBe('not_found');
    expect((await docOf(coupon)).uses).toHaveLength(1);
    await noDifferences();
  });
});

describe('a request id that was used for another coupon', () => {
  const twice = async <T>(send: (n: number, requestId: string) => Promise<T>) => {
    const requestId = ulid();
    await send(0, requestId);
    return (await send(1, requestId)) as { ok: boolean; refusal?: { code: string } };
  };
  it.each(['give', 'takeBack', 'accept', 'revoke', 'undo'] as const)('%s changes nothing', async (what) => {
    const coupons = [await shown(), await shown()];
    const tokens: string[] = [];
    const uses: string[] = [];
    for (const { coupon, view } of coupons) {
      const { couponId } = coupon;
      if (what === 'takeBack' || what === 'accept')
        tokens.push((await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId })).token);
      if (what === 'undo')
        uses.push(
          (await park.ok(CLERK, 'staff', 'redemption.confirm', { code: view.code, storeId: store('north') }))
            .redemptionId,
        );
    }
    const id = (n: number) => (coupons[n] as { coupon: CouponView }).coupon.couponId;
    const reason = '扫错了';
    const sends = {
      give: (n: number, r: string) =>
        park.answer('o-guest-1', 'wallet', 'coupon.give', { couponId: id(n) }, r),
      takeBack: (n: number, r: string) =>
        park.answer('o-guest-1', 'wallet', 'coupon.takeBack', { couponId: id(n) }, r),
      accept: (n: number, r: string) =>
        park.answer('o-guest-2', 'wallet', 'coupon.accept', { token: tokens[n] as string }, r),
      revoke: (n: number, r: string) =>
        park.answer('o-operator', 'admin', 'coupon.revoke', { couponId: id(n), reason }, r),
      undo: (n: number, r: string) =>
        park.answer(CLERK, 'staff', 'redemption.undo', { redemptionId: uses[n] as never, reason }, r),
    };
    const before = await docOf(coupons[1]?.coupon as CouponView);
    const answer = await twice<unknown>(sends[what]);
    expect(answer.refusal?.code).toBe('request_id_reused');
    const after = await docOf(coupons[1]?.coupon as CouponView);
    expect({ ...after, ob: [] }).toEqual({ ...before, ob: [] });
  });

  it('that of a confirm, made to look like a scan’s, does not stand in the scan’s way', async () => {
    const [a, b] = [await shown(), await shown()];
    const nonce = ulid();
    const input = { code: a.view.code, storeId: store('north') };
    await park.ok(CLERK, 'staff', 'redemption.confirm', input, `phone-9:${nonce}`);
    expect(await sync(scan(b.view.code, { nonce }), 'phone-9')).toMatchObject({ result: 'accepted' });
  });
});

describe('a gift', () => {
  it('of somebody who has not joined is member_required', async () => {
    const { coupon } = await shown();
    for (const op of ['coupon.give', 'coupon.takeBack'] as const)
      expect(await park.refused('o-guest-19', 'wallet', op, { couponId: coupon.couponId })).toBe(
        'member_required',
      );
  });

  it('that was revoked on its way cannot be taken back', async () => {
    const { coupon } = await shown();
    const { couponId } = coupon;
    await park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId });
    await park.ok('o-operator', 'admin', 'coupon.revoke', { couponId, reason: 'x' });
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.takeBack', { couponId })).toBe('transfer_ended');
  });
});
