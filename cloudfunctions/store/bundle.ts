import { newCoupon } from '../domain/coupon/coupon';
import { type BundlePart, bundleIdOf, bundleParts } from '../domain/offer/bundle';
import type { OfferDoc } from '../domain/offer/offer';
import type { TakenUnit } from '../domain/offer/stock';
import { _, type Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import { addMissing } from './add-missing';
import { addCoupons, withoutRequest } from './coupons';
import { giveBack, homeOf, type Take, takeUnits } from './stock';

export type BundleEnd = 'issued' | 'void';

/** A bundle with the offers of its parts. */
export interface Bundle {
  take: Take;
  parts: BundlePart[];
  offers: Map<string, OfferDoc>;
}

/**
 * Takes every part, decides by one write in the bundle's shard, and carries the decision out. Each step is safe to
 * repeat by anybody: the person's own retry, or the job after a crash.
 *
 * @throws while another bundle holds units that may still come back: repeat, nothing is decided yet.
 */
export async function finishBundle(db: Db, bundle: Bundle): Promise<BundleEnd> {
  const before = await endOf(db, bundle);
  const end = before ?? (await decide(db, bundle, (await takeParts(db, bundle)) ? 'issued' : 'void'));
  if (end === 'issued') await issueParts(db, bundle);
  else await returnParts(db, bundle);
  return end;
}

/** Puts a bundle together from its offer and the unit of its request; the same for the person and for the job. */
export async function bundleOf(db: Db, keys: Keys, offer: OfferDoc, unit: TakenUnit): Promise<Bundle> {
  const own = { ...unit, couponId: bundleIdOf(unit.couponId) };
  const parts = bundleParts(offer, own, keys.derive);
  const offers = await db.find('offers', { _id: _.in([...new Set(parts.map(({ offerId }) => offerId))]) });
  return {
    take: {
      offer,
      taking: unit.origin ? 'grant' : 'claim',
      units: [own],
      to: 'bundle',
      bundleId: own.couponId,
    },
    parts,
    offers: new Map(offers.map((part) => [part._id, part])),
  };
}

/** A bundle whose own unit was taken earlier goes on as of that instant. */
export const asOf = (bundle: Bundle, { at }: TakenUnit): Bundle => ({
  ...bundle,
  take: { ...bundle.take, units: [{ ...bundle.take.units[0], at }] },
  parts: bundle.parts.map((part) => ({
    ...part,
    units: part.units.map((unit) => ({ ...unit, at })) as BundlePart['units'],
  })),
});

const partTake = ({ offers, take }: Bundle, { offerId, units }: BundlePart): Take => ({
  offer: offers.get(offerId) as OfferDoc,
  taking: 'grant',
  units,
  to: 'part',
  bundleId: take.units[0].couponId,
});

async function takeParts(db: Db, bundle: Bundle): Promise<boolean> {
  for (const part of bundle.parts) if (!(await takeUnits(db, partTake(bundle, part))).ok) return false;
  return true;
}

const pathOf = ({ take }: Bundle): string => `bundles.${take.units[0].couponId}`;

/** How a bundle was decided; undefined while it is not. */
export async function endOf(db: Db, bundle: Bundle): Promise<BundleEnd | undefined> {
  const [shard] = await db.find(
    'stocks',
    { _id: homeOf(bundle.take) },
    { fields: [pathOf(bundle)], limit: 1 },
  );
  return shard?.bundles?.[bundle.take.units[0].couponId];
}

/** The first decision stands. */
async function decide(db: Db, bundle: Bundle, end: BundleEnd): Promise<BundleEnd> {
  const path = pathOf(bundle);
  await db.update('stocks', { _id: homeOf(bundle.take), [path]: _.exists(false) }, { [path]: end });
  const decided = await endOf(db, bundle);
  if (!decided) throw new Error('a bundle stayed undecided');
  return decided;
}

async function issueParts(db: Db, bundle: Bundle): Promise<void> {
  const coupons = bundle.parts.flatMap(({ offerId, units }) =>
    units.map((unit) => newCoupon(bundle.offers.get(offerId) as OfferDoc, unit)),
  );
  // All or nothing, also for the one whose request has made a plain coupon meanwhile.
  const foreign = await addCoupons(db, coupons);
  await addMissing(db, 'coupons', foreign.map(withoutRequest));
  // Nothing of it can come back any more; one update for all shards.
  const takes = [bundle.take, ...bundle.parts.map((part) => partTake(bundle, part))];
  const held = Object.fromEntries(takes.map(({ units }) => [`held.${units[0].couponId}`, _.remove()]));
  await db.update('stocks', { _id: _.in([...new Set(takes.map(homeOf))]) }, held);
}

async function returnParts(db: Db, bundle: Bundle): Promise<void> {
  for (const part of bundle.parts) await giveBack(db, partTake(bundle, part));
  await giveBack(db, bundle.take);
}
