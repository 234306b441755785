import type { CouponDoc } from '../domain/coupon/coupon';
import type { CouponRow } from '../domain/coupon/ledger';
import type { Redemption } from '../domain/coupon/redeem';
import { _, type Change, type Db } from '../platform/db';

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
