import { describe, expect, it } from 'vitest';
import { type Account, earn, type PointsRow, spend } from '../../cloudfunctions/domain/member/points.ts';
import {
  accountThatDiffers,
  beginningsThatDiffer,
  type PointsSum,
} from '../../cloudfunctions/domain/member/points-books.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import { NOW } from './given.ts';

const memberId = 'mbr_1' as MemberId;
function history(): { account: Account; rows: PointsRow[] } {
  const because = (of: string, when: number) => ({
    memberId,
    cause: { what: 'order' as const, of },
    at: when,
  });
  const first = earn({ points: 0, lots: {}, pointsEndAt: null }, 10, because('a', NOW));
  const second = earn(first.account, 5, because('b', NOW));
  const third = spend(second.account, 8, because('c', NOW + 1));
  return { account: third.account, rows: [third.row, first.row, second.row] };
}

describe('the books of points', () => {
  it('agree, in whatever order the rows of one instant come', () => {
    const { account, rows } = history();
    expect(accountThatDiffers(memberId, account.points, rows)).toEqual([]);
    expect(accountThatDiffers(memberId, account.points, [...rows].reverse())).toEqual([]);
  });

  it('name the member whose balance was changed', () => {
    const { account, rows } = history();
    expect(accountThatDiffers(memberId, account.points + 3, rows)).toEqual([
      { what: 'points of a member = sum of the rows', id: memberId, expected: 7, found: 10 },
    ]);
  });

  it.each(['a', 'b', 'c'])('name the row that was changed: %s', (of) => {
    const { account, rows } = history();
    const changed = rows.map((row) => (row.cause.of === of ? { ...row, delta: row.delta + 1 } : row));
    const found = accountThatDiffers(memberId, account.points, changed).map(({ id }) => id);
    expect(found).toContain(memberId);
    expect(found).toContain(`pts_1_order_${of}`);
  });

  it('name the row before which one is missing', () => {
    const { account, rows } = history();
    const found = accountThatDiffers(
      memberId,
      account.points,
      rows.filter(({ cause }) => cause.of !== 'b'),
    );
    expect(found.map(({ id }) => id)).toEqual([memberId, 'pts_1_order_c']);
  });

  it('see two differences that make up for each other', () => {
    const sum = (balances: number[]): PointsSum => ({
      _id: 'mbr_a',
      members: balances.length,
      points: balances.reduce((a, b) => a + b, 0),
      squares: balances.reduce((a, b) => a + b * b, 0),
    });
    expect(beginningsThatDiffer([sum([5, 10])], [sum([5, 10])])).toEqual([]);
    expect(beginningsThatDiffer([sum([5, 10])], [sum([7, 8])])).toEqual([{ begins: 'mbr_a', members: 2 }]);
    expect(beginningsThatDiffer([], [sum([5])])).toEqual([{ begins: 'mbr_a', members: 1 }]);
    expect(beginningsThatDiffer([sum([5, 1])], [])).toEqual([{ begins: 'mbr_a', members: 2 }]);
  });
});
