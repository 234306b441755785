import type { CouponDoc } from '../domain/coupon/coupon';
import type { CouponRow } from '../domain/coupon/ledger';
import { _, type Change, type Db } from '../platform/db';

/** The one conditional write of whatever happens to a coupon, with the ledger row that follows from it. */
export const writeCoupon = (db: Db, coupon: CouponDoc, change: Change, row: CouponRow): Promise<number> =>
  db.update(
    'coupons',
    { _id: coupon._id, rev: coupon.rev },
    { rev: _.inc(1), ...change, ob: _.push([{ id: row._id, to: 'ledger', at: row.at, d: row }]) },
  );
