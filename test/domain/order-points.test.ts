import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type MoneyRow,
  type PaidRow,
  paidRow,
  type RefundedRow,
  refundedRow,
} from '../../cloudfunctions/domain/groupbuy/money.ts';
import { bookOrders } from '../../cloudfunctions/domain/member/order-points.ts';
import { type Account, lotEnd, type PointsRow } from '../../cloudfunctions/domain/member/points.ts';
import type { CampaignId, Fen, GroupId, MemberId, OrderId } from '../../shared-types/ids.ts';
import { at } from './given.ts';

const empty: Account = { points: 0, lots: {}, pointsEndAt: null };
const order = (n: number) => ({
  orderId: `ord_${n}` as OrderId,
  memberId: 'mbr_1' as MemberId,
  groupId: 'grp_1' as GroupId,
  campaignId: 'cmp_1' as CampaignId,
});
const paid = (n: number, fen: number, when: number): PaidRow =>
  paidRow(order(n), { number: `t${n}`, amount: fen as Fen, at: when }, when);
const refunded = (n: number, fen: number, when: number, why = 'R'): RefundedRow =>
  refundedRow(order(n), { number: `t${n}${why}`, amount: fen as Fen, at: when }, when);
const known = (rows: PointsRow[]) => new Map(rows.map(({ _id, delta }) => [_id, delta]));
const [spring, summer] = [at('2026-04-01T10:00'), at('2026-07-01T10:00')];

describe('points of orders', () => {
  it.each([
    [99, 0],
    [100, 1],
    [5999, 59],
    [6000, 60],
  ])('%i fen earn %i', (fen, points) => {
    const booking = bookOrders(empty, [paid(1, fen, spring)], new Map(), { perYuan: 1, now: spring });
    expect(booking?.account.points ?? 0).toBe(points);
    expect(booking?.rows.map(({ delta, cause }) => [delta, cause]) ?? []).toEqual(
      points > 0 ? [[points, { what: 'order', of: 'ord_1' }]] : [],
    );
  });

  it('a part that goes back takes what the net loses, whole orders give back exactly what they earned', () => {
    const rows = [paid(1, 5990, spring), refunded(1, 1050, summer, 'L'), refunded(1, 4940, summer + 1)];
    const booking = bookOrders(empty, rows, new Map(), { perYuan: 1, now: summer });
    // 59 for 59.90; 49.40 are left after the first part.
    expect(booking?.rows.map(({ delta }) => delta)).toEqual([59, -10, -49]);
    expect(booking?.account).toEqual(empty);
  });

  it('are taken back below zero when they have been spent, and what is earned next pays that first', () => {
    const account = { points: 20, lots: { 2026: 20 }, pointsEndAt: lotEnd(2026) };
    const first = paid(1, 5900, spring);
    const booked = new Map([['pts_1_order_ord_1', 59]]);
    const back = bookOrders(account, [first, refunded(1, 5900, summer)], booked, { perYuan: 1, now: summer });
    expect(back?.account).toEqual({ points: -39, lots: {}, pointsEndAt: null });
    const next = bookOrders(back?.account as Account, [paid(2, 10_000, summer)], new Map(), {
      perYuan: 1,
      now: summer,
    });
    expect(next?.account).toMatchObject({ points: 61, lots: { 2026: 61 } });
  });

  it('are taken back at the rate they were earned at, whatever the park has set since', () => {
    const rows = [paid(1, 5900, spring), refunded(1, 5900, summer)];
    const booked = new Map([['pts_1_order_ord_1', 118]]);
    const account = { points: 118, lots: { 2026: 118 }, pointsEndAt: lotEnd(2026) };
    expect(bookOrders(account, rows, booked, { perYuan: 5, now: summer })?.account.points).toBe(0);
  });

  it('take the lots of the year of the order first', () => {
    const account = { points: 69, lots: { 2025: 10, 2026: 59 }, pointsEndAt: lotEnd(2025) };
    const rows = [paid(1, 5900, spring), refunded(1, 5900, summer)];
    const back = bookOrders(account, rows, new Map([['pts_1_order_ord_1', 59]]), { perYuan: 1, now: summer });
    expect(back?.account.lots).toEqual({ 2025: 10 });
  });

  it('property: however often and in whatever portions the rows are looked at, each counts once', () => {
    const anOrder = fc.record({
      fen: fc.integer({ min: 1, max: 20_000 }),
      parts: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 2 }),
      all: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(anOrder, { minLength: 1, maxLength: 6 }),
        fc.array(fc.nat(), { maxLength: 8 }),
        (orders, cuts) => {
          let when = spring;
          const rows = orders.flatMap(({ fen, parts, all }, n): Array<PaidRow | RefundedRow> => {
            let left = fen;
            const back = parts.map((part, i) => {
              const amount = Math.floor(left * part);
              left -= amount;
              return refunded(n, amount, ++when, `P${i}`);
            });
            return [paid(n, fen, spring), ...back, ...(all ? [refunded(n, left, ++when)] : [])];
          });
          // Everything up to a cut is in the ledger when it is looked at, several times in a row.
          let account = empty;
          let booked: PointsRow[] = [];
          const looks = [...cuts.map((cut) => cut % (rows.length + 1)).sort((a, b) => a - b), rows.length];
          for (const upTo of [...looks, rows.length]) {
            const booking = bookOrders(account, rows.slice(0, upTo), known(booked), {
              perYuan: 1,
              now: when,
            });
            if (!booking) continue;
            account = booking.account;
            booked = [...booked, ...booking.rows];
          }
          expect(new Set(booked.map(({ _id }) => _id)).size).toBe(booked.length);
          expect(booked.reduce((sum, { delta }) => sum + delta, 0)).toBe(account.points);
          const net = (id: string) =>
            (rows as MoneyRow[])
              .filter(({ orderId }) => orderId === id)
              .reduce((sum, { type, amount }) => sum + (type === 'paid' ? amount : -amount), 0);
          const due = orders.reduce((sum, _order, n) => sum + Math.floor(net(`ord_${n}`) / 100), 0);
          expect(account.points).toBe(due);
        },
      ),
    );
  });
});
