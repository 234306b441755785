import * as v from 'valibot';
import { isEventName } from '../events';
import type { Instant, OfferId } from '../ids';
import { count, instant, offerId, parkDay, storeId } from './fields';
import { query } from './operation';

/** A park day, which is meant whole, or an instant; windows that are given by instants are half-open. */
const edge = v.union([parkDay, instant]);
const asOf = v.optional(instant);

/**
 * The redemption figures of one offer. Rates are ratios, null where nothing could be divided by. Claims count on the day
 * of the claim, and everything else with the claim it belongs to: the figures are final when the last of them has ended.
 */
export interface RedemptionFigures {
  offerId: OfferId;
  title: string;
  /** Units there ever were: published and raised. */
  issuedStock: number;
  /** Coupons that came into being in the window. */
  claimed: number;
  /** Of those, coupons that were written off at least once, net of undo. */
  redeemed: number;
  /** Write-offs, net of undo: of a multi-use coupon there may be several. */
  uses: number;
  /** Write-offs that were taken back. */
  undone: number;
  /** Ended without one use. */
  expired: number;
  /** claimed ÷ issued stock */
  claimRate: number | null;
  /** 核销率: redeemed ÷ claimed */
  redemptionRate: number | null;
  /** redeemed ÷ issued stock */
  ofStockRate: number | null;
  /** What the uses cost the park, fen. */
  value: number;
  /** Nothing can change any more: no coupon of the window can still be used. */
  final: boolean;
}

/** One step of a funnel; its members have done all steps before it, in order. */
export interface FunnelStep {
  event: string;
  members: number;
  /** members ÷ members of the first step; null: nobody began */
  conversion: number | null;
  /** Median of the time since the first step, ms; null: nobody came here */
  medianMs: number | null;
}

export const statsOps = {
  /** `asOf`: as the figures were known at that instant, the same whenever it is asked. */
  'stats.redemption': query<{ at: Instant; items: RedemptionFigures[] }>()(
    v.strictObject({
      offerId: v.optional(offerId),
      storeId: v.optional(storeId),
      from: v.optional(edge),
      to: v.optional(edge),
      asOf,
    }),
  ),
  /** Members who did the first step in the window, and the others after it within `windowMinutes` of it. */
  'stats.funnel': query<{ at: Instant; steps: FunnelStep[] }>()(
    v.strictObject({
      steps: v.pipe(v.array(v.pipe(v.string(), v.check(isEventName))), v.minLength(1), v.maxLength(8)),
      from: edge,
      to: edge,
      windowMinutes: count(1, 525_600),
      asOf,
    }),
  ),
};
