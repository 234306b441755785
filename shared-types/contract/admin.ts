import * as v from 'valibot';
import type { CouponId, Instant, OfferId, StoreId } from '../ids';
import { CONFIG_KEYS, type ConfigKey, configSchemas } from './config';
import { clockTime, count, couponId, fen, instant, offerId, parkDay, storeId, text } from './fields';
import { command, query } from './operation';

const validity = v.variant('type', [
  v.strictObject({ type: v.literal('fixed'), from: instant, to: instant }),
  v.strictObject({ type: v.literal('afterClaim'), startInDays: count(0, 366), days: count(1, 3660) }),
]);

const audience = v.strictObject({
  everyone: v.optional(v.literal(true)),
  tierAtLeast: v.optional(v.picklist(['bronze', 'silver', 'gold', 'diamond'])),
  validPass: v.optional(v.boolean()),
  tag: v.optional(text(64)),
  segmentId: v.optional(text(64)),
  newMemberDays: v.optional(count(1, 3660)),
  openids: v.optional(
    v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(64))), v.maxLength(2000)),
  ),
});

/** What an operator fills in. A draft may be incomplete in what publishing asks for, never malformed. */
export const offerDraft = {
  title: text(60),
  kind: v.picklist(['cash', 'discount', 'exchange', 'multi', 'bundle']),
  stock: count(0, 1_000_000),
  stockPerDay: v.optional(count(1, 1_000_000)),
  perMember: count(1, 1000),
  claimFrom: instant,
  claimTo: instant,
  validity,
  amount: v.optional(fen),
  threshold: v.optional(fen),
  percent: v.optional(count(1, 100)),
  cap: v.optional(fen),
  goods: v.optional(text(60)),
  uses: v.optional(count(1, 99)),
  usesPerDay: v.optional(count(1, 99)),
  minGapDays: v.optional(count(0, 366)),
  parts: v.optional(
    v.pipe(v.array(v.strictObject({ offerId, count: count(1, 20) })), v.minLength(1), v.maxLength(20)),
  ),
  weekdays: v.optional(v.pipe(v.array(count(1, 7)), v.minLength(1), v.maxLength(7))),
  hours: v.optional(
    v.pipe(v.array(v.strictObject({ from: clockTime, to: clockTime })), v.minLength(1), v.maxLength(12)),
  ),
  blackout: v.optional(v.pipe(v.array(parkDay), v.maxLength(366))),
  audience: v.optional(audience),
  stores: v.union([v.literal('all'), v.pipe(v.array(storeId), v.minLength(1), v.maxLength(500))]),
  costPerUse: v.optional(fen),
};

/** The books of every offer beside its coupons; `differences` is empty or names the rows. */
export interface ReconcileView {
  at: Instant;
  offers: Array<{
    offerId: OfferId;
    stock: number;
    issued: number;
    unused: number;
    partlyUsed: number;
    used: number;
    expired: number;
    revoked: number;
    inTransfer: number;
    redemptions: number;
  }>;
  points: { members: number; ledger: number };
  money: {
    paid: number;
    refunded: number;
    delivered: number;
    open: number;
    unmatched: number;
    provider: number;
  };
  differences: Array<{ what: string; id: string; expected: number; found: number }>;
}

export interface ConfigValue {
  key: ConfigKey;
  version: number;
  value: unknown;
}
/** One shape a key, so that a wrong field of a value is named. */
const configChange = v.variant(
  'key',
  CONFIG_KEYS.map((key) =>
    v.strictObject({ key: v.literal(key), value: configSchemas[key], version: count(0, 1_000_000) }),
  ),
);

export const adminOps = {
  'offer.save': command<{ offerId: OfferId }>()(
    v.strictObject({ offerId: v.optional(offerId), ...offerDraft }),
  ),
  'offer.publish': command<{ offerId: OfferId }>()(v.strictObject({ offerId })),
  'offer.stop': command<{ offerId: OfferId }>()(v.strictObject({ offerId })),
  'offer.raiseStock': command<{ offerId: OfferId; stock: number }>()(
    v.strictObject({ offerId, by: count(1, 1_000_000) }),
  ),
  'offer.copy': command<{ offerId: OfferId }>()(v.strictObject({ offerId, shiftDays: count(-3660, 3660) })),
  'coupon.revoke': command<{ couponId: CouponId }>()(v.strictObject({ couponId, reason: text(200) }), [
    'already_used',
    'revoked',
    'own_coupon',
  ]),
  'staff.save': command<{ openid: string }>()(
    v.strictObject({
      openid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/)),
      name: text(32),
      role: v.picklist(['clerk', 'manager', 'operator', 'analyst']),
      stores: v.union([v.literal('all'), v.pipe(v.array(storeId), v.maxLength(500))]),
      active: v.boolean(),
    }),
  ),
  'store.save': command<{ storeId: StoreId }>()(v.strictObject({ storeId, name: text(32) })),
  'config.get': query<ConfigValue>()(v.strictObject({ key: v.picklist(CONFIG_KEYS) })),
  /** `version` is the one that was read; the answer carries the next. */
  'config.set': command<ConfigValue>()(configChange),
  'stats.reconcile': query<ReconcileView>()(v.strictObject({})),
  /** What the last night's job found; null before the first. */
  'stats.nightlyBooks': query<ReconcileView | null>()(v.strictObject({})),
};
const savedOffer = v.object(offerDraft);
export type OfferDraft = v.InferOutput<typeof savedOffer>;
export type Audience = v.InferOutput<typeof audience>;
