import { parkDayOf } from '../../shared-types/park-day';
import { type OfferDoc, stockTerms } from '../domain/offer/offer';
import {
  homeShard,
  isMarked,
  newShard,
  outlook,
  type ShardSight,
  type StockFollowUp,
  shardId,
  type TakenUnit,
  type Taking,
} from '../domain/offer/stock';
import { type Result, refuse } from '../domain/result';
import { _, type Db, isDuplicate } from '../platform/db';
import { random } from '../platform/random';
import { type Attempt, commit } from './commit';

type TakeCode = 'ended' | 'limit_reached' | 'sold_out' | 'sold_out_today';
type Taken = Result<{ taken: true }, TakeCode>;
/** One unit to take: for whom, how it counts, and what follows from it. */
export interface Take {
  offer: OfferDoc;
  unit: TakenUnit;
  taking: Taking;
  /** coupon: it is decided; bundle and part: held until all parts are taken. */
  follow: Pick<Extract<StockFollowUp, { d: TakenUnit }>, 'to' | 'd'>;
}

/**
 * Takes one unit: one conditional update at the member's home shard, safe to repeat. Only when it matches nothing
 * are the shards read, to find out why.
 */
export function takeUnit(db: Db, take: Take): Promise<Taken> {
  let first = true;
  return commit(async (): Promise<Attempt<{ taken: true }, TakeCode>> => {
    // Optimistic once; after that, what the shards say decides.
    if (!first) {
      const answer = await clearTheWay(db, take);
      if (answer) return { answer };
    }
    first = false;
    return { write: () => takeAtHome(db, take), value: { taken: true } };
  });
}

function takeAtHome(db: Db, { offer, unit, taking, follow }: Take): Promise<number> {
  const { memberId, couponId, at } = unit;
  const counting = taking === 'claim' ? claimTerms(offer, unit) : grantTerms(unit);
  return db.update(
    'stocks',
    { _id: shardId(offer._id, homeShard(memberId, offer.shards)), free: _.gt(0), ...counting.filter },
    {
      free: _.inc(-1),
      ...counting.change,
      ...(follow.to === 'coupon' ? {} : { held: _.inc(1) }),
      ob: _.push([{ id: couponId, to: follow.to, at, d: follow.d }]),
    },
  );
}

/** A claim: not stopped, not mine already, below the limit, and the day's stock not gone. */
function claimTerms({ spec }: OfferDoc, { memberId, couponId, at }: TakenUnit) {
  const day = `day.${parkDayOf(at)}`;
  const perDay = spec.stockPerDay;
  return {
    filter: {
      stopped: _.neq(true),
      [`g.${memberId}`]: _.neq(couponId),
      // No element at the position of the limit: the member holds fewer.
      [`g.${memberId}.${spec.perMember - 1}`]: _.exists(false),
      // `not gte` also matches a day nobody has claimed on yet.
      ...(perDay === undefined ? {} : { [day]: _.not(_.gte(perDay)) }),
    },
    change: { [`g.${memberId}`]: _.push([couponId]), ...(perDay === undefined ? {} : { [day]: _.inc(1) }) },
  };
}

const grantTerms = ({ memberId, couponId }: TakenUnit) => ({
  filter: { [`gr.${couponId}`]: _.exists(false) },
  change: { [`gr.${couponId}`]: memberId },
});

/** Reads all shards and the offer as it is now, and does what stands in the way of a take, or says why it cannot be. */
async function clearTheWay(db: Db, { offer, unit, taking }: Take): Promise<Taken | null> {
  const [shards, fresh] = await Promise.all([readShards(db, offer, unit), db.get('offers', offer._id)]);
  const terms = stockTerms(fresh ?? offer);
  const found = outlook(shards, unit, taking, parkDayOf(unit.at), terms);
  switch (found.is) {
    case 'mine':
      return { ok: true, value: { taken: true } };
    case 'ended':
    case 'limit_reached':
    case 'sold_out':
    case 'sold_out_today':
      return refuse(found.is);
    case 'unbuilt':
      await buildShard(db, offer, found.k);
      return null;
    case 'unraised':
      await raiseShard(db, offer._id, found);
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
const readShards = (db: Db, offer: OfferDoc, { memberId, couponId }: TakenUnit): Promise<ShardSight[]> =>
  db.find(
    'stocks',
    { offerId: offer._id },
    { fields: [...SHARD_FIELDS, `g.${memberId}`, `gr.${couponId}`] },
  ) as Promise<ShardSight[]>;
const SHARD_FIELDS = ['k', 'free', 'day', 'out', 'in', 'held', 'stopped', 'raise'];

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

/** Gives a unit back that turned out not to be wanted. Safe to repeat: the mark goes with it. */
export async function giveBack(db: Db, { offer, unit, taking, follow }: Take): Promise<void> {
  const { memberId, couponId, at } = unit;
  const mark = taking === 'claim' ? { [`g.${memberId}`]: couponId } : { [`gr.${couponId}`]: _.exists(true) };
  const unmark =
    taking === 'claim' ? { [`g.${memberId}`]: _.pull(couponId) } : { [`gr.${couponId}`]: _.remove() };
  const counted = taking === 'claim' && offer.spec.stockPerDay !== undefined;
  await db.update(
    'stocks',
    { _id: shardId(offer._id, homeShard(memberId, offer.shards)), ...mark },
    {
      free: _.inc(1),
      ...unmark,
      ...(counted ? { [`day.${parkDayOf(at)}`]: _.inc(-1) } : {}),
      ...(follow.to === 'coupon' ? {} : { held: _.inc(-1) }),
      ob: _.pull({ id: couponId }),
    },
  );
}

/** Whether the member's home shard proves that this unit was taken. */
export async function takenBefore(db: Db, { offer, unit, taking }: Take): Promise<boolean> {
  const id = shardId(offer._id, homeShard(unit.memberId, offer.shards));
  const fields = [`g.${unit.memberId}`, `gr.${unit.couponId}`];
  const [shard] = await db.find('stocks', { _id: id }, { fields, limit: 1 });
  return shard !== undefined && isMarked({ g: shard.g ?? {}, gr: shard.gr ?? {} }, unit, taking);
}
