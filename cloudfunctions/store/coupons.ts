import type { CouponDoc } from '../domain/coupon/coupon';
import type { CouponRow } from '../domain/coupon/ledger';
import type { Redemption } from '../domain/coupon/redeem';
import { _, type Change, type Db, isDuplicate, MAX_ROWS } from '../platform/db';
import { addMissing } from './add-missing';

/** The one conditional write of whatever happens to a coupon, with the ledger row that follows from it. */
export const writeCoupon = (db: Db, coupon: CouponDoc, change: Change, row: CouponRow): Promise<number> =>
  db.update(
    'coupons',
    { _id: coupon._id, rev: coupon.rev },
    { rev: _.inc(1), ...change, ob: _.push([{ id: row._id, to: 'ledger', at: row.at, d: row }]) },
  );

/** Writes one use down, with the mark of its request. */
export const writeUse = (db: Db, coupon: CouponDoc, { use, row }: Redemption): Promise<number> =>
  writeCoupon(db, coupon, { left: use.leftAfter, uses: _.push([use]), rids: _.push([use.key]) }, row);

/**
 * Adds the coupons that are not there yet. Answers those that cannot be: the request of their claim has made another
 * coupon before, of other content.
 */
export async function addCoupons(db: Db, coupons: CouponDoc[]): Promise<CouponDoc[]> {
  const foreign: CouponDoc[] = [];
  for (let rest = coupons; rest.length > 0; ) {
    try {
      await addMissing(db, 'coupons', rest);
      break;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const owners = await ownersOf(db, rest);
      const taken = rest.filter(({ _id, rids }) => rids.some((rid) => (owners.get(rid) ?? _id) !== _id));
      // A duplicate on another unique key: no repeat will help.
      if (taken.length === 0) throw error;
      foreign.push(...taken);
      rest = rest.filter((coupon) => !taken.includes(coupon));
    }
  }
  return foreign;
}

/** The coupon each of these requests belongs to. */
async function ownersOf(db: Db, coupons: CouponDoc[]): Promise<Map<string, string>> {
  const requests = coupons.flatMap(({ rids }) => rids);
  const owners = await db.find('coupons', { rids: _.in(requests) }, { fields: ['rids'], limit: MAX_ROWS });
  return new Map(owners.flatMap(({ _id, rids }) => rids.map((rid) => [rid, _id] as const)));
}

/** A coupon without its claim's request: what a bundle makes all the same when its request was used for another claim. */
export const withoutRequest = (coupon: CouponDoc): CouponDoc => ({ ...coupon, rids: [coupon._id] });
