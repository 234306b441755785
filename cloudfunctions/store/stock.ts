import { endOfParkDay, parkDayOf } from '../../shared-types/park-day';
import { type OfferDoc, stockTerms } from '../domain/offer/offer';
import {
  homeShard,
  outlook,
  type Pool,
  type StockTerms,
  shardIdIn,
  type TakenUnit,
  type Taking,
} from '../domain/offer/stock';
import { type Result, refuse } from '../domain/result';
import { _, type Db } from '../platform/db';
import { random } from '../platform/random';
import { type Attempt, commit } from './commit';
import { arrive, buildShard, moveUnits, poolOf, raiseShard, readShards } from './shards';

type TakeCode = 'ended' | 'limit_reached' | 'sold_out' | 'sold_out_today';
export type Units = [TakenUnit, ...TakenUnit[]];
/** Units to take, all or none: for whom, how they count, and what follows from each. */
export interface Take {
  offer: OfferDoc;
  taking: Taking;
  /** One for a claim; for a bundle's part, as many as the bundle has of it. All of one member and instant. */
  units: Units;
  /** coupon: it is decided; bundle and part: held until all parts are taken. */
  to: 'coupon' | 'bundle' | 'part';
  bundleId?: string;
  /** Taken from what is reserved, by the park only; without it from what anybody can claim. */
  pool?: Pool;
}

/**
 * Takes units: one conditional update at the member's home shard, safe to repeat. Only when it matches nothing are
 * the shards read, to find out why. Answers the units as they were taken: a run that was interrupted is gone on with
 * as it began, whatever the clock says now.
 */
export async function takeUnits(db: Db, take: Take): Promise<Result<Units, TakeCode>> {
  let first = true;
  const taken = await commit(async (): Promise<Attempt<'before' | 'now', TakeCode>> => {
    // Optimistic once; after that, what the shards say decides.
    if (!first) {
      const answer = await clearTheWay(db, take);
      if (answer) return { answer };
    }
    first = false;
    return { write: () => takeAtHome(db, take), value: 'now' };
  });
  if (!taken.ok) return taken;
  const units = taken.value === 'before' ? await unitsTaken(db, take) : null;
  return { ok: true, value: units ?? take.units };
}

/**
 * Sent once, and looked for afterwards: repeated blindly, the units could be given back in between and be taken anew
 * under the ids of follow-ups that a job has carried out.
 */
function takeAtHome(db: Db, take: Take): Promise<number> {
  const { offer, taking, units, to, bundleId } = take;
  const [first] = units;
  const counting = taking === 'claim' ? claimTerms(offer, first) : grantTerms(units);
  return db.once.update(
    'stocks',
    { _id: homeOf(take), free: _.gte(units.length), ...counting.filter },
    {
      free: _.inc(-units.length),
      ...counting.change,
      ...(bundleId === undefined ? {} : { [`held.${first.couponId}`]: bundleId }),
      // Each take has entries of its own: units given back and taken again by a slower run of the same request must not
      // lose them to a job that acknowledges the entries of the earlier take.
      ob: _.push(
        units.map((unit) => ({ id: `${unit.couponId}.${random.token()}`, to, at: unit.at, d: unit })),
      ),
    },
  );
}

/** The shard a take happens at. */
export const homeOf = ({
  offer,
  units: [first],
  pool = poolOf(offer),
}: Pick<Take, 'offer' | 'units' | 'pool'>): string => shardIdIn(pool, homeShard(first.memberId, pool.shards));

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

const grantTerms = (units: Units) => ({
  filter: Object.fromEntries(units.map(({ couponId }) => [`gr.${couponId}`, _.exists(false)])),
  change: Object.fromEntries(units.map(({ couponId, memberId }) => [`gr.${couponId}`, memberId])),
});

/** What is reserved has no limit, no day and no raise of its own. */
const termsOf = ({ pool }: Take, offer: OfferDoc): StockTerms =>
  pool
    ? { shards: pool.shards, perMember: 0, stockPerDay: undefined, stopped: false, raises: [] }
    : stockTerms(offer);

/** Reads all shards and the offer as it is now, and does what stands in the way of a take, or says why it cannot be. */
async function clearTheWay(db: Db, take: Take): Promise<Result<'before', TakeCode> | null> {
  const { offer, taking, units, pool = poolOf(offer) } = take;
  const [unit] = units;
  const { memberId, couponId, at } = unit;
  const [shards, fresh] = await Promise.all([readShards(db, pool, unit), db.get('offers', offer._id)]);
  const wanted = { memberId, couponId, taking, units: units.length };
  const found = outlook(shards, wanted, parkDayOf(at), termsOf(take, fresh ?? offer));
  switch (found.is) {
    case 'mine':
      return { ok: true, value: 'before' };
    case 'ended':
    case 'sold_out':
      return refuse(found.is);
    case 'limit_reached':
      return refuse(found.is, { limit: offer.spec.perMember });
    case 'sold_out_today':
      return refuse(found.is, { opensAt: endOfParkDay(parkDayOf(at)) + 1 });
    case 'unbuilt':
      await buildShard(db, offer, found.k);
      return null;
    case 'unraised':
      await raiseShard(db, offer._id, found);
      return null;
    case 'donor':
      await moveUnits(db, shardIdIn(pool, found.k), homeOf(take), found.n, at);
      return null;
    case 'in_flight':
      await arrive(db, found);
      return null;
    case 'try_again':
      return null;
  }
}

/**
 * The units of a take whose follow-ups still wait at its shard, as they were taken: nobody has finished with them yet.
 * null: never taken, given back, or finished with.
 */
export async function unitsTaken(
  db: Db,
  take: Pick<Take, 'offer' | 'units' | 'pool'>,
): Promise<Units | null> {
  const [shard] = await db.find('stocks', { _id: homeOf(take) }, { fields: ['ob'], limit: 1 });
  const units = take.units.map(({ couponId }) => {
    const entry = shard?.ob.find(({ to, d }) => to !== 'shard' && (d as TakenUnit).couponId === couponId);
    return entry?.d as TakenUnit | undefined;
  });
  return units.every((unit) => unit !== undefined) ? (units as Units) : null;
}

/** Gives units back that turned out not to be wanted. Safe to repeat: the marks go with them. */
export async function giveBack(db: Db, take: Pick<Take, 'offer' | 'taking' | 'units'>): Promise<void> {
  const { offer, taking, units } = take;
  const { memberId, couponId } = units[0];
  const mark = taking === 'claim' ? { [`g.${memberId}`]: couponId } : { [`gr.${couponId}`]: _.exists(true) };
  const ids = units.map((unit) => unit.couponId);
  const unmark =
    taking === 'claim'
      ? { [`g.${memberId}`]: _.pull(couponId) }
      : Object.fromEntries(ids.map((id) => [`gr.${id}`, _.remove()]));
  const counted = taking === 'claim' && offer.spec.stockPerDay !== undefined;
  // The day it was taken on is the day it counted for, also when it is given back on another.
  const at = counted ? ((await unitsTaken(db, take)) ?? units)[0].at : undefined;
  const taken = at === undefined ? {} : { ob: _.elemMatch({ 'd.couponId': couponId, at }) };
  await db.update(
    'stocks',
    { _id: homeOf(take), ...mark, ...taken },
    {
      free: _.inc(units.length),
      ...unmark,
      ...(at === undefined ? {} : { [`day.${parkDayOf(at)}`]: _.inc(-1) }),
      [`held.${couponId}`]: _.remove(),
      ob: _.pull({ 'd.couponId': _.in(ids) }),
    },
  );
}
