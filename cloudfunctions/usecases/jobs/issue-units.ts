import type { OfferId } from '../../../shared-types/ids';
import { isClaimOf, newCoupon } from '../../domain/coupon/coupon';
import { issueRow } from '../../domain/coupon/ledger';
import type { OfferDoc } from '../../domain/offer/offer';
import type { TakenUnit } from '../../domain/offer/stock';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { giveBack } from '../../store/stock';

/** A taken unit and the offer it was taken from. */
export interface Unit {
  offerId: OfferId;
  d: TakenUnit;
}

/** Makes the coupons that are missing and the ledger row of each; gives back units of requests that were another's. */
export async function issueUnits(db: Db, units: Unit[]): Promise<void> {
  if (units.length === 0) return;
  const ids = units.map(({ d }) => d.couponId);
  const fields = ['offerId', 'claimedBy'];
  const there = await db.find('coupons', { _id: _.in(ids) }, { fields, limit: MAX_ROWS });
  const known = new Map(there.map((coupon) => [coupon._id, coupon]));
  const missing = units.filter(({ d }) => !known.has(d.couponId));
  const foreign = units.filter(({ d, offerId }) => {
    const coupon = known.get(d.couponId);
    return coupon && !isClaimOf(coupon, { _id: offerId }, d);
  });
  const offers = await offersOf(db, [...missing, ...foreign]);

  await addMissing(
    db,
    'coupons',
    missing.map(({ d, offerId }) => newCoupon(offers.get(offerId) as OfferDoc, d)),
  );
  for (const { d, offerId } of foreign)
    await giveBack(db, {
      offer: offers.get(offerId) as OfferDoc,
      units: [d],
      taking: 'bundle' in d || d.origin ? 'grant' : 'claim',
    });
  const issued = units.filter((unit) => !foreign.includes(unit));
  await addMissing(
    db,
    'ledger',
    issued.map(({ d, offerId }) => issueRow(d, offerId)),
  );
}

/** Offers are read only when a coupon has to be made or a unit given back: hardly ever. */
export async function offersOf(db: Db, units: Unit[]): Promise<Map<OfferId, OfferDoc>> {
  if (units.length === 0) return new Map();
  const offers = await db.find('offers', { _id: _.in([...new Set(units.map(({ offerId }) => offerId))]) });
  return new Map(offers.map((offer) => [offer._id, offer]));
}
