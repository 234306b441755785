import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeView, couponNamed } from '../../cloudfunctions/domain/coupon/counter.ts';
import type { CodeView, CouponView } from '../../shared-types/contract/wallet.ts';
import { luhnDigit } from '../../shared-types/counter-code.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { Steps } from '../setup/steps.ts';

/** What happens to a code between a guest's phone and the counter; each with its refusal, by preview and by confirm. */
let cloud: TestCloud;
let park: Product;
let steps: Steps;
let good: Shown;
interface Shown {
  coupon: CouponView;
  view: CodeView;
}
const CLERK = 'o-clerk-north';
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  steps = new Steps(cloud);
  for (const guest of ['o-guest-1', 'o-guest-2']) await park.join(guest);
  good = await shown();
});
afterAll(() => cloud.stop());

async function shown(over = {}): Promise<Shown> {
  const coupon = await park.claim('o-guest-1', await park.offer(over));
  return { coupon, view: await park.code('o-guest-1', coupon.couponId) };
}
const codeOf = (answer: { ok: boolean; refusal?: { code: string } }) =>
  answer.ok ? 'ok' : (answer.refusal?.code as string);
const confirm = async (code: string, who = CLERK, requestId = ulid(), storeId = 'north') =>
  codeOf(await park.answer(who, 'staff', 'redemption.confirm', { code, storeId: store(storeId) }, requestId));
const preview = async (code: string, who = CLERK) => {
  const answer = await park.answer(who, 'staff', 'redemption.preview', { code });
  return answer.ok ? (answer.value.why ?? 'ok') : answer.refusal.code;
};
const part = (i: number, change: (text: string) => string) => (code: string) =>
  code
    .split('.')
    .map((text, k) => (k === i ? change(text) : text))
    .join('.');
const nextChar = (text: string) => text.replace(/.$/, (c) => (c === 'A' ? 'Q' : 'A'));

describe('a code bent on its way', () => {
  const bends: Array<[what: string, bend: (code: string) => string]> = [
    ['upper case', (code) => code.toUpperCase()],
    ['lower case', (code) => code.toLowerCase()],
    ['its half', (code) => code.slice(0, code.length / 2)],
    ['cut by one', (code) => code.slice(0, -1)],
    ['one longer', (code) => `${code}A`],
    ['twice', (code) => code + code],
    ['reversed', (code) => [...code].reverse().join('')],
    ['white space in front', (code) => ` ${code}`],
    ['white space behind', (code) => `${code} `],
    ['a line break behind', (code) => `${code}\n`],
    ['quotes around', (code) => `"${code}"`],
    ['a web address around', (code) => `https://park.example/?c=${code}`],
    ['padding', (code) => `${code}==`],
    ['another version', part(0, () => 'A2')],
    ['another key', part(1, () => 'k9')],
    ['another kind', part(2, () => 'p')],
    ['another coupon', part(3, nextChar)],
    ['the next step', part(4, (step) => String(Number(step) + 1))],
    ['a step with a zero in front', part(4, (step) => `0${step}`)],
    ['other facts', part(5, nextChar)],
    ['no facts', part(5, () => '')],
    ['a bent signature', part(6, (text) => nextChar(text.slice(0, 40)) + text.slice(40))],
    ['a signature of zeros', part(6, () => 'A'.repeat(86))],
    ['no signature', (code) => code.split('.').slice(0, 6).join('.')],
    ['another coupon’s signature', (code) => code],
    ['a coupon id', () => good.coupon.couponId],
    ['something else', () => 'wxp://f2f0abcdef'],
  ];

  it.each(bends)('%s is code_invalid and changes nothing', async (what, bend) => {
    let code = bend(good.view.code);
    if (what.includes('another coupon’s')) {
      const other = (await shown()).view.code.split('.')[6] as string;
      code = part(6, () => other)(code);
    }
    expect([await preview(code), await confirm(code)]).toEqual(['code_invalid', 'code_invalid']);
    expect(await preview(good.view.code)).toBe('ok');
  });

  it.each<[what: string, bend: (number: string) => string]>([
    ['eleven digits', (number) => number.slice(0, 11)],
    ['thirteen digits', (number) => `${number}0`],
    ['a wrong check digit', (number) => number.slice(0, 11) + ((Number(number[11]) + 1) % 10)],
    ['full-width digits', (number) => number.replace(/\d/g, (d) => String.fromCharCode(0xff10 + Number(d)))],
    ['spaces between', (number) => `${number.slice(0, 4)} ${number.slice(4)}`],
    ['a number nobody has', () => `00000000000${luhnDigit('00000000000')}`],
  ])('a number with %s is code_invalid', async (_what, bend) => {
    const number = bend(good.view.number);
    expect([await preview(number), await confirm(number, 'o-manager')]).toEqual([
      'code_invalid',
      'code_invalid',
    ]);
    expect(await preview(good.view.number)).toBe('ok');
  });

  it('a number of the right coupon with other step digits is code_expired: the digits cannot be guessed around', async () => {
    const { number } = good.view;
    const digits = number.slice(0, 8) + String((Number(number.slice(8, 11)) + 1) % 1000).padStart(3, '0');
    const wrong = digits + luhnDigit(digits);
    expect([await preview(wrong), await confirm(wrong, 'o-manager')]).toEqual([
      'code_expired',
      'code_expired',
    ]);
  });

  it('after all of them the coupon is as it was', async () => {
    const doc = await steps.db.get('coupons', good.coupon.couponId);
    expect(doc).toMatchObject({ left: 1, uses: [], state: 'live', rids: [doc?._id, expect.any(String)] });
  });
});

describe('a good code at the wrong time or of the wrong coupon', () => {
  const at = (ms: number) => cloud.clock.set(ms, false);
  const use = async ({ view }: Shown) => expect(await confirm(view.code)).toBe('ok');
  it.each<[what: string, over: object, happens: (one: Shown) => Promise<unknown>, code: string]>([
    ['too old', {}, ({ view }) => at(view.validUntil), 'code_expired'],
    ['of the future', {}, () => at(NOW - 60_000), 'code_expired'],
    ['used already', {}, use, 'already_used'],
    [
      'revoked',
      {},
      ({ coupon: { couponId } }) =>
        park.ok('o-operator', 'admin', 'coupon.revoke', { couponId, reason: 'x' }),
      'revoked',
    ],
    [
      'on its way to a friend',
      {},
      ({ coupon: { couponId } }) => park.ok('o-guest-1', 'wallet', 'coupon.give', { couponId }),
      'in_transfer',
    ],
    ['of another store', { stores: ['penguin'] }, async () => undefined, 'store_not_valid'],
    ['used up for the day', { kind: 'multi', uses: 3, usesPerDay: 1 }, use, 'used_up_today'],
    ['used too short ago', { kind: 'multi', uses: 3, minGapDays: 2 }, use, 'gap_not_reached'],
  ])('%s', async (_what, over, happens, code) => {
    const one = await shown(over);
    await happens(one);
    expect([await preview(one.view.code), await confirm(one.view.code)]).toEqual([code, code]);
    await at(NOW);
  });

  it.each<[what: string, validity: object, later: number, code: string]>([
    ['ended', { type: 'afterClaim', startInDays: 0, days: 1 }, DAY_MS, 'coupon_expired'],
    ['not yet begun', { type: 'afterClaim', startInDays: 2, days: 1 }, DAY_MS, 'not_yet_valid'],
  ])('whose coupon has %s', async (_what, validity, later, code) => {
    const { couponId } = await park.claim('o-guest-1', await park.offer({ validity } as never));
    // The phone shows no code of it; one made by our own key says the same.
    const coupon = await steps.db.get('coupons', couponId);
    if (!coupon) throw new Error('the claimed coupon is gone');
    await at(NOW + later);
    const made = codeView(couponNamed(coupon), NOW + later, steps.keys).code;
    expect([await preview(made), await confirm(made)]).toEqual([code, code]);
    await at(NOW);
  });
});

describe('a code sent again', () => {
  it('by the same request is the first answer, also bent, old or of a coupon used up; by another it is already_used', async () => {
    const { view } = await shown();
    const requestId = ulid();
    expect(await confirm(view.code, CLERK, requestId)).toBe('ok');
    await cloud.clock.set(NOW + DAY_MS, false);
    expect(await confirm(view.code, CLERK, requestId)).toBe('ok');
    await cloud.clock.set(NOW, false);
    expect(await confirm(view.code)).toBe('already_used');
    expect(await confirm(view.number)).toBe('already_used');
    expect(await confirm(view.code, 'o-manager', requestId)).toBe('already_used');
    expect(await confirm(view.code, CLERK, requestId, 'penguin')).toBe('request_id_reused');
    expect(await confirm(nextChar(view.code), CLERK, requestId)).toBe('request_id_reused');
  });
});
