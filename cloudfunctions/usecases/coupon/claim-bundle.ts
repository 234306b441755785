import type { CouponView } from '../../../shared-types/contract/wallet';
import { type CouponDoc, viewAsUnused } from '../../domain/coupon/coupon';
import type { OfferDoc } from '../../domain/offer/offer';
import type { ClaimedUnit } from '../../domain/offer/stock';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { asOf, type Bundle, bundleOf, endOf, finishBundle } from '../../store/bundle';
import { allStores } from '../../store/config';
import { takeUnits, unitsTaken } from '../../store/stock';

/**
 * Claims a bundle: all its coupons or none. `unit` is that of a plain claim of the same request; `refusal` is what a
 * first request would get, so that a repeat is answered before it.
 */
export async function claimBundle(
  ctx: Ctx,
  offer: OfferDoc,
  unit: ClaimedUnit,
  refusal: Result<never> | null,
): Promise<Result<{ coupons: CouponView[] }>> {
  const { db, keys } = ctx;
  const bundle = await bundleOf(db, keys, offer, unit);
  const [earlier, end] = await Promise.all([couponsOf(db, bundle, unit.rid), endOf(db, bundle)]);
  if (earlier.foreign) return refuse('request_id_reused');
  if (!earlier.complete) {
    if (refusal && !(await unitsTaken(db, bundle.take))) return refusal;
    // Decided against before: what came back belongs to others now.
    if (end === 'void') return refuse('sold_out');
    const taken = await takeUnits(db, bundle.take);
    if (!taken.ok) return taken;
    if ((await finishBundle(db, asOf(bundle, taken.value[0]))) === 'void') return refuse('sold_out');
  }
  const [{ coupons }, stores] = await Promise.all([
    earlier.complete ? earlier : couponsOf(db, bundle, unit.rid),
    allStores(db, ctx.now),
  ]);
  return done({ coupons: coupons.map((coupon) => viewAsUnused(coupon, coupon.claimedAt, stores)) });
}

interface Found {
  /** The bundle's coupons that are there already, in the order of its parts. */
  coupons: CouponDoc[];
  complete: boolean;
  /** The request has claimed something else before. */
  foreign: boolean;
}

async function couponsOf(db: Db, { parts }: Bundle, rid: string): Promise<Found> {
  const ids = parts.flatMap(({ units }) => units.map(({ couponId }) => couponId));
  // Every coupon is found by its own id there as well.
  const rows = await db.find('coupons', { rids: _.in([...ids, rid]) });
  return {
    coupons: ids.flatMap((id) => rows.find(({ _id }) => _id === id) ?? []),
    complete: ids.every((id) => rows.some(({ _id }) => _id === id)),
    foreign: rows.some(({ _id }) => !ids.includes(_id)),
  };
}
