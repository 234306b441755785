import type { Instant } from '../../shared-types/ids';
import type { OfferDoc } from '../domain/offer/offer';
import { newShard, type Pool, type ShardSight, shardId, type TakenUnit } from '../domain/offer/stock';
import { _, type Db, isDuplicate } from '../platform/db';
import { random } from '../platform/random';

/** An offer's own shards: what anybody can claim. */
export const poolOf = ({ _id, shards }: Pick<OfferDoc, '_id' | 'shards'>): Pool => ({
  offerId: _id,
  reservedFor: null,
  shards,
});

const SHARD_FIELDS = ['k', 'free', 'day', 'out', 'in', 'held', 'stopped', 'raise'];

/** All shards of a pool in one consistent read, without other people's marks. */
export const readShards = (
  db: Db,
  { offerId, reservedFor }: Pool,
  { memberId, couponId }: Pick<TakenUnit, 'memberId' | 'couponId'>,
): Promise<ShardSight[]> =>
  db.find(
    'stocks',
    { offerId, reservedFor },
    { fields: [...SHARD_FIELDS, `g.${memberId}`, `gr.${couponId}`] },
  ) as Promise<ShardSight[]>;

/** Adds a shard's part of a raise, once. */
export async function raiseShard(
  db: Db,
  offerId: OfferDoc['_id'],
  { k, raise, n }: { k: number; raise: string; n: number },
): Promise<void> {
  const path = `raise.${raise}`;
  await db.update(
    'stocks',
    { _id: shardId(offerId, k), [path]: _.exists(false) },
    { free: _.inc(n), [path]: n },
  );
}

/** Publishing makes the shards; one that a crash left out is made by whoever misses it. */
export async function buildShard(db: Db, offer: OfferDoc, k: number): Promise<void> {
  try {
    await db.add('stocks', [newShard(offer._id, offer.spec.stock, offer.shards, k)]);
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}

/**
 * Moves units from one shard to another. They leave the donor and are written down in it by one update, so that
 * whoever comes next, or the job, can finish what a crash interrupts. A name of its own makes a move that is repeated
 * the same move; without one it is unique world-wide, since one claim may need several. Answers whether they left.
 */
export async function moveUnits(
  db: Db,
  from: string,
  to: string,
  n: number,
  at: Instant,
  transfer = `t_${random.token()}`,
): Promise<boolean> {
  const left = await db.update(
    'stocks',
    { _id: from, free: _.gte(n), [`out.${transfer}`]: _.exists(false) },
    {
      free: _.inc(-n),
      [`out.${transfer}`]: _.set({ to, n }),
      ob: _.push([{ id: transfer, to: 'shard', at, d: { to, n } }]),
    },
  );
  if (left === 1) await arrive(db, { transfer, to, n });
  return left === 1;
}

/** Lets units that left a donor arrive, once: the mark in `in` stays for good. */
export async function arrive(
  db: Db,
  { transfer, to, n }: { transfer: string; to: string; n: number },
): Promise<void> {
  await db.update(
    'stocks',
    { _id: to, [`in.${transfer}`]: _.exists(false) },
    { free: _.inc(n), [`in.${transfer}`]: _.set(n) },
  );
}
