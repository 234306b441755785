import { createPublicKey, verify } from 'node:crypto';
import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import { parseCounterCode, stepOf, stepStart } from '../../shared-types/counter-code.ts';
import type { Fen } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const CLERK = 'o-clerk-north';
const fen = (value: number) => value as Fen;
const STEP_AT = stepStart(stepOf(NOW));
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  await park.join('o-guest-1');
});
afterAll(() => cloud.stop());

interface Shown {
  coupon: CouponView;
  code: string;
}
async function shown(over = {}): Promise<Shown> {
  const coupon = await park.claim('o-guest-1', await park.offer(over));
  return { coupon, code: (await park.code('o-guest-1', coupon.couponId)).code };
}
const item = (code: string, over = {}) => ({
  nonce: ulid(),
  code,
  scannedAt: NOW,
  storeId: store('north'),
  ...over,
});
const sync = async (items: ReturnType<typeof item>[], who = CLERK, deviceId = 'phone-1') =>
  (await park.ok(who, 'staff', 'redemption.sync', { deviceId, items })).items;
const statusOf = async ({ coupon }: Shown) =>
  (await park.ok('o-guest-1', 'wallet', 'coupon.list', {})).items.find(
    ({ couponId }) => couponId === coupon.couponId,
  )?.status;

describe('the kit of a staff phone', () => {
  it('checks a code without the server, and knows what a use is worth', async () => {
    const { coupon, code } = await shown({ costPerUse: 300 });
    const kit = await park.ok(CLERK, 'staff', 'staff.offlineKit', {});
    const key = kit.keys[0];
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: key?.publicKey as string };
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    const parsed = parseCounterCode(code);
    const signature = Buffer.from(parsed?.signature as string, 'base64url');
    expect(verify(null, Buffer.from(parsed?.signed as string), publicKey, signature)).toBe(true);
    expect(parsed).toMatchObject({
      kid: key?.kid,
      id: coupon.couponId,
      facts: { about: coupon.offerId, usesLeft: 1 },
    });
    expect(kit.offers.find(({ offerId }) => offerId === coupon.offerId)).toMatchObject({
      value: 300,
      stores: 'all',
    });
    expect(await park.refused('o-guest-1', 'staff', 'staff.offlineKit', {})).toBe('not_allowed');
  });

  it('carries what a bill and a second use are judged by, the names of the stores, and nothing that is over', async () => {
    const cash = await park.offer({
      kind: 'cash',
      amount: fen(3000),
      threshold: fen(8800),
      goods: undefined,
    });
    const multi = await park.offer({ kind: 'multi', uses: 3, usesPerDay: 1, minGapDays: 2 });
    const fixed = { type: 'fixed' as const, from: NOW - DAY_MS, to: NOW + DAY_MS };
    const short = await park.offer({ validity: fixed, claimTo: NOW + DAY_MS });
    const kit = () => park.ok(CLERK, 'staff', 'staff.offlineKit', {});
    const { offers, stores } = await kit();
    expect(offers.find(({ offerId }) => offerId === cash)).toEqual({
      offerId: cash,
      title: '喂奶鱼体验券',
      kind: 'cash',
      amount: 3000,
      threshold: 8800,
      stores: 'all',
      value: 3000,
    });
    expect(offers.find(({ offerId }) => offerId === multi)).toMatchObject({ usesPerDay: 1, minGapDays: 2 });
    expect(stores).toContainEqual({ storeId: 'north', name: '北门检票' });
    expect(offers.map(({ title }) => title)).not.toContain('周末亲子礼包');
    expect(offers.map(({ offerId }) => offerId)).toContain(short);
    await cloud.clock.set(NOW + 2 * DAY_MS, false);
    expect((await kit()).offers.map(({ offerId }) => offerId)).not.toContain(short);
    await cloud.clock.set(NOW, false);
  });
});

describe('a queue that is sent later', () => {
  it('writes off as of the code’s own step, and again changes nothing', async () => {
    const one = await shown();
    const queue = [item(one.code)];
    await cloud.clock.set(NOW + 3_600_000, false);
    const [first] = await sync(queue);
    expect(first).toMatchObject({ result: 'accepted', redemptionId: expect.stringMatching(/^red_/) });
    expect(await sync(queue)).toEqual([{ ...first, result: 'duplicate' }]);
    const requestId = ulid();
    const other = await shown();
    const send = () =>
      park.ok(
        CLERK,
        'staff',
        'redemption.sync',
        { deviceId: 'phone-1', items: [item(other.code, { nonce: 'n1' })] },
        requestId,
      );
    expect(await send()).toEqual(await send());
    const wallet = await park.ok('o-guest-1', 'wallet', 'coupon.list', { status: 'used' });
    expect(wallet.items.find(({ couponId }) => couponId === one.coupon.couponId)?.usedAt).toMatchObject([
      { at: STEP_AT },
    ]);
    await cloud.clock.set(NOW, false);
  });

  it('accepts a scan once when several requests bring it at one instant', async () => {
    const queue = [item((await shown()).code)];
    const results = (await Promise.all([sync(queue), sync(queue), sync(queue), sync(queue)])).flat();
    expect(results.map(({ result }) => result).sort()).toEqual([
      'accepted',
      'duplicate',
      'duplicate',
      'duplicate',
    ]);
    expect(new Set(results.map(({ redemptionId }) => redemptionId)).size).toBe(1);
  });

  it('takes a code of the very step in which the coupon was claimed, as of the claim', async () => {
    await cloud.clock.set(NOW + 30_000 + 1234, false);
    const one = await shown();
    await cloud.clock.set(NOW + 60_000, false);
    expect(await sync([item(one.code)])).toMatchObject([{ result: 'accepted' }]);
    const used = await park.ok('o-guest-1', 'wallet', 'coupon.list', { status: 'used' });
    expect(used.items.find(({ couponId }) => couponId === one.coupon.couponId)?.usedAt).toMatchObject([
      { at: one.coupon.claimedAt },
    ]);
    await cloud.clock.set(NOW, false);
  });

  it('two phones that accepted one code: the first to arrive stands, the other is put before a manager with both scans', async () => {
    const one = await shown();
    expect(await sync([item(one.code)])).toMatchObject([{ result: 'accepted' }]);
    const late = item(one.code);
    expect(await sync([late], CLERK, 'phone-2')).toEqual([
      { nonce: late.nonce, result: 'conflict', code: 'already_used' },
    ]);
    const { items } = await park.ok('o-manager', 'staff', 'redemption.conflicts', {});
    expect(items.find(({ nonce }) => nonce === late.nonce)).toMatchObject({
      title: '喂奶鱼体验券',
      scan: { at: STEP_AT, store: { storeId: 'north' }, clerk: '小北' },
      other: { at: STEP_AT, clerk: '小北' },
    });
    const requestId = ulid();
    const decision = { nonce: late.nonce, decision: 'dismiss' as const, reason: '同一家人' };
    await park.ok('o-manager', 'staff', 'redemption.resolve', decision, requestId);
    await park.ok('o-manager', 'staff', 'redemption.resolve', decision, requestId);
    expect(
      (await park.ok('o-manager', 'staff', 'redemption.conflicts', {})).items.map(({ nonce }) => nonce),
    ).not.toContain(late.nonce);
    expect(await park.refused('o-manager', 'staff', 'redemption.resolve', decision)).toBe('not_found');
  });

  it('a scan whose online confirm did arrive is that very use, not a second one', async () => {
    const three = await shown({ kind: 'multi', uses: 3, perMember: 1 });
    const requestId = ulid();
    const confirm = { code: three.code, storeId: store('north') };
    const online = await park.ok(CLERK, 'staff', 'redemption.confirm', confirm, requestId);
    const scan = item(three.code, { nonce: requestId });
    expect(await sync([scan])).toEqual([
      { nonce: requestId, result: 'accepted', redemptionId: online.redemptionId },
    ]);
    expect(await sync([scan])).toMatchObject([{ result: 'duplicate', redemptionId: online.redemptionId }]);
    const { items } = await park.ok('o-guest-1', 'wallet', 'coupon.list', {});
    expect(items.find(({ couponId }) => couponId === three.coupon.couponId)?.usesLeft).toBe(2);
  });

  it('a confirm that arrives after its scan came by the queue is no second use', async () => {
    const three = await shown({ kind: 'multi', uses: 3, perMember: 1 });
    const requestId = ulid();
    const [synced] = await sync([item(three.code, { nonce: requestId })]);
    const confirm = { code: three.code, storeId: store('north') };
    const late = await park.ok(CLERK, 'staff', 'redemption.confirm', confirm, requestId);
    expect(late).toMatchObject({ redemptionId: synced?.redemptionId, usesLeft: 2 });
    expect((await park.ok(CLERK, 'staff', 'redemption.confirm', confirm)).usesLeft).toBe(1);
  });

  it('worth more than the cap waits for a manager, whose word writes it off', async () => {
    const one = await shown({ costPerUse: 5001 as Fen });
    const dear = item(one.code);
    expect(await sync([dear])).toMatchObject([{ result: 'conflict', code: 'over_cap' }]);
    expect(await statusOf(one)).toBe('unused');
    const { items } = await park.ok('o-manager', 'staff', 'redemption.conflicts', {});
    expect(items.find(({ nonce }) => nonce === dear.nonce)?.other).toBeUndefined();
    const requestId = ulid();
    const decision = { nonce: dear.nonce, decision: 'accept' as const, reason: '核实过' };
    const word = () => park.ok('o-manager', 'staff', 'redemption.resolve', decision, requestId);
    const resolved = await word();
    expect(resolved.redemptionId).toMatch(/^red_/);
    expect(await word()).toEqual(resolved);
    expect(await statusOf(one)).toBe('used');
  });

  it('accepted by a manager although the coupon has no use left writes none, and says so', async () => {
    const one = await shown();
    const late = item(one.code);
    await sync([item(one.code)]);
    await sync([late], CLERK, 'phone-2');
    const decision = { nonce: late.nonce, decision: 'accept' as const, reason: '客人确实两个人' };
    expect(await park.ok('o-manager', 'staff', 'redemption.resolve', decision)).toEqual({
      nonce: late.nonce,
      redemptionId: null,
    });
  });

  it('of the manager’s own coupon is another manager’s to decide', async () => {
    await park.join('o-manager');
    const own = await park.claim('o-manager', await park.offer({ costPerUse: 9000 as Fen }));
    const scan = item((await park.code('o-manager', own.couponId)).code);
    await sync([scan]);
    const decision = { nonce: scan.nonce, decision: 'accept' as const, reason: '我的' };
    expect(await park.refused('o-manager', 'staff', 'redemption.resolve', decision)).toBe('own_coupon');
    expect((await park.ok('o-operator', 'staff', 'redemption.resolve', decision)).redemptionId).toMatch(
      /^red_/,
    );
  });

  it.each<[string, (one: Shown) => Promise<unknown>, string]>([
    [
      'revoked since',
      ({ coupon }) =>
        park.ok('o-operator', 'admin', 'coupon.revoke', { couponId: coupon.couponId, reason: 'x' }),
      'revoked',
    ],
    [
      'given away since',
      ({ coupon }) => park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId: coupon.couponId }),
      'in_transfer',
    ],
  ])('%s is a conflict, not lost', async (_what, happens, code) => {
    const one = await shown();
    await cloud.clock.set(NOW + 60_000, false);
    await happens(one);
    expect(await sync([item(one.code)])).toMatchObject([{ result: 'conflict', code }]);
    await cloud.clock.set(NOW, false);
  });

  it('by a clerk dismissed meanwhile is a conflict, never dropped', async () => {
    const row = {
      openid: 'o-leaving',
      name: '临时工',
      role: 'clerk' as const,
      stores: [store('north')],
      active: true,
    };
    await park.ok('o-operator', 'admin', 'staff.save', row);
    const one = await shown();
    await park.ok('o-operator', 'admin', 'staff.save', { ...row, active: false });
    expect(await sync([item(one.code)], 'o-leaving')).toMatchObject([
      { result: 'conflict', code: 'not_allowed' },
    ]);
  });

  it('judges each item for itself', async () => {
    const [good, old] = [await shown(), await shown()];
    const elsewhere = await shown();
    await cloud.clock.set(STEP_AT + 72 * 3_600_000, false);
    const results = await sync([
      item(good.code),
      item('A1.x.y'),
      item(old.code.replace(/.(?=.{40}$)/, (char) => (char === 'x' ? 'y' : 'x'))),
      item(elsewhere.code, { storeId: store('penguin') }),
    ]);
    expect(results.map(({ result, code }) => code ?? result)).toEqual([
      'accepted',
      'code_invalid',
      'code_invalid',
      'store_not_allowed',
    ]);
    await cloud.clock.set(STEP_AT + 72 * 3_600_000 + 1, false);
    expect(await sync([item(old.code)])).toMatchObject([{ result: 'refused', code: 'code_expired' }]);
    await cloud.clock.set(NOW, false);
    const next = (await park.code('o-guest-1', old.coupon.couponId)).next?.at(-1)?.code as string;
    expect(await sync([item(next)])).toMatchObject([{ result: 'refused', code: 'code_expired' }]);
  });

  it('with a nonce that says something else now is refused', async () => {
    const [a, b] = [await shown(), await shown()];
    const { nonce } = item(a.code);
    await sync([item(a.code, { nonce })]);
    expect(await sync([item(b.code, { nonce })])).toMatchObject([
      { result: 'refused', code: 'request_id_reused' },
    ]);
    expect(await statusOf(b)).toBe('unused');
  });

  it('under faults is taken in once', async () => {
    const queue = await Promise.all(Array.from({ length: 8 }, async () => item((await shown()).code)));
    await cloud.faults.set({
      seed: 3,
      conflict: 0.15,
      dropAnswerAfterCommit: 0.15,
      unavailable: 0.1,
      killInstance: 0.02,
    });
    const answer = await park.insist(CLERK, 'staff', 'redemption.sync', {
      deviceId: 'phone-3',
      items: queue,
    });
    await cloud.faults.clear();
    const results = answer.ok ? answer.value.items.map(({ result }) => result) : [];
    expect(new Set(results)).toEqual(
      new Set(results.filter((result) => result === 'accepted' || result === 'duplicate')),
    );
    expect(results).toHaveLength(8);
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
  });
});
