import type { ReconcileView } from '../../../shared-types/contract/books';
import type { CouponId } from '../../../shared-types/ids';
import type { CouponDoc } from './coupon';
import type { CouponRedemptionRow, CouponUndoRow } from './ledger';

type Difference = ReconcileView['differences'][number];
export type UseRow = CouponRedemptionRow | CouponUndoRow;
export type UsesOfCoupon = Pick<CouponDoc, 'left' | 'terms' | 'uses'>;

/**
 * The uses of one coupon beside its rows: each use is one row, and what is left is what the rows leave of it. So a row
 * that is missing, or that nobody's use made, is named.
 * @param coupon null: there is no such coupon
 * @param rows all of them, those in the outbox included
 */
export function usesThatDiffer(
  couponId: CouponId,
  coupon: UsesOfCoupon | null,
  rows: UseRow[],
): Difference[] {
  const expected = coupon ? coupon.terms.uses - coupon.left : 0;
  const found = rows.reduce((sum, { type, uses }) => sum + (type === 'undo' ? -uses : uses), 0);
  if (expected === found) return [];
  const uses = new Set<string>(coupon?.uses.map(({ redemptionId }) => redemptionId));
  const written = new Set<string>(rows.flatMap(({ type, _id }) => (type === 'redemption' ? [_id] : [])));
  const named = (ids: Set<string>, others: Set<string>, is: number): Difference[] =>
    [...ids]
      .filter((id) => !others.has(id))
      .map((id) => ({ what: 'one use = one row', id, expected: 1 - is, found: is }));
  return [
    { what: 'uses of a coupon = its rows', id: couponId, expected, found },
    ...named(uses, written, 0),
    ...named(written, uses, 1),
  ];
}
