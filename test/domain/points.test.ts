import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Account,
  earn,
  endingFirst,
  lotEnd,
  settle,
  spend,
  takeBack,
} from '../../cloudfunctions/domain/member/points.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import { at } from './given.ts';
import { inZones } from './zones.ts';

const memberId = 'mbr_1' as MemberId;
const empty: Account = { points: 0, lots: {}, pointsEndAt: null };
let n = 0;
const because = (what: 'order' | 'refund' | 'spent', when: number) => ({
  memberId,
  cause: { what, of: String(n++) },
  at: when,
});

inZones('the year of points', () => {
  it.each([
    ['2026-12-31T07:59:59.999', 2026],
    ['2026-12-31T08:00', 2026],
    ['2026-12-31T23:59:59.999', 2026],
    ['2027-01-01T00:00', 2027],
    ['2027-01-01T07:59:59.999', 2027],
    ['2027-01-01T08:00', 2027],
  ])('earned at %s is %i', (when, year) => {
    const { account, row } = earn(empty, 7, because('order', at(when)));
    expect([account.lots, row.expiresAt]).toEqual([{ [year]: 7 }, at(`${year + 1}-12-31T23:59:59.999`)]);
  });

  it.each([
    ['2027-12-31T23:59:59.999', 7],
    ['2028-01-01T00:00', 0],
    ['2028-01-01T07:59:59.999', 0],
    ['2028-01-01T08:00', 0],
  ])('2026 at %s leaves %i', (when, left) => {
    const { account } = earn(empty, 7, because('order', at('2026-06-15T10:00')));
    expect(settle(account, memberId, at(when)).account.points).toBe(left);
  });
});

describe('points', () => {
  it('earned in a year end with the last millisecond of the next', () => {
    expect(lotEnd(2026)).toBe(at('2027-12-31T23:59:59.999'));
    // 31 December 23:30 in the park is still that year, whatever the clock zone of the server.
    const { account } = earn(empty, 7, because('order', at('2026-12-31T23:30')));
    expect(account).toEqual({ points: 7, lots: { 2026: 7 }, pointsEndAt: lotEnd(2026) });
  });

  it('are spent oldest first', () => {
    const old = earn(empty, 10, because('order', at('2026-05-01T10:00'))).account;
    const both = earn(old, 5, because('order', at('2027-05-01T10:00'))).account;
    expect(spend(both, 12, because('spent', at('2027-06-01T10:00'))).account.lots).toEqual({ 2027: 3 });
  });

  it('say which of them end first', () => {
    expect(endingFirst(empty)).toBeNull();
    const old = earn(empty, 10, because('order', at('2026-05-01T10:00'))).account;
    const both = earn(old, 5, because('order', at('2027-05-01T10:00'))).account;
    expect(endingFirst(both)).toEqual({ points: 10, at: lotEnd(2026) });
    expect(endingFirst(settle(both, memberId, lotEnd(2026) + 1).account)).toEqual({
      points: 5,
      at: lotEnd(2027),
    });
  });

  it('are taken back from their own year first, and below zero if need be', () => {
    const old = earn(empty, 10, because('order', at('2026-05-01T10:00'))).account;
    const both = earn(old, 5, because('order', at('2027-05-01T10:00'))).account;
    const back = takeBack(both, 5, at('2027-05-01T10:00'), because('refund', at('2027-06-01T10:00')));
    expect(back.account.lots).toEqual({ 2026: 10 });
    const owing = takeBack(
      back.account,
      12,
      at('2027-05-01T10:00'),
      because('refund', at('2027-06-01T10:00')),
    );
    expect(owing.account).toEqual({ points: -2, lots: {}, pointsEndAt: null });
    expect(earn(owing.account, 5, because('order', at('2027-07-01T10:00'))).account.lots).toEqual({
      2027: 3,
    });
  });

  it('end by themselves, one row a year, also when nobody looked for years', () => {
    const old = earn(empty, 10, because('order', at('2026-05-01T10:00'))).account;
    const both = earn(old, 5, because('order', at('2027-05-01T10:00'))).account;
    expect(settle(both, memberId, lotEnd(2026)).rows).toEqual([]);
    const first = settle(both, memberId, lotEnd(2026) + 1);
    expect(first.rows.map(({ delta, balanceAfter }) => [delta, balanceAfter])).toEqual([[-10, 5]]);
    const later = settle(both, memberId, at('2030-01-01T00:00'));
    expect(later.rows.map(({ cause, balanceAfter }) => [cause.of, balanceAfter])).toEqual([
      ['2026', 5],
      ['2027', 0],
    ]);
  });

  it('property: the balance is the sum of the rows, and of the lots unless something is owed', () => {
    const step = fc.record({
      kind: fc.constantFrom('earn', 'spend', 'back', 'settle'),
      n: fc.integer({ min: 1, max: 500 }),
      days: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let account = empty;
        let sum = 0;
        let now = at('2026-01-01T00:00');
        for (const { kind, n: amount, days } of steps) {
          now += days * 86_400_000;
          const settled = settle(account, memberId, now);
          const rows = [...settled.rows];
          account = settled.account;
          if (kind !== 'settle' && !(kind === 'spend' && account.points < amount)) {
            const booked =
              kind === 'earn'
                ? earn(account, amount, because('order', now))
                : kind === 'spend'
                  ? spend(account, amount, because('spent', now))
                  : takeBack(account, amount, now - 86_400_000 * 200, because('refund', now));
            account = booked.account;
            rows.push(booked.row);
          }
          for (const row of rows) {
            sum += row.delta;
            expect(row.balanceAfter).toBe(sum);
          }
          expect(account.points).toBe(sum);
          const lots = Object.values(account.lots).reduce((total, lot) => total + lot, 0);
          expect(lots).toBe(Math.max(0, sum));
          expect(account.pointsEndAt === null || account.pointsEndAt >= now).toBe(true);
        }
      }),
    );
  });
});
