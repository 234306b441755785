import type { Instant } from '../../shared-types/ids';
import type { OfferDoc } from '../domain/offer/offer';
import { newShard, type Pool, type ShardSight, shardId, type TakenUnit } from '../domain/offer/stock';
import { _, type Db } from '../platform/db';
import { random } from '../platform/random';
import { addMissing, addOnce } from './add-missing';

/** An offer's own shards: what anybody can claim. */
export const poolOf = ({ _id, shards }: Pick<OfferDoc, '_id' | 'shards'>): Pool => ({
  offerId: _id,
  reservedFor: null,
  shards,
});

const SHARD_FIELDS = ['k', 'free', 'day', 'out', 'in', 'held', 'stopped', 'raise'];
const INSERT_ROWS = 100;

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

/** Makes the shards of an offer that are not there. When it resolves, all are. */
export async function buildShards(db: Db, offer: OfferDoc): Promise<void> {
  for (let from = 0; from < offer.shards; from += INSERT_ROWS) {
    const count = Math.min(INSERT_ROWS, offer.shards - from);
    const rows = Array.from({ length: count }, (_unused, i) => shardOf(offer, from + i));
    await addMissing(db, 'stocks', rows);
  }
}

/** Publishing makes the shards; one that a crash left out is made by whoever misses it. */
export const buildShard = (db: Db, offer: OfferDoc, k: number): Promise<number> =>
  addOnce(db, 'stocks', shardOf(offer, k));

const shardOf = ({ _id, spec, shards }: OfferDoc, k: number) => newShard(_id, spec.stock, shards, k);

/** Adds a shard's part of a raise, once: its mark stays for good. */
export const raiseShard = (
  db: Db,
  offerId: OfferDoc['_id'],
  { k, raise, n }: { k: number; raise: string; n: number },
): Promise<number> =>
  db.update(
    'stocks',
    { _id: shardId(offerId, k), [`raise.${raise}`]: _.exists(false) },
    { free: _.inc(n), [`raise.${raise}`]: n },
  );

/**
 * Moves units from one shard to another. They leave the donor and are written down in it by one update, so that
 * whoever comes next, or the job, can finish what a crash interrupts. That update is sent once: repeated blindly after
 * its transfer arrived and was acknowledged, it would send the units a second time, and they would never arrive.
 * Answers whether they left.
 */
export async function moveUnits(db: Db, from: string, to: string, n: number, at: Instant): Promise<boolean> {
  // Unique world-wide: one claim may need several moves, from several donors, in several tries.
  const transfer = `t_${random.token()}`;
  const left = await db.once.update(
    'stocks',
    { _id: from, free: _.gte(n) },
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
