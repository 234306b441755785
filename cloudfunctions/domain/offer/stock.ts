import type { CouponId, Instant, MemberId, OfferId } from '../../../shared-types/ids';

/**
 * Hot stock. The units of an offer are spread over `shards` documents; a member claims only at the home shard, so
 * that stock, limit and replay are decided by one conditional update with no read before it. The shard keeps the
 * ids it gave out (`g`): they are the proof for a repeat and the count for the limit.
 */
export interface StockDoc {
  _id: string;
  offerId: OfferId;
  k: number;
  free: number;
  /** Coupons each member took here. */
  g: Record<MemberId, CouponId[]>;
  /** Units taken per park day, where the offer has a daily stock. */
  day: Record<string, number>;
  /** Units on their way to another shard: transfer → where and how many. */
  out: Record<string, { to: number; n: number }>;
  /** Transfers that arrived. Kept for good: a late repeat must not arrive twice. */
  in: Record<string, number>;
  ob: StockFollowUp[];
}
export type StockFollowUp =
  | { id: string; to: 'coupon'; at: Instant; d: TakenUnit }
  | { id: string; to: 'shard'; at: Instant; d: { to: number; n: number } };

/** What is needed to make the coupon of a taken unit, by whoever gets to it first. */
export interface TakenUnit {
  couponId: CouponId;
  memberId: MemberId;
  at: Instant;
  key: string;
  hash: string;
  channel: string | null;
}

/** A shard document is written as a whole by each claim; at this many units it stays a few kilobytes. */
export const UNITS_PER_SHARD = 250;
const MAX_SHARDS = 1000;

/** How many shards an offer gets at publishing. A daily stock cannot move between shards, so it has one. */
export const shardCount = (stock: number, stockPerDay: number | undefined): number =>
  stockPerDay === undefined ? Math.min(MAX_SHARDS, Math.max(1, Math.ceil(stock / UNITS_PER_SHARD))) : 1;

export const shardId = (offerId: OfferId, k: number): string => `stk_${offerId}_${k}`;

/** The shard a member claims at; member ids are HMACs, so their characters are evenly spread. */
export function homeShard(memberId: MemberId, shards: number): number {
  let hash = 0;
  for (let i = 0; i < memberId.length; i++) hash = (hash * 31 + memberId.charCodeAt(i)) >>> 0;
  return hash % shards;
}

/** Shard k of an offer at publishing: stock split so that shards differ by one unit at most. */
export const newShard = (offerId: OfferId, stock: number, shards: number, k: number): StockDoc => ({
  _id: shardId(offerId, k),
  offerId,
  k,
  free: Math.floor(stock / shards) + (k < stock % shards ? 1 : 0),
  g: {},
  day: {},
  out: {},
  in: {},
  ob: [],
});

/** A shard as read to find out why a claim's update matched nothing: everything but other people's marks. */
export type ShardSight = Pick<StockDoc, '_id' | 'k' | 'free' | 'day' | 'out' | 'in'> & { g: StockDoc['g'] };

export type ClaimOutlook =
  | { is: 'mine' }
  | { is: 'limit_reached' }
  | { is: 'sold_out' }
  | { is: 'sold_out_today' }
  | { is: 'try_again' }
  | { is: 'unbuilt'; k: number }
  | { is: 'donor'; k: number; n: number }
  | { is: 'in_flight'; transfer: string; from: number; to: number; n: number };

/**
 * Why a claim at the home shard matched nothing, in the order of the refusals. `sold_out` only if every shard is
 * empty and nothing is on its way between two of them, in one consistent read.
 */
export function outlook(
  shards: ShardSight[],
  claim: { memberId: MemberId; couponId: CouponId; limit: number; day: string },
  offer: { shards: number; stockPerDay: number | undefined },
): ClaimOutlook {
  const home = homeShard(claim.memberId, offer.shards);
  const byNumber = new Map(shards.map((shard) => [shard.k, shard]));
  for (let k = 0; k < offer.shards; k++) if (!byNumber.has(k)) return { is: 'unbuilt', k };

  const own = byNumber.get(home) as ShardSight;
  const mine = own.g[claim.memberId] ?? [];
  if (mine.includes(claim.couponId)) return { is: 'mine' };
  if (mine.length >= claim.limit) return { is: 'limit_reached' };
  if (own.free > 0) {
    const soldToday = (own.day[claim.day] ?? 0) >= (offer.stockPerDay ?? Number.POSITIVE_INFINITY);
    return { is: soldToday ? 'sold_out_today' : 'try_again' };
  }
  const richest = shards.reduce((a, b) => (b.free > a.free ? b : a));
  // Half of what the richest has: repeated claims at this home need few transfers, and the donor is not emptied.
  if (richest.free > 0) return { is: 'donor', k: richest.k, n: Math.ceil(richest.free / 2) };
  for (const from of shards)
    for (const [transfer, { to, n }] of Object.entries(from.out))
      if (byNumber.get(to)?.in[transfer] === undefined)
        return { is: 'in_flight', transfer, from: from.k, to, n };
  return { is: 'sold_out' };
}
