import type { ReconcileView } from '../../../shared-types/contract/books';
import type { MemberId } from '../../../shared-types/ids';
import { newestFirst, type PointsRow } from './points';

type Difference = ReconcileView['differences'][number];

/**
 * The account of one member beside its rows: the balance is their sum, and each row goes on from the balance of the one
 * before. So a row that is missing, or says something else than it did, is named.
 * @param rows all of them, those in the outbox included
 */
export function accountThatDiffers(memberId: MemberId, balance: number, rows: PointsRow[]): Difference[] {
  const sum = rows.reduce((total, { delta }) => total + delta, 0);
  if (sum === balance) return [];
  const differences: Difference[] = [
    { what: 'points of a member = sum of the rows', id: memberId, expected: sum, found: balance },
  ];
  let before = 0;
  for (const { _id, delta, balanceAfter } of newestFirst(rows).reverse()) {
    if (before + delta !== balanceAfter)
      differences.push({
        what: 'balance after a points row = the one before it + delta',
        id: _id,
        expected: before + delta,
        found: balanceAfter,
      });
    before = balanceAfter;
  }
  return differences;
}

/** What the accounts (or the rows) of all members whose id begins with `_id` come to. */
export interface PointsSum {
  _id: string;
  /** Members with a balance other than nothing. */
  members: number;
  points: number;
  /** Of the balances: two differences that make up for each other are seen all the same. */
  squares: number;
}

/** Beginnings of ids below which accounts and rows do not agree, with the larger number of members there. */
export function beginningsThatDiffer(
  accounts: PointsSum[],
  rows: PointsSum[],
): Array<{ begins: string; members: number }> {
  const none = { members: 0, points: 0, squares: 0 };
  const sums = new Map(accounts.map((sum) => [sum._id, { sum, other: none as Omit<PointsSum, '_id'> }]));
  for (const row of rows)
    sums.set(row._id, { sum: sums.get(row._id)?.sum ?? { _id: row._id, ...none }, other: row });
  return [...sums.values()]
    .filter(
      ({ sum, other }) =>
        sum.members !== other.members || sum.points !== other.points || sum.squares !== other.squares,
    )
    .map(({ sum, other }) => ({ begins: sum._id, members: Math.max(sum.members, other.members) }));
}
