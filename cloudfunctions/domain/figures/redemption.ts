import type { RedemptionFigures } from '../../../shared-types/contract/stats';
import type { Instant, OfferId, ParkDay } from '../../../shared-types/ids';
import { addParkDays, startOfParkDay } from '../../../shared-types/park-day';
import { type OfferDoc, totalStock } from '../offer/offer';

/** Instants `[from, to)` of a window whose edges are park days, which are meant whole, or instants. */
export interface Window {
  from: Instant;
  to: Instant;
}
type Edge = ParkDay | Instant;

export const windowOf = (from: Edge | undefined, to: Edge | undefined): Window => ({
  from: from === undefined ? 0 : typeof from === 'string' ? startOfParkDay(from) : from,
  to:
    to === undefined
      ? Number.MAX_SAFE_INTEGER
      : typeof to === 'string'
        ? startOfParkDay(addParkDays(to, 1))
        : to,
});

/** Of the claims of one offer in a window, as the ledger says it. */
export interface ClaimSums {
  offerId: OfferId;
  claimed: number;
  redeemed: number;
  uses: number;
  undone: number;
}
/** Of the same claims, as the coupons say it. */
export interface EndSums {
  offerId: OfferId;
  expired: number;
  open: number;
}

/** A ratio; null where there is nothing to divide by. */
export const ratio = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

export function redemptionFigures(
  offer: OfferDoc,
  claims: ClaimSums | undefined,
  ends: EndSums | undefined,
  asOf: Instant,
): RedemptionFigures {
  const { claimed = 0, redeemed = 0, uses = 0, undone = 0 } = claims ?? {};
  const issuedStock = stockAsOf(offer, asOf);
  return {
    offerId: offer._id,
    title: offer.spec.title,
    issuedStock,
    claimed,
    redeemed,
    uses,
    undone,
    expired: ends?.expired ?? 0,
    claimRate: ratio(claimed, issuedStock),
    redemptionRate: ratio(redeemed, claimed),
    ofStockRate: ratio(redeemed, issuedStock),
    value: uses * (offer.spec.costPerUse ?? 0),
    final: claimed > 0 && (ends?.open ?? 0) === 0,
  };
}

const stockAsOf = (offer: OfferDoc, asOf: Instant): number =>
  totalStock({ ...offer, raises: offer.raises.filter(({ at }) => at <= asOf) });
