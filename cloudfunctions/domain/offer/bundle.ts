import type { CouponId, OfferId } from '../../../shared-types/ids';
import type { OfferDoc } from './offer';
import { type BundleRef, homeShard, shardId, type TakenUnit } from './stock';

/** The coupons a bundle takes from one offer's stock, all at once. */
export interface BundlePart {
  offerId: OfferId;
  units: [BundleUnit, ...BundleUnit[]];
}
type BundleUnit = TakenUnit & { bundle: BundleRef };

/** The id of a bundle, beside the id that its unit would have as a plain claim. */
export const bundleIdOf = (plain: CouponId): CouponId => plain.replace(/^cpn_/, 'bnd_') as CouponId;
export const plainIdOf = (bundleId: CouponId): CouponId => bundleId.replace(/^bnd_/, 'cpn_') as CouponId;

/**
 * The coupons of a bundle. The first carries the claim's request, so that a request id used for one claim is found by
 * any other; the ids of the rest derive from its id. Parts are sorted by offer: when every bundle takes its parts in one
 * order, no two bundles wait for each other.
 */
export function bundleParts(
  offer: OfferDoc,
  bundle: TakenUnit,
  derive: (prefix: string, ...parts: string[]) => string,
): BundlePart[] {
  const home = shardId(offer._id, homeShard(bundle.memberId, offer.shards));
  const first = plainIdOf(bundle.couponId);
  const counts = new Map<OfferId, number>();
  for (const { offerId, count } of offer.spec.parts ?? [])
    counts.set(offerId, (counts.get(offerId) ?? 0) + count);
  let n = 0;
  const unit = (): BundleUnit => {
    const ref = { id: bundle.couponId, shardId: home };
    if (n++ === 0) return { ...bundle, couponId: first, bundle: ref };
    const { rid: _first, ...rest } = bundle;
    return { ...rest, couponId: derive('cpn_', first, String(n - 1)) as CouponId, bundle: ref };
  };
  return [...counts]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([offerId, count]) => ({
      offerId,
      units: Array.from({ length: count }, unit) as BundlePart['units'],
    }));
}
