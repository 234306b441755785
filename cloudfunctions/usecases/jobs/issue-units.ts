import type { Instant, OfferId } from '../../../shared-types/ids';
import { newCoupon } from '../../domain/coupon/coupon';
import { issueRow } from '../../domain/coupon/ledger';
import { booked } from '../../domain/ledger';
import type { OfferDoc } from '../../domain/offer/offer';
import type { TakenUnit } from '../../domain/offer/stock';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { addCoupons, withoutRequest } from '../../store/coupons';
import { logEvents } from '../../store/event-log';
import { giveBack } from '../../store/stock';

/** A taken unit and the offer it was taken from. */
export interface Unit {
  offerId: OfferId;
  d: TakenUnit;
}

/** Makes the coupons that are missing and the ledger row of each; gives back units of requests that were another's. */
export async function issueUnits(db: Db, units: Unit[], now: Instant): Promise<void> {
  if (units.length === 0) return;
  const ids = units.map(({ d }) => d.couponId);
  const there = await db.find('coupons', { _id: _.in(ids) }, { fields: ['rev'], limit: MAX_ROWS });
  const known = new Set(there.map(({ _id }) => _id));
  const missing = units.filter(({ d }) => !known.has(d.couponId));
  const refused = await issueMissing(db, missing);
  const issued = units
    .filter((unit) => !refused.includes(unit))
    .map(({ d, offerId }) => issueRow(d, offerId));
  await addMissing(db, 'ledger', booked(issued, now));
  await logEvents(db, issued, now);
}

/** Answers the units that make no coupon: their request has claimed something else before. */
async function issueMissing(db: Db, units: Unit[]): Promise<Unit[]> {
  const offers = await offersOf(db, units);
  const offerOf = ({ offerId }: Unit) => offers.get(offerId) as OfferDoc;
  const foreign = await addCoupons(
    db,
    units.map((unit) => newCoupon(offerOf(unit), unit.d)),
  );
  const isPart = (id: string) => units.some(({ d }) => d.couponId === id && 'bundle' in d);
  await addMissing(db, 'coupons', foreign.filter(({ _id }) => isPart(_id)).map(withoutRequest));
  const refused = units.filter(
    ({ d }) => foreign.some(({ _id }) => _id === d.couponId) && !isPart(d.couponId),
  );
  for (const unit of refused) await giveBack(db, { offer: offerOf(unit), units: [unit.d], taking: 'claim' });
  return refused;
}

/** Offers are read only when a coupon has to be made or a unit given back: hardly ever. */
export async function offersOf(db: Db, units: Unit[]): Promise<Map<OfferId, OfferDoc>> {
  if (units.length === 0) return new Map();
  const offers = await db.find('offers', { _id: _.in([...new Set(units.map(({ offerId }) => offerId))]) });
  return new Map(offers.map((offer) => [offer._id, offer]));
}
