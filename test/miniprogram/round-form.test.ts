import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  blankRound,
  NEW_PRIZE,
  type RoundForm,
  roundFormOf,
  roundOf,
} from '../../miniprogram/features/rounds/form';
import { adminOps, type RoundDraft } from '../../shared-types/contract';
import type { OfferId, ParkDay } from '../../shared-types/ids';
import { addParkDays } from '../../shared-types/park-day';

const NOW = Date.parse('2026-06-10T15:04:05.678+08:00');
const whole = (min: number, max: number) => fc.integer({ min, max });
const words = (max: number) =>
  fc
    .string({ unit: fc.constantFrom(...'鲸喜会海豚 abc9&'), minLength: 1, maxLength: max })
    .map((text) => text.trim() || '天');
const drafts = fc
  .record({
    title: words(60),
    city: words(32),
    location: fc.constantFrom('101010100', 'a.b_c-d', '1,2'),
    day: whole(0, 3000).map((n) => addParkDays('2024-01-01' as ParkDay, n)),
    question: fc.oneof(
      fc.constant({ type: 'sky' as const }),
      whole(-300, 450).map((tenths) => ({ type: 'maxTemp' as const, above: tenths / 10 })),
    ),
    opensAt: whole(NOW, NOW + 1e9),
    closesAt: whole(NOW, NOW + 1e9),
    prizes: fc.array(
      fc.record({
        name: words(40),
        count: whole(0, 10_000),
        value: whole(0, 100_000_000),
        coupon: fc.boolean(),
      }),
      { maxLength: 20 },
    ),
    organiser: words(60),
    claimDays: whole(0, 366),
    noWinner: fc.constantFrom('rollover', 'all'),
  })
  .map(
    ({ prizes, ...rest }) =>
      ({
        ...rest,
        prizes: prizes.map(({ coupon, ...prize }, place) => ({
          tier: place + 1,
          ...prize,
          ...(coupon ? { offerId: 'off_abc' as OfferId } : {}),
        })),
      }) as RoundDraft,
  );

const errorsOf = (over: Partial<RoundForm>) => {
  const prizes = [{ ...NEW_PRIZE, name: '玩具', value: '128' }];
  const whole = { ...blankRound(NOW), title: '猜', city: '山', location: '1', prizes, ...over };
  const answer = roundOf(whole);
  return 'errors' in answer ? answer.errors : {};
};

describe('the form of a round', () => {
  it('hands a saved one back as it was, and as the cloud takes it', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        expect(roundOf(roundFormOf(draft, NOW))).toEqual({ spec: draft });
        expect(v.safeParse(adminOps['lottery.save'].input, draft).success).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<RoundForm>]>([
    ['title', { title: '' }],
    ['city', { city: ' ' }],
    ['location', { location: '北京' }],
    ['above', { question: { type: 'maxTemp', above: '热' } }],
    ['above', { question: { type: 'maxTemp', above: '61' } }],
    ['prizes', { prizes: [NEW_PRIZE] }],
    ['claimDays', { claimDays: '367' }],
  ])('says what is wrong with %s', (field, over) => {
    expect(errorsOf({})).toEqual({});
    expect(Object.keys(errorsOf(over))).toEqual([field]);
  });
});
