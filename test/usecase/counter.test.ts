import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CodeView, CouponView } from '../../shared-types/contract/wallet.ts';
import { luhnDigit, parseCounterCode } from '../../shared-types/counter-code.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
const CLERK = 'o-clerk-north';
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  await park.join('o-guest-1', '小海星');
});
afterAll(() => cloud.stop());

const confirmWith = (who: string, code: string, requestId?: string, storeId = 'north') =>
  park.answer(who, 'staff', 'redemption.confirm', { code, storeId: store(storeId) }, requestId);
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok ? 'ok' : answer.refusal?.code;

async function shown(over = {}): Promise<{ coupon: CouponView; view: CodeView }> {
  const coupon = await park.claim('o-guest-1', await park.offer(over));
  return { coupon, view: await park.code('o-guest-1', coupon.couponId) };
}

describe('at the counter', () => {
  it('a clerk sees what it is before confirming, and only the first character of the name', async () => {
    const { view } = await shown();
    expect(await park.ok(CLERK, 'staff', 'redemption.preview', { code: view.code })).toMatchObject({
      title: '喂奶鱼体验券',
      owner: '小**',
      valid: true,
      usesLeft: 1,
      stores: 'all',
    });
  });

  it('confirming uses it up; the wallet shows when and where', async () => {
    const { coupon, view } = await shown();
    const confirmed = await park.ok(CLERK, 'staff', 'redemption.confirm', {
      code: view.code,
      storeId: store('north'),
    });
    expect(confirmed).toMatchObject({ at: NOW, usesLeft: 0 });
    const used = await park.ok('o-guest-1', 'wallet', 'coupon.list', { status: 'used' });
    expect(used.items.find(({ couponId }) => couponId === coupon.couponId)).toMatchObject({
      status: 'used',
      usedAt: [{ at: NOW, store: { storeId: 'north', name: '北门检票' } }],
    });
    expect(await park.refused('o-guest-1', 'wallet', 'coupon.code', { couponId: coupon.couponId })).toBe(
      'already_used',
    );
  });

  it('the typed number does the same', async () => {
    const { view } = await shown();
    expect(codeOf(await confirmWith(CLERK, view.number))).toBe('ok');
    expect(codeOf(await confirmWith(CLERK, view.number))).toBe('already_used');
  });

  it('ten clerks at the same instant: one success, nine already_used that say when and where', async () => {
    const { view } = await shown();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        park.insist(CLERK, 'staff', 'redemption.confirm', { code: view.code, storeId: store('north') }),
      ),
    );
    expect(answers.map(codeOf).sort()).toEqual([...Array(9).fill('already_used'), 'ok']);
    const refused = answers.find((answer) => !answer.ok);
    expect(refused).toMatchObject({ refusal: { detail: { at: NOW, store: { storeId: 'north' } } } });
    expect(JSON.stringify(refused)).not.toContain('stf_');
  });

  it('a repeat with the same requestId gives the first answer, for ever', async () => {
    const { view } = await shown();
    const requestId = ulid();
    const first = await confirmWith(CLERK, view.code, requestId);
    expect(first.ok).toBe(true);
    await cloud.clock.set(NOW + 3_600_000, false);
    expect(await confirmWith(CLERK, view.code, requestId)).toMatchObject({
      ok: true,
      value: first.ok && first.value,
    });
    await cloud.clock.set(NOW, false);
  });

  it('the same requestId for another coupon is request_id_reused, and that coupon stays', async () => {
    const [a, b] = [await shown(), await shown()];
    const requestId = ulid();
    await confirmWith(CLERK, a.view.code, requestId);
    expect(codeOf(await confirmWith(CLERK, b.view.code, requestId))).toBe('request_id_reused');
    expect(codeOf(await confirmWith(CLERK, 'nonsense', requestId))).toBe('request_id_reused');
    expect(codeOf(await confirmWith(CLERK, b.view.code))).toBe('ok');
  });

  it('two clerks may use the same requestId: it belongs to who sent it', async () => {
    const [a, b] = [await shown(), await shown()];
    const requestId = ulid();
    expect(codeOf(await confirmWith(CLERK, a.view.code, requestId))).toBe('ok');
    expect(codeOf(await confirmWith('o-manager', b.view.code, requestId))).toBe('ok');
  });
});

describe('a code that is not good', () => {
  it('is fresh for its step and the next, then code_expired; tomorrow’s code is too', async () => {
    const { view } = await shown();
    await cloud.clock.set(view.validUntil - 1, false);
    expect(await park.ok(CLERK, 'staff', 'redemption.preview', { code: view.code })).toMatchObject({
      valid: true,
    });
    await cloud.clock.set(view.validUntil, false);
    expect(codeOf(await confirmWith(CLERK, view.code))).toBe('code_expired');
    expect(codeOf(await confirmWith(CLERK, view.number))).toBe('code_expired');
    expect(codeOf(await confirmWith(CLERK, view.next?.at(-1)?.code as string))).toBe('code_expired');
    expect(codeOf(await confirmWith(CLERK, view.next?.[1]?.code as string))).toBe('ok');
    await cloud.clock.set(NOW, false);
  });

  it('bent anywhere is code_invalid', async () => {
    const { view } = await shown();
    const parts = view.code.split('.');
    const bent = parts.map((part, i) =>
      [...parts.slice(0, i), part.replace(/.$/, (c) => (c === 'A' ? 'Q' : 'A')), ...parts.slice(i + 1)].join(
        '.',
      ),
    );
    const answers = await Promise.all(bent.map((code) => confirmWith(CLERK, code)));
    expect(new Set(answers.map(codeOf))).toEqual(new Set(['code_invalid']));
    expect(parseCounterCode(view.code)?.facts.usesLeft).toBe(1);
  });

  it.each(['', ' ', 'x'.repeat(3000)])('%j is bad input', async (code) => {
    expect(codeOf(await confirmWith(CLERK, code))).toBe(code === ' ' ? 'code_invalid' : 'invalid_input');
  });

  it.each([`${'0'.repeat(11)}${luhnDigit('0'.repeat(11))}`, '123456789012', '1'])(
    'the number %s is code_invalid',
    async (code) => {
      expect(codeOf(await confirmWith(CLERK, code))).toBe('code_invalid');
    },
  );
});

describe('who may write off', () => {
  it.each([
    ['a guest', 'o-guest-1', 'north', 'not_allowed'],
    ['an analyst', 'o-analyst', 'north', 'not_allowed'],
    ['a clerk in a store not theirs', 'o-clerk-penguin', 'north', 'store_not_allowed'],
    ['a clerk in a store that is not the coupon’s', CLERK, 'north', 'store_not_valid'],
  ])('%s may not', async (_what, who, storeId, code) => {
    const { view } = await shown(code === 'store_not_valid' ? { stores: ['penguin'] } : {});
    expect(codeOf(await confirmWith(who, view.code, undefined, storeId))).toBe(code);
  });

  it('nobody writes off for themselves', async () => {
    await park.join('o-manager');
    const coupon = await park.claim('o-manager', await park.offer());
    const { code } = await park.code('o-manager', coupon.couponId);
    expect(codeOf(await confirmWith('o-manager', code))).toBe('own_coupon');
    expect(await park.ok('o-manager', 'staff', 'redemption.preview', { code })).toMatchObject({
      valid: false,
      why: 'own_coupon',
    });
  });

  it('staff see their role and stores; others are not told that there is anything', async () => {
    expect(await park.ok(CLERK, 'staff', 'staff.me', {})).toEqual({
      role: 'clerk',
      name: '小北',
      stores: [{ storeId: 'north', name: '北门检票' }],
    });
    expect(await park.answer('o-guest-1', 'staff', 'staff.me', {})).toMatchObject({
      refusal: { code: 'not_allowed', detail: { openid: 'o-guest-1' } },
    });
  });
});

describe('under faults', () => {
  it('thirty write-offs with conflicts, lost answers and killed instances: each exactly once', async () => {
    const coupons = await Promise.all(Array.from({ length: 30 }, async () => shown()));
    await cloud.faults.set({
      seed: 11,
      conflict: 0.15,
      dropAnswerAfterCommit: 0.15,
      unavailable: 0.1,
      killInstance: 0.05,
    });
    const answers = await Promise.all(
      coupons.map(({ view }) =>
        park.insist(CLERK, 'staff', 'redemption.confirm', { code: view.code, storeId: store('north') }),
      ),
    );
    await cloud.faults.clear();
    expect(answers.map(codeOf)).toEqual(Array(30).fill('ok'));
    const ids = answers.map((answer) => answer.ok && answer.value.redemptionId);
    expect(new Set(ids).size).toBe(30);
  });
});
