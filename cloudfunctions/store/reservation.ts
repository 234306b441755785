import type { Instant, OfferId } from '../../shared-types/ids';
import type { OfferDoc } from '../domain/offer/offer';
import { type Pool, shardCount, shardIdIn, shardIn } from '../domain/offer/stock';
import { type Db, MAX_ROWS } from '../platform/db';
import { addMissing } from './add-missing';
import { moveUnits, poolOf } from './shards';

/** The pool of what is reserved of an offer for a campaign or round. */
export const reservationOf = (offerId: OfferId, reservedFor: string, units: number): Pool => ({
  offerId,
  reservedFor,
  shards: shardCount(units, undefined),
});

interface Free {
  _id: string;
  free: number;
}
const freeIn = async (db: Db, { offerId, reservedFor }: Pool): Promise<Free[]> =>
  db.find('stocks', { offerId, reservedFor }, { fields: ['free', 'k', 'in'], limit: MAX_ROWS });

/**
 * Reserves units of a published offer: they leave what anybody can claim for shards of their own. Safe to repeat: every
 * move has a name. False, with everything moved back, if there are not enough.
 */
export async function reserve(
  db: Db,
  offer: OfferDoc,
  reservedFor: string,
  units: number,
  at: Instant,
): Promise<boolean> {
  const pool = reservationOf(offer._id, reservedFor, units);
  await addMissing(
    db,
    'stocks',
    Array.from({ length: pool.shards }, (_unused, k) => shardIn(pool, k, 0)),
  );
  for (;;) {
    const reserved = await freeIn(db, pool);
    const missing = units - reserved.reduce((sum, { free }) => sum + free, 0);
    if (missing <= 0) return true;
    const own = await freeIn(db, poolOf(offer));
    const donor = own.reduce((a, b) => (b.free > a.free ? b : a), { _id: '', free: 0 });
    if (donor.free === 0) {
      await release(db, pool, offer, at);
      return false;
    }
    const poorest = reserved.reduce((a, b) => (b.free < a.free ? b : a));
    const share = Math.ceil(units / pool.shards) - poorest.free;
    await moveUnits(db, donor._id, poorest._id, Math.max(1, Math.min(donor.free, missing, share)), at);
  }
}

/** Gives back what of a reservation nobody has taken: when a campaign is over, or could not be published. */
export async function release(db: Db, pool: Pool, offer: OfferDoc, at: Instant): Promise<void> {
  const home = shardIdIn(poolOf(offer), 0);
  for (const { _id, free } of await freeIn(db, pool)) if (free > 0) await moveUnits(db, _id, home, free, at);
}

/** Whether nothing of a reservation is left or on its way: no free unit, no order that holds any, no move begun. */
export async function isSettled(db: Db, { offerId, reservedFor }: Pool): Promise<boolean> {
  const shards = await db.find('stocks', { offerId, reservedFor }, { fields: ['free', 'orders', 'out'] });
  const isEmpty = (marks: object | undefined) => Object.keys(marks ?? {}).length === 0;
  return shards.every(({ free, orders, out }) => free === 0 && isEmpty(orders) && isEmpty(out));
}
