import type { CouponId, Instant, MemberId, OfferId } from '../../../shared-types/ids';

/**
 * Hot stock. The units of an offer are spread over `shards` documents; a member claims only at the home shard, so
 * that stock, limit and replay are decided by one conditional update with no read before it. The shard keeps the
 * ids it gave out (`g`): they are the proof for a repeat and the count for the limit.
 */
export interface StockDoc {
  _id: string;
  offerId: OfferId;
  /** The campaign or round its units are reserved for; null: anybody's. */
  reservedFor: string | null;
  k: number;
  free: number;
  /** Coupons each member took here; they count for the limit per member. */
  g: Record<MemberId, CouponId[]>;
  /** Coupons the park gave out here: parts of bundles, prizes, gifts. They count for nothing but the stock. */
  gr: Record<CouponId, MemberId>;
  /** Takes for bundles that are not decided yet (first coupon → bundle): their units may come back. */
  held: Record<CouponId, string>;
  /** How each bundle that was claimed here ended; kept for good, for its repeats. */
  bundles: Record<string, 'issued' | 'void'>;
  /** The operator has stopped the offer: nothing is claimed any more. */
  stopped: boolean;
  /** Raises of the stock that arrived here: raise → units. */
  raise: Record<string, number>;
  /** Units taken per park day, where the offer has a daily stock. */
  day: Record<string, number>;
  /** Orders that took units here and have not had their goods yet: order → units. Group-buy only. */
  orders: Record<string, number>;
  /** Orders each member has here in groups; they count for the limit of groups. */
  go: Record<MemberId, string[]>;
  /** Orders whose units went back, or never came: a late take must not happen. */
  gone: Record<string, Instant>;
  /** Units on their way to another shard: transfer → which shard and how many. */
  out: Record<string, { to: string; n: number }>;
  /** Transfers that arrived. Kept for good: a late repeat must not arrive twice. */
  in: Record<string, number>;
  /** What was reserved of it: turn of a reservation → units, 0 too. Kept for good; absent: nothing ever was. */
  given?: Record<string, number>;
  ob: StockFollowUp[];
}
export type StockFollowUp =
  | { id: string; to: 'coupon'; at: Instant; d: TakenUnit }
  | { id: string; to: 'bundle'; at: Instant; d: TakenUnit }
  | { id: string; to: 'part'; at: Instant; d: TakenUnit & { bundle: BundleRef } }
  | { id: string; to: 'shard'; at: Instant; d: { to: string; n: number } };

/** What is needed to make the coupon of a taken unit, by whoever gets to it first. */
export interface TakenUnit {
  couponId: CouponId;
  memberId: MemberId;
  at: Instant;
  key: string;
  hash: string;
  channel: string | null;
  /** The claim's request, unique over all coupons; on the first coupon that a claim makes, and on nothing else. */
  rid?: string;
  /** Set on what the park gives by itself; a claim has none. */
  origin?: GrantOrigin;
  /** Validity of its own instead of the offer's. */
  window?: { startAt: Instant; endAt: Instant };
}

/** The unit that a person's request claims. */
export type ClaimedUnit = TakenUnit & { rid: string };

/** Why the park gives a coupon: a rung of check-in, a birthday, a prize, goods of a group-buy. Prizes cannot be given on. */
export type GrantOrigin = 'rung' | 'birthday' | 'prize' | 'goods';

/** The bundle a part was taken for, and the shard that knows how it ended. */
export interface BundleRef {
  id: string;
  shardId: string;
}

/** A shard document is written as a whole by each claim; at this many units it stays a few kilobytes. */
export const UNITS_PER_SHARD = 250;
const MAX_SHARDS = 1000;

/** How many shards an offer gets at publishing. A daily stock cannot move between shards, so it has one. */
export const shardCount = (stock: number, stockPerDay: number | undefined): number =>
  stockPerDay === undefined ? Math.min(MAX_SHARDS, Math.max(1, Math.ceil(stock / UNITS_PER_SHARD))) : 1;

export const shardId = (offerId: OfferId, k: number): string => `stk_${offerId}_${k}`;

/** Shards that lend each other units: an offer's own, or those reserved of it for a campaign or round. */
export interface Pool {
  offerId: OfferId;
  reservedFor: string | null;
  shards: number;
}
export const shardIdIn = ({ offerId, reservedFor }: Pool, k: number): string =>
  reservedFor === null ? shardId(offerId, k) : `stk_${offerId}_${reservedFor}_${k}`;

/** The shard a member claims at; member ids are HMACs, so their characters are evenly spread. */
export function homeShard(memberId: MemberId, shards: number): number {
  let hash = 0;
  for (let i = 0; i < memberId.length; i++) hash = (hash * 31 + memberId.charCodeAt(i)) >>> 0;
  return hash % shards;
}

/** Shard k of an offer at publishing: stock split so that shards differ by one unit at most. */
export const newShard = (offerId: OfferId, stock: number, shards: number, k: number): StockDoc =>
  shardIn({ offerId, reservedFor: null, shards }, k, shareOf(stock, shards, k));

/** Shard k of a pool, with so many units. */
export const shardIn = (pool: Pool, k: number, free: number): StockDoc => ({
  _id: shardIdIn(pool, k),
  offerId: pool.offerId,
  reservedFor: pool.reservedFor,
  k,
  free,
  g: {},
  gr: {},
  held: {},
  bundles: {},
  stopped: false,
  raise: {},
  day: {},
  orders: {},
  go: {},
  gone: {},
  out: {},
  in: {},
  ob: [],
});

/**
 * Who a unit is taken for. A claim counts for the member's limit and the day's stock; what the park gives out by
 * itself (parts of bundles, prizes, gifts) counts in the stock only.
 */
export type Taking = 'claim' | 'grant';

/** A shard as read to find out why a take matched nothing: everything but other people's marks and the outbox. */
export type ShardSight = Pick<
  StockDoc,
  '_id' | 'k' | 'free' | 'day' | 'out' | 'in' | 'held' | 'stopped' | 'raise' | 'g' | 'gr'
>;

/** What is wanted at the home shard: `units` at once, all or none. */
export interface Wanted {
  memberId: MemberId;
  /** The mark to look for: the first of the coupons. */
  couponId: CouponId;
  taking: Taking;
  units: number;
}

export type TakeOutlook =
  | { is: 'mine' }
  | { is: 'ended' }
  | { is: 'limit_reached' }
  | { is: 'sold_out' }
  | { is: 'sold_out_today' }
  | { is: 'try_again' }
  | { is: 'unbuilt'; k: number }
  | { is: 'unraised'; k: number; raise: string; n: number }
  | { is: 'donor'; k: number; n: number }
  | { is: 'in_flight'; transfer: string; to: string; n: number };

/** What of an offer decides about its stock. */
export interface StockTerms {
  shards: number;
  perMember: number;
  stockPerDay: number | undefined;
  /** Claiming has ended, whether or not the shards know it yet. */
  stopped: boolean;
  raises: Array<{ id: string; by: number }>;
}

/**
 * Why a take at the home shard matched nothing, in the order of the refusals. `sold_out` only if every shard is
 * empty, nothing is on its way between two of them, no raise is still to arrive and no bundle holds a unit that may
 * come back, all in one consistent read.
 */
export function outlook(shards: ShardSight[], wanted: Wanted, day: string, terms: StockTerms): TakeOutlook {
  const { memberId, taking } = wanted;
  const byNumber = new Map(shards.map((shard) => [shard.k, shard]));
  for (let k = 0; k < terms.shards; k++) if (!byNumber.has(k)) return { is: 'unbuilt', k };
  const home = byNumber.get(homeShard(memberId, terms.shards)) as ShardSight;
  if (isMarked(home, wanted)) return { is: 'mine' };
  if (taking === 'claim') {
    if (home.stopped || terms.stopped) return { is: 'ended' };
    if ((home.g[memberId] ?? []).length + wanted.units > terms.perMember) return { is: 'limit_reached' };
  }
  if (home.free >= wanted.units) {
    const soldToday =
      taking === 'claim' && (home.day[day] ?? 0) >= (terms.stockPerDay ?? Number.POSITIVE_INFINITY);
    return { is: soldToday ? 'sold_out_today' : 'try_again' };
  }
  return whereUnitsAre(shards, home, wanted, terms);
}

export const isMarked = (
  shard: Pick<ShardSight, 'g' | 'gr'>,
  { memberId, couponId, taking }: Pick<Wanted, 'memberId' | 'couponId' | 'taking'>,
): boolean =>
  taking === 'claim' ? (shard.g[memberId] ?? []).includes(couponId) : shard.gr[couponId] !== undefined;

function whereUnitsAre(
  shards: ShardSight[],
  home: ShardSight,
  wanted: Wanted,
  terms: StockTerms,
): TakeOutlook {
  const others = shards.filter((shard) => shard !== home && shard.free > 0);
  const free = others.reduce((sum, shard) => sum + shard.free, home.free);
  if (free >= wanted.units) {
    const richest = others.reduce((a, b) => (b.free > a.free ? b : a));
    // At least what is missing, else half: repeated takes at this home need few transfers.
    const n = Math.max(wanted.units - home.free, Math.ceil(richest.free / 2));
    return { is: 'donor', k: richest.k, n: Math.min(n, richest.free) };
  }
  for (const from of shards)
    for (const [transfer, { to, n }] of Object.entries(from.out)) {
      const target = shards.find((shard) => shard._id === to);
      // What is on its way to another pool does not come back to this one.
      if (target && target.in[transfer] === undefined) return { is: 'in_flight', transfer, to, n };
    }
  for (const { id, by } of terms.raises)
    for (const shard of shards)
      if (shard.raise[id] === undefined)
        return { is: 'unraised', k: shard.k, raise: id, n: shareOf(by, terms.shards, shard.k) };
  const mayComeBack = shards.some(({ held }) => Object.keys(held).length > 0);
  return mayComeBack || knowsOfMore(shards, terms) ? { is: 'try_again' } : { is: 'sold_out' };
}

/** A shard has part of a raise that the offer, read beside it, does not name yet: the rest of it is on its way. */
const knowsOfMore = (shards: ShardSight[], { raises }: StockTerms): boolean =>
  shards.some(({ raise }) => Object.keys(raise).some((name) => raises.every(({ id }) => id !== name)));

/** Shard k's part of `units` spread over all shards: parts differ by one at most and add up exactly. */
export const shareOf = (units: number, shards: number, k: number): number =>
  Math.floor(units / shards) + (k < units % shards ? 1 : 0);
