import type { CouponId, Instant } from '../../shared-types/ids';
import { newCoupon } from '../domain/coupon/coupon';
import type { Grant, GrantTask } from '../domain/offer/grant';
import type { OfferDoc } from '../domain/offer/offer';
import type { TakenUnit } from '../domain/offer/stock';
import type { Db } from '../platform/db';
import type { Keys } from '../platform/keys';
import { addMissing } from './add-missing';
import { asOf, type Bundle, bundleOf, endOf, finishBundle } from './bundle';
import { publishedOffer } from './offers';
import { takeUnits, type Units } from './stock';

export type Granted = { couponIds: CouponId[] } | 'no_stock';

/**
 * Grants coupons: all or none. Audience, claim window, daily stock and limit are not asked, the stock is. Safe to
 * repeat; two requests when the offer is known, more for a bundle. When it resolves with ids, those coupons are in the
 * wallet; a crash after the units are taken leaves them in the shard's outbox, from which `jobs` makes the same coupons.
 *
 * `no_stock`: nothing is left (or there is no such published offer), and a task for the operator stands in `tasks`
 * until the stock is raised; then `jobs` carries it out.
 */
export async function grant(db: Db, keys: Keys, now: Instant, wanted: Grant): Promise<Granted> {
  const granted = await tryGrant(db, keys, now, wanted);
  if (granted === 'no_stock') await addMissing(db, 'tasks', [taskOf(keys, wanted, now)]);
  return granted;
}

/** As `grant`, but leaves no task: for the job that carries tasks out. */
export async function tryGrant(db: Db, keys: Keys, now: Instant, wanted: Grant): Promise<Granted> {
  const offer = await publishedOffer(db, wanted.offerId, now);
  if (!offer || offer.status === 'draft') return 'no_stock';
  if (offer.spec.kind === 'bundle') return grantBundles(db, keys, now, offer, wanted);
  const units = Array.from({ length: wanted.count }, (_unused, i) => unitOf(keys, now, wanted, String(i)));
  const taken = await takeUnits(db, { offer, taking: 'grant', units: units as Units, to: 'coupon' });
  if (!taken.ok) return 'no_stock';
  const coupons = taken.value.map((unit) => newCoupon(offer, unit));
  await addMissing(db, 'coupons', coupons);
  return { couponIds: coupons.map(({ _id }) => _id) };
}

/** One bundle after the other; a later one that cannot be had leaves the earlier ones, and is what the task is for. */
async function grantBundles(
  db: Db,
  keys: Keys,
  now: Instant,
  offer: OfferDoc,
  wanted: Grant,
): Promise<Granted> {
  const couponIds: CouponId[] = [];
  for (let i = 0; i < wanted.count; i++) {
    const bundle = await openBundle(db, keys, offer, (name) => unitOf(keys, now, wanted, `${i}${name}`));
    if (!bundle) return 'no_stock';
    for (const part of bundle.parts) couponIds.push(...part.units.map(({ couponId }) => couponId));
  }
  return { couponIds };
}

/** Tries of one bundle. One that was decided against stays so for good, so the next is another bundle. */
const MAX_TRIES = 100;

async function openBundle(
  db: Db,
  keys: Keys,
  offer: OfferDoc,
  unitNamed: (name: string) => TakenUnit,
): Promise<Bundle | null> {
  for (let n = 0; n < MAX_TRIES; n++) {
    const bundle = await bundleOf(db, keys, offer, unitNamed(n === 0 ? '' : ` try ${n}`));
    const end = await endOf(db, bundle);
    if (end === 'void') continue;
    if (end === 'issued') return (await finishBundle(db, bundle)) === 'issued' ? bundle : null;
    const taken = await takeUnits(db, bundle.take);
    if (!taken.ok) return null;
    return (await finishBundle(db, asOf(bundle, taken.value[0]))) === 'issued' ? bundle : null;
  }
  return null;
}

const unitOf = (
  keys: Keys,
  now: Instant,
  { offerId, memberId, cause, origin, window }: Grant,
  name: string,
): TakenUnit => ({
  couponId: keys.derive('cpn_', 'grant', offerId, memberId, cause, name) as CouponId,
  memberId,
  at: now,
  key: `grant:${cause}`,
  hash: 'grant',
  channel: null,
  origin,
  ...(window ? { window } : {}),
});

const taskOf = (keys: Keys, wanted: Grant, at: Instant): GrantTask => ({
  _id: keys.derive('tsk_', 'grant', wanted.offerId, wanted.memberId, wanted.cause),
  kind: 'grant',
  grant: wanted,
  at,
  waitingFor: wanted.offerId,
});
