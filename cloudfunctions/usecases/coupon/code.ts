import type { CodeView } from '../../../shared-types/contract/wallet';
import type { CouponId } from '../../../shared-types/ids';
import { codeView, couponNamed, isHolderNumber } from '../../domain/coupon/counter';
import type { CouponDoc } from '../../domain/coupon/coupon';
import { unusableDetail, whyUnusable } from '../../domain/coupon/usable';
import { done, type Result, refuse } from '../../domain/result';
import { isDuplicate } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';

/** Names to try before giving up; one in ten is a holder's, and with a million live ones one in a hundred is taken. */
const MAX_NAMES = 16;

/** The rotating code of my coupon. */
export async function couponCode(input: { couponId: CouponId }, ctx: Ctx): Promise<Result<CodeView>> {
  const coupon = await ctx.db.get('coupons', input.couponId);
  if (coupon?.owner !== ctx.keys.memberId(ctx.openid)) return refuse('not_found');
  const why = whyUnusable(coupon, ctx.now);
  if (why) return refuse(why, unusableDetail(why, coupon, await allStores(ctx.db, ctx.now)));
  return done(codeView(couponNamed(await named(coupon, ctx)), ctx.now, ctx.keys));
}

/**
 * Gives a coupon its 8 digits when its code is first shown: only these coupons need one of the hundred million.
 * The names a coupon may get are derived, so that two phones at once agree.
 */
async function named(coupon: CouponDoc, { db, keys }: Ctx): Promise<CouponDoc> {
  if (coupon.number !== coupon._id) return coupon;
  for (let n = 0; n < MAX_NAMES; n++) {
    const number = keys.digits(8, 'number', coupon._id, String(n));
    if (isHolderNumber(number)) continue;
    try {
      const updated = await db.update('coupons', { _id: coupon._id, number: coupon._id }, { number });
      if (updated === 1) return { ...coupon, number };
      const fresh = await db.get('coupons', coupon._id);
      if (fresh && fresh.number !== fresh._id) return fresh;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }
  throw new Error('no free number for a coupon');
}
