import type { Instant, OfferId } from '../../shared-types/ids';
import type { OfferDoc } from '../domain/offer/offer';
import { type Pool, shardCount, shardIdIn, shardIn } from '../domain/offer/stock';
import { _, type Db, MAX_ROWS } from '../platform/db';
import { addMissing } from './add-missing';
import { type Attempt, commit } from './commit';
import { arrive, moveUnits, poolOf } from './shards';

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
 * Reserves units of a published offer: they leave what anybody can claim for shards of their own. Safe to repeat, and to
 * run beside itself: the offer's shards are asked in order, and what each gives in a turn it writes down for good by the
 * update that gives it, be it nothing. So two runs never add up to more. False, with everything moved back, if there are
 * not enough; the next publishing then begins anew.
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
  const attempt = await attemptOf(db, pool);
  let reserved = 0;
  for (let turn = 0; reserved < units; turn++) {
    const name = `${reservedFor}_${attempt}_${turn}`;
    const before = reserved;
    for (let k = 0; k < offer.shards && reserved < units; k++) {
      const to = Math.min(pool.shards - 1, Math.floor(reserved / Math.ceil(units / pool.shards)));
      const wanted = { name, most: units - reserved, to: shardIdIn(pool, to), at };
      reserved += await giveTo(db, shardIdIn(poolOf(offer), k), wanted);
    }
    // Nobody had anything in a whole turn.
    if (reserved === before) {
      await release(db, pool, offer, at);
      await db.update('stocks', { _id: shardIdIn(pool, 0) }, { [`given.${FAILED}`]: attempt + 1 });
      return false;
    }
  }
  return true;
}

/** Where the first shard of a reservation counts how often there was not enough for it. */
const FAILED = 'failed';
async function attemptOf(db: Db, pool: Pool): Promise<number> {
  const [first] = await db.find('stocks', { _id: shardIdIn(pool, 0) }, { fields: ['given'], limit: 1 });
  return first?.given?.[FAILED] ?? 0;
}

/** What a shard gives in this turn: as it was written down, or now, as much as it has. */
async function giveTo(
  db: Db,
  from: string,
  { name, most, to, at }: { name: string; most: number; to: string; at: Instant },
): Promise<number> {
  const given = await commit(async (): Promise<Attempt<number, never>> => {
    const [donor] = await db.find('stocks', { _id: from }, { fields: ['free', `given.${name}`], limit: 1 });
    const earlier = donor?.given?.[name];
    // A shard that publishing left out has nothing yet.
    if (!donor || earlier !== undefined) return { answer: { ok: true, value: earlier ?? 0 } };
    const n = Math.min(donor.free, most);
    return { write: () => giveOnce(db, { from, to, name, n, at }), value: n };
  });
  const n = given.ok ? given.value : 0;
  if (n > 0) await arrive(db, { transfer: transferOf(name, from), to, n });
  return n;
}

/** Unique world-wide: the reservation's own id is in it, and a shard gives once in a turn. */
const transferOf = (name: string, from: string): string => `r_${name}_${from}`;

function giveOnce(
  db: Db,
  { from, to, name, n, at }: { from: string; to: string; name: string; n: number; at: Instant },
): Promise<number> {
  const transfer = transferOf(name, from);
  const leaves = {
    free: _.inc(-n),
    [`out.${transfer}`]: _.set({ to, n }),
    ob: _.push([{ id: transfer, to: 'shard', at, d: { to, n } }]),
  };
  return db.update(
    'stocks',
    { _id: from, free: _.gte(n), [`given.${name}`]: _.exists(false) },
    { [`given.${name}`]: n, ...(n > 0 ? leaves : {}) },
  );
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
