import type { CouponId, Instant, MemberId } from '../../shared-types/ids';
import { parkDayOf } from '../../shared-types/park-day';
import { homeShard, outlook, type Pool, shardIdIn, type Wanted } from '../domain/offer/stock';
import { type Result, refuse } from '../domain/result';
import { _, type Db } from '../platform/db';
import { type Attempt, commit } from './commit';
import { arrive, moveUnits, readShards } from './shards';

/** The goods of one order, held in the reservation of its campaign from the order until delivery or give-back. */
export interface OrderGoods {
  pool: Pool;
  orderId: string;
  memberId: MemberId;
  /** Ids of the coupons it will become: count × quantity. */
  couponIds: [CouponId, ...CouponId[]];
  at: Instant;
}
/** Limits per member over the campaign; closed, failed and refunded orders do not count, since their marks are gone. */
export interface OrderLimits {
  /** Coupons. */
  units: number;
  /** Groups; null: this order is none (bought alone). */
  groups: number | null;
}
type Taken = Result<{ taken: true }, 'limit_reached' | 'sold_out' | 'ended' | 'gone'>;

/**
 * Takes the goods of an order: stock, both limits and the order's own mark in one conditional update at the member's
 * home shard, safe to repeat. `gone`: the order was given up before; a late take must not happen.
 */
export function takeGoods(db: Db, goods: OrderGoods, limits: OrderLimits): Promise<Taken> {
  let first = true;
  return commit(
    async (): Promise<Attempt<{ taken: true }, 'limit_reached' | 'sold_out' | 'ended' | 'gone'>> => {
      if (!first) {
        const answer = await clearTheWay(db, goods, limits);
        if (answer) return { answer };
      }
      first = false;
      return { write: () => takeAtHome(db, goods, limits), value: { taken: true } };
    },
  );
}

const homeOf = ({ pool, memberId }: OrderGoods): string => shardIdIn(pool, homeShard(memberId, pool.shards));

function takeAtHome(db: Db, goods: OrderGoods, { units, groups }: OrderLimits): Promise<number> {
  const { orderId, memberId, couponIds } = goods;
  const n = couponIds.length;
  const inGroup = groups !== null;
  if (n > units) return Promise.resolve(0);
  return db.update(
    'stocks',
    {
      _id: homeOf(goods),
      free: _.gte(n),
      stopped: _.neq(true),
      [`orders.${orderId}`]: _.exists(false),
      [`gone.${orderId}`]: _.exists(false),
      [`g.${memberId}`]: _.neq(couponIds[0]),
      // No element where the last of the allowed would stand after this take.
      [`g.${memberId}.${units - n}`]: _.exists(false),
      ...(inGroup ? { [`go.${memberId}.${groups - 1}`]: _.exists(false) } : {}),
    },
    {
      free: _.inc(-n),
      [`orders.${orderId}`]: n,
      [`g.${memberId}`]: _.push([...couponIds]),
      ...(inGroup ? { [`go.${memberId}`]: _.push([orderId]) } : {}),
    },
  );
}

async function clearTheWay(db: Db, goods: OrderGoods, limits: OrderLimits): Promise<Taken | null> {
  const { pool, orderId, memberId, couponIds, at } = goods;
  const [couponId] = couponIds;
  const [shards, [home]] = await Promise.all([
    readShards(db, pool, { memberId, couponId }),
    db.find(
      'stocks',
      { _id: homeOf(goods) },
      { fields: [`go.${memberId}`, `gone.${orderId}`, `orders.${orderId}`], limit: 1 },
    ),
  ]);
  if (home?.orders?.[orderId] !== undefined) return { ok: true, value: { taken: true } };
  if (home?.gone?.[orderId] !== undefined) return refuse('gone');
  const wanted: Wanted = {
    memberId,
    couponId,
    taking: 'claim',
    units: couponIds.length,
  };
  const terms = {
    shards: pool.shards,
    perMember: limits.units,
    stockPerDay: undefined,
    stopped: false,
    raises: [],
  };
  const found = outlook(shards, wanted, parkDayOf(at), terms);
  if (found.is === 'mine') return { ok: true, value: { taken: true } };
  if (limits.groups !== null && (home?.go?.[memberId] ?? []).length >= limits.groups)
    return refuse('limit_reached', { groups: limits.groups });
  switch (found.is) {
    case 'limit_reached':
    case 'ended':
    case 'sold_out':
      return refuse(found.is);
    case 'donor':
      await moveUnits(db, shardIdIn(pool, found.k), homeOf(goods), found.n, at);
      return null;
    case 'in_flight':
      await arrive(db, found);
      return null;
    default:
      return null;
  }
}

/** Gives the goods of an order back, or sees to it that they are never taken. Safe to repeat. */
export async function returnGoods(db: Db, goods: OrderGoods): Promise<void> {
  const { orderId, memberId, couponIds, at } = goods;
  const _id = homeOf(goods);
  await db.update(
    'stocks',
    { _id, [`orders.${orderId}`]: _.exists(true) },
    {
      free: _.inc(couponIds.length),
      [`orders.${orderId}`]: _.remove(),
      [`g.${memberId}`]: _.pullAll([...couponIds]),
      [`go.${memberId}`]: _.pull(orderId),
      [`gone.${orderId}`]: at,
    },
  );
  await db.update(
    'stocks',
    {
      _id,
      [`orders.${orderId}`]: _.exists(false),
      [`gone.${orderId}`]: _.exists(false),
      [`g.${memberId}`]: _.neq(couponIds[0]),
    },
    { [`gone.${orderId}`]: at },
  );
}

/** Says that the goods of orders have become coupons: one update for all of one campaign's shards. */
export async function goodsDelivered(db: Db, delivered: OrderGoods[]): Promise<void> {
  if (delivered.length === 0) return;
  const ended = Object.fromEntries(delivered.map(({ orderId }) => [`orders.${orderId}`, _.remove()]));
  await db.update('stocks', { _id: _.in([...new Set(delivered.map(homeOf))]) }, ended);
}

/**
 * Takes refunded goods, whose coupons were revoked, out of the member's limits. Their units stay used up: a revoked coupon
 * is an issued one.
 */
export async function forgetGoods(db: Db, goods: OrderGoods): Promise<void> {
  const { memberId, couponIds, orderId } = goods;
  const marks = Object.fromEntries(couponIds.map((couponId) => [`gr.${couponId}`, memberId]));
  await db.update(
    'stocks',
    { _id: homeOf(goods), [`g.${memberId}`]: couponIds[0] },
    { ...marks, [`g.${memberId}`]: _.pullAll([...couponIds]), [`go.${memberId}`]: _.pull(orderId) },
  );
}
