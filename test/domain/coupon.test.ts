import { describe, expect, it } from 'vitest';
import {
  type CouponDoc,
  type CouponUse,
  couponStatus,
  type Transfer,
} from '../../cloudfunctions/domain/coupon/coupon.ts';
import {
  decideRedeem,
  earlierAnswer,
  type RedeemCommand,
} from '../../cloudfunctions/domain/coupon/redeem.ts';
import { whyUnusable } from '../../cloudfunctions/domain/coupon/usable.ts';
import { validityOf } from '../../cloudfunctions/domain/coupon/validity.ts';
import { termsOf } from '../../cloudfunctions/domain/offer/offer.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import { offOf } from '../../shared-types/coupon-rules.ts';
import type { Fen, RedemptionId, StaffId } from '../../shared-types/ids.ts';
import { parkDayOf } from '../../shared-types/park-day.ts';
import { at, clerk, coupon, draft, NOW, STORES, store } from './given.ts';

const fen = (value: number) => value as Fen;
const use = (when: number, over: Partial<CouponUse> = {}): CouponUse => ({
  key: `r@${when}`,
  hash: 'h',
  redemptionId: `red_${when}` as RedemptionId,
  at: when,
  storeId: store('north'),
  by: 'stf_9' as StaffId,
  n: 1,
  leftAfter: 0,
  off: null,
  typed: false,
  offline: false,
  undone: null,
  ...over,
});

const transfer = (over: Partial<Transfer> = {}): Transfer => ({
  token: 't',
  key: 'r',
  hash: 'h',
  at: NOW - 1,
  expiresAt: NOW + 1,
  ended: null,
  ...over,
});

describe('validity of a coupon', () => {
  it.each([
    ['from the claim on, today counting as the first day', 0, 1, NOW, at('2026-06-15T23:59:59.999')],
    ['thirty days from the claim', 0, 30, NOW, at('2026-07-14T23:59:59.999')],
    ['from tomorrow’s midnight, one day', 1, 1, at('2026-06-16T00:00'), at('2026-06-16T23:59:59.999')],
    ['over the end of a month', 16, 1, at('2026-07-01T00:00'), at('2026-07-01T23:59:59.999')],
  ])('%s', (_what, startInDays, days, startAt, endAt) => {
    expect(validityOf({ type: 'afterClaim', startInDays, days }, NOW)).toEqual({ startAt, endAt });
  });

  it.each([
    ['an end within a day lasts to the end of that day', '2026-06-20T12:00', '2026-06-20T23:59:59.999'],
    ['an end at midnight ends with the day before', '2026-06-21T00:00', '2026-06-20T23:59:59.999'],
  ])('fixed: %s', (_what, to, endAt) => {
    const validity = { type: 'fixed' as const, from: NOW, to: at(to) };
    expect(validityOf(validity, NOW)).toEqual({ startAt: NOW, endAt: at(endAt) });
  });
});

describe('whether a coupon can be used', () => {
  const multi: Partial<OfferDraft> = { kind: 'multi', uses: 3, usesPerDay: 1, minGapDays: 2 };
  const used = (...times: number[]): Partial<CouponDoc> => ({
    uses: times.map((when) => use(when)),
    left: 3 - times.length,
  });
  it.each<[string, Partial<OfferDraft>, Partial<CouponDoc>, number, string | null]>([
    ['a fresh one', {}, {}, NOW, null],
    ['at its last instant', {}, {}, at('2026-07-14T23:59:59.999'), null],
    ['one millisecond later', {}, {}, at('2026-07-15T00:00'), 'coupon_expired'],
    [
      'before its start',
      { validity: { type: 'afterClaim', startInDays: 1, days: 1 } },
      {},
      NOW,
      'not_yet_valid',
    ],
    ['when it is used up', {}, { left: 0, uses: [use(NOW)] }, NOW, 'already_used'],
    [
      'used up and expired: used is what happened',
      {},
      { left: 0, uses: [use(NOW)] },
      at('2027-01-01T00:00'),
      'already_used',
    ],
    ['when it was revoked', {}, { state: 'revoked' }, NOW, 'revoked'],
    ['while on its way to a friend', {}, { transfer: transfer() }, NOW, 'in_transfer'],
    [
      'back by itself when the gift has not been taken',
      {},
      { transfer: transfer({ expiresAt: NOW }) },
      NOW,
      null,
    ],
    ['on a weekday that is not named', { weekdays: [6, 7] }, {}, NOW, 'not_valid_now'],
    ['on a blackout day', { blackout: [parkDayOf(NOW)] }, {}, NOW, 'not_valid_now'],
    ['in the first minute of its hours', { hours: [{ from: '10:00', to: '12:00' }] }, {}, NOW, null],
    [
      'in the minute its hours end',
      { hours: [{ from: '10:00', to: '12:00' }] },
      {},
      at('2026-06-15T12:00'),
      'not_valid_now',
    ],
    [
      'to the end of a day that ends at 24:00',
      { hours: [{ from: '18:00', to: '24:00' }] },
      {},
      at('2026-06-15T23:59:59'),
      null,
    ],
    ['a second time on one day', multi, used(NOW - 1000), NOW, 'used_up_today'],
    [
      'the day after, with a gap of two days',
      multi,
      used(at('2026-06-15T10:00')),
      at('2026-06-16T23:00'),
      'gap_not_reached',
    ],
    [
      'two park days after, though less than 48 hours',
      multi,
      used(at('2026-06-15T23:00')),
      at('2026-06-17T01:00'),
      null,
    ],
  ])('%s', (_what, terms, doc, when, why) => {
    expect(whyUnusable(coupon(terms, doc), when)).toBe(why);
  });
});

describe('the state of a coupon', () => {
  it.each<[string, Partial<CouponDoc>, number, string]>([
    ['unused', {}, NOW, 'unused'],
    ['partly used', { left: 1, uses: [use(NOW)] }, NOW, 'partly_used'],
    ['used', { left: 0, uses: [use(NOW)] }, NOW, 'used'],
    ['expired by time alone', {}, at('2026-07-15T00:00'), 'expired'],
    ['used stays used after its end', { left: 0, uses: [use(NOW)] }, at('2027-01-01T00:00'), 'used'],
  ])('%s', (_what, doc, when, status) => {
    expect(couponStatus(coupon({}, doc), when)).toBe(status);
  });
});

describe('what is taken off a bill', () => {
  const cash = termsOf(draft({ kind: 'cash', amount: fen(3000), threshold: fen(8800) }));
  const discount = termsOf(draft({ kind: 'discount', percent: 15, cap: fen(2000) }));
  it.each([
    ['cash needs a bill', cash, undefined, { code: 'bill_required' }],
    ['one fen below the threshold', cash, 8799, { code: 'below_threshold' }],
    ['at the threshold', cash, 8800, { off: 3000 }],
    [
      'cash without threshold takes off what there is',
      termsOf(draft({ kind: 'cash', amount: fen(3000) })),
      1000,
      { off: 1000 },
    ],
    ['a discount rounds down', discount, 999, { off: 149 }],
    ['a discount stops at its cap', discount, 100_000, { off: 2000 }],
    ['a discount needs a bill', discount, undefined, { code: 'bill_required' }],
    ['an exchange takes nothing off', termsOf(draft()), 5000, { off: null }],
  ])('%s', (_what, terms, bill, expected) => {
    expect(offOf(terms, bill as Fen | undefined)).toEqual(expected);
  });
});

describe('a write-off', () => {
  const command = (over: Partial<RedeemCommand> = {}): RedeemCommand => ({
    request: { key: 'stf_1:r1', hash: 'h1' },
    redemptionId: 'red_1' as RedemptionId,
    storeId: store('north'),
    uses: 1,
    bill: undefined,
    ownCoupon: false,
    typed: false,
    offline: false,
    at: NOW,
    ...over,
  });

  it('takes one use, and makes exactly one ledger row of it', () => {
    const decision = decideRedeem(coupon({ costPerUse: fen(300) }), clerk(), command(), STORES);
    expect(decision).toEqual({
      redemption: {
        use: expect.objectContaining({ redemptionId: 'red_1', n: 1, leftAfter: 0, by: 'stf_1' }),
        row: expect.objectContaining({ _id: 'red_1', couponId: 'cpn_1', uses: 1, cost: 300 }),
        answer: { redemptionId: 'red_1', at: NOW, usesLeft: 0 },
      },
    });
  });

  it.each<[string, Partial<OfferDraft>, Partial<CouponDoc>, Partial<RedeemCommand>, string]>([
    ['in a store that is not mine', {}, {}, { storeId: store('penguin') }, 'store_not_allowed'],
    ['in a store that is not the coupon’s', { stores: [store('penguin')] }, {}, {}, 'store_not_valid'],
    ['for myself', {}, {}, { ownCoupon: true }, 'own_coupon'],
    ['for more uses than are left', { kind: 'multi', uses: 2 }, {}, { uses: 3 }, 'already_used'],
    [
      'for more uses than a day allows',
      { kind: 'multi', uses: 5, usesPerDay: 1 },
      {},
      { uses: 2 },
      'used_up_today',
    ],
    ['after another clerk', {}, { left: 0, uses: [use(NOW - 1)] }, {}, 'already_used'],
  ])('%s is refused', (_what, terms, doc, over, code) => {
    const decision = decideRedeem(coupon(terms, doc), clerk(), command(over), STORES);
    expect(decision).toMatchObject({ refusal: { ok: false, code } });
  });

  it('says when and where a used one was used, and never by whom', () => {
    const decision = decideRedeem(coupon({}, { left: 0, uses: [use(NOW - 1)] }), clerk(), command(), STORES);
    expect(decision).toEqual({
      refusal: {
        ok: false,
        code: 'already_used',
        detail: { at: NOW - 1, store: { storeId: 'north', name: '北门检票' } },
      },
    });
  });

  it('repeated gives its first answer, with other content it is another request', () => {
    const after = coupon({}, { left: 0, uses: [use(NOW, { key: 'stf_1:r1', hash: 'h1' })] });
    expect(earlierAnswer(after, { key: 'stf_1:r1', hash: 'h1' })).toMatchObject({
      ok: true,
      value: { usesLeft: 0 },
    });
    expect(earlierAnswer(after, { key: 'stf_1:r1', hash: 'h2' })).toMatchObject({
      ok: false,
      code: 'request_id_reused',
    });
    expect(earlierAnswer(after, { key: 'stf_1:r2', hash: 'h1' })).toBeNull();
  });
});
