import type { CouponView } from '../../../shared-types/contract/wallet';
import { viewAsUnused } from '../../domain/coupon/coupon';
import type { OfferDoc } from '../../domain/offer/offer';
import type { TakenUnit } from '../../domain/offer/stock';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Bundle, bundleOf, endOf, finishBundle } from '../../store/bundle';
import { allStores } from '../../store/config';
import { takenBefore, takeUnits } from '../../store/stock';

/**
 * Claims a bundle: all its coupons or none. `unit` is that of a plain claim of the same request; `refusal` is what a
 * first request would get, so that a repeat is answered before it.
 */
export async function claimBundle(
  ctx: Ctx,
  offer: OfferDoc,
  unit: TakenUnit,
  refusal: Result<never> | null,
): Promise<Result<{ coupons: CouponView[] }>> {
  const { db, keys } = ctx;
  const bundle = await bundleOf(db, keys, offer, unit);
  const [earlier, end] = await Promise.all([couponsOf(db, bundle), endOf(db, bundle)]);
  const [first] = earlier;
  if (first && (first.offerId !== bundle.parts[0]?.offerId || judgeMark(first.claimedBy, unit) === 'reused'))
    return refuse('request_id_reused');
  if (earlier.length < bundle.parts.reduce((sum, { units }) => sum + units.length, 0)) {
    if (refusal && !(await takenBefore(db, bundle.take))) return refusal;
    // Decided against before: what came back belongs to others now.
    if (end === 'void') return refuse('sold_out');
    const taken = await takeUnits(db, bundle.take);
    if (!taken.ok) return taken;
    if ((await finishBundle(db, bundle)) === 'void') return refuse('sold_out');
  }
  const stores = await allStores(db, ctx.now);
  const coupons = await couponsOf(db, bundle);
  return done({ coupons: coupons.map((coupon) => viewAsUnused(coupon, coupon.claimedAt, stores)) });
}

/** The bundle's coupons that are there already, in the order of its parts. */
async function couponsOf(db: Db, { parts }: Bundle) {
  const ids = parts.flatMap(({ units }) => units.map(({ couponId }) => couponId));
  const rows = await db.find('coupons', { _id: _.in(ids) });
  return ids.flatMap((id) => rows.find(({ _id }) => _id === id) ?? []);
}
