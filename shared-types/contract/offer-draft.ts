import * as v from 'valibot';
import { audience } from './audience';
import { clockTime, count, fen, instant, offerId, parkDay, storeId, text } from './fields';

const validity = v.variant('type', [
  v.strictObject({ type: v.literal('fixed'), from: instant, to: instant }),
  v.strictObject({ type: v.literal('afterClaim'), startInDays: count(0, 366), days: count(1, 3660) }),
]);

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

const savedOffer = v.object(offerDraft);
export type OfferDraft = v.InferOutput<typeof savedOffer>;
export type { Audience } from './audience';
