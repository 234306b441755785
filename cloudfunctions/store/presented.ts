import type { Instant } from '../../shared-types/ids';
import { isNumberFresh, isOwnersCode, namedCoupon, type Presented } from '../domain/coupon/counter';
import type { CouponDoc } from '../domain/coupon/coupon';
import type { Db } from '../platform/db';
import type { Keys } from '../platform/keys';

/** The coupon that a scanned code or typed number names: one request either way. */
export async function presentedCoupon(db: Db, presented: Presented): Promise<CouponDoc | null> {
  if (presented.by === 'code')
    return presented.code.kind === 'c' ? db.get('coupons', namedCoupon(presented.code)) : null;
  const [coupon] = await db.find('coupons', { number: presented.name }, { limit: 1 });
  return coupon ?? null;
}

/** Form, signature and existence are refused alike; only a code known to be ours may be called too old. */
export function refusalOfPresented(
  presented: Presented | null,
  coupon: CouponDoc | null,
  now: Instant,
  keys: Keys,
): 'code_invalid' | 'code_expired' | null {
  if (!presented || !coupon) return 'code_invalid';
  const good =
    presented.by === 'number'
      ? isNumberFresh(presented.text, coupon, now, keys)
      : presented.fresh && isOwnersCode(presented.code, coupon);
  return good ? null : 'code_expired';
}
