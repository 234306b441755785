import type { MemberId } from '../../shared-types/ids';
import { parkDayOf } from '../../shared-types/park-day';
import type { OfferDoc } from '../domain/offer/offer';
import {
  homeShard,
  newShard,
  outlook,
  type ShardSight,
  shardId,
  type TakenUnit,
} from '../domain/offer/stock';
import { type Result, refuse } from '../domain/result';
import { _, type Db, isDuplicate } from '../platform/db';
import { random } from '../platform/random';
import { type Attempt, commit } from './commit';

type Taken = Result<{ taken: true }, 'limit_reached' | 'sold_out' | 'sold_out_today'>;

/**
 * Takes one unit for a coupon: one conditional update at the member's home shard, safe to repeat. Only when it
 * matches nothing are the shards read, to find out why.
 */
export function takeUnit(db: Db, offer: OfferDoc, unit: TakenUnit): Promise<Taken> {
  let first = true;
  return commit(
    async (): Promise<Attempt<{ taken: true }, 'limit_reached' | 'sold_out' | 'sold_out_today'>> => {
      // Optimistic once; after that, what the shards say decides.
      if (!first) {
        const answer = await clearTheWay(db, offer, unit);
        if (answer) return { answer };
      }
      first = false;
      return { write: () => takeAtHome(db, offer, unit), value: { taken: true } };
    },
  );
}

function takeAtHome(db: Db, offer: OfferDoc, unit: TakenUnit): Promise<number> {
  const { memberId, couponId, at } = unit;
  const { perMember, stockPerDay } = offer.spec;
  const day = parkDayOf(at);
  const filter = {
    _id: shardId(offer._id, homeShard(memberId, offer.shards)),
    free: _.gt(0),
    [`g.${memberId}`]: _.neq(couponId),
    // No element at the position of the limit: the member holds fewer.
    [`g.${memberId}.${perMember - 1}`]: _.exists(false),
    // `not gte` also matches a day nobody has claimed on yet.
    ...(stockPerDay === undefined ? {} : { [`day.${day}`]: _.not(_.gte(stockPerDay)) }),
  };
  return db.update('stocks', filter, {
    free: _.inc(-1),
    [`g.${memberId}`]: _.push([couponId]),
    ...(stockPerDay === undefined ? {} : { [`day.${day}`]: _.inc(1) }),
    ob: _.push([{ id: couponId, to: 'coupon', at, d: unit }]),
  });
}

/** Reads all shards once and does what stands in the way of a claim, or says why it cannot be. */
async function clearTheWay(db: Db, offer: OfferDoc, unit: TakenUnit): Promise<Taken | null> {
  const { memberId, couponId, at } = unit;
  const claim = { memberId, couponId, limit: offer.spec.perMember, day: parkDayOf(at) };
  const shards = await readShards(db, offer, memberId);
  const found = outlook(shards, claim, { shards: offer.shards, stockPerDay: offer.spec.stockPerDay });
  switch (found.is) {
    case 'mine':
      return { ok: true, value: { taken: true } };
    case 'limit_reached':
    case 'sold_out':
    case 'sold_out_today':
      return refuse(found.is);
    case 'unbuilt':
      await buildShard(db, offer, found.k);
      return null;
    case 'donor':
      await moveUnits(db, offer, found, unit);
      return null;
    case 'in_flight':
      await arrive(db, offer, found);
      return null;
    case 'try_again':
      return null;
  }
}

/** All shards of an offer in one consistent read, without other people's marks. */
export const readShards = (db: Db, offer: OfferDoc, memberId: MemberId): Promise<ShardSight[]> =>
  db.find(
    'stocks',
    { offerId: offer._id },
    { fields: ['offerId', 'k', 'free', 'day', 'out', 'in', `g.${memberId}`] },
  );

/** Publishing makes the shards; one that a crash left out is made by whoever misses it. */
export async function buildShard(db: Db, offer: OfferDoc, k: number): Promise<void> {
  try {
    await db.add('stocks', [newShard(offer._id, offer.spec.stock, offer.shards, k)]);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/**
 * Moves units to the claimer's home. They leave the donor and are written down in it by one update, so that
 * whoever comes next, or the job, can finish what a crash interrupts.
 */
async function moveUnits(
  db: Db,
  offer: OfferDoc,
  donor: { k: number; n: number },
  unit: TakenUnit,
): Promise<void> {
  const to = homeShard(unit.memberId, offer.shards);
  // Unique world-wide: one claim may need several moves, from several donors, in several tries.
  const transfer = `t_${random.token()}`;
  const { n } = donor;
  const left = await db.update(
    'stocks',
    { _id: shardId(offer._id, donor.k), free: _.gte(n), [`out.${transfer}`]: _.exists(false) },
    {
      free: _.inc(-n),
      [`out.${transfer}`]: _.set({ to, n }),
      ob: _.push([{ id: transfer, to: 'shard', at: unit.at, d: { to, n } }]),
    },
  );
  if (left === 1) await arrive(db, offer, { transfer, to, n });
}

/** Lets units that left a donor arrive, once: the mark in `in` stays for good. */
export async function arrive(
  db: Db,
  offer: { _id: OfferDoc['_id'] },
  { transfer, to, n }: { transfer: string; to: number; n: number },
): Promise<void> {
  await db.update(
    'stocks',
    { _id: shardId(offer._id, to), [`in.${transfer}`]: _.exists(false) },
    { free: _.inc(n), [`in.${transfer}`]: _.set(n) },
  );
}

/** Gives a unit back that was taken for a request which turned out to be another coupon's. Safe to repeat. */
export async function giveBack(db: Db, offer: OfferDoc, unit: TakenUnit): Promise<void> {
  const { memberId, couponId } = unit;
  const dayCount = offer.spec.stockPerDay === undefined ? {} : { [`day.${parkDayOf(unit.at)}`]: _.inc(-1) };
  await db.update(
    'stocks',
    { _id: shardId(offer._id, homeShard(memberId, offer.shards)), [`g.${memberId}`]: couponId },
    { free: _.inc(1), [`g.${memberId}`]: _.pull(couponId), ...dayCount, ob: _.pull({ id: couponId }) },
  );
}

/** Whether the member's home shard proves that this coupon's unit was taken, and with what. */
export async function takenBefore(db: Db, offer: OfferDoc, unit: TakenUnit): Promise<boolean> {
  const id = shardId(offer._id, homeShard(unit.memberId, offer.shards));
  const [shard] = await db.find('stocks', { _id: id }, { fields: [`g.${unit.memberId}`], limit: 1 });
  return shard?.g?.[unit.memberId]?.includes(unit.couponId) ?? false;
}
