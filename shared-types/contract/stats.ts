import * as v from 'valibot';
import { isEventName } from '../events';
import type { Instant, OfferId } from '../ids';
import { campaignId, count, instant, offerId, parkDay, storeId } from './fields';
import type { CampaignFigures, OverviewView, TagCount } from './figures';
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

const redemptionInput = {
  offerId: v.optional(offerId),
  storeId: v.optional(storeId),
  from: v.optional(edge),
  to: v.optional(edge),
  asOf,
};
/** Park days, both meant whole; without them the thirty days that end today. */
const daysInput = { from: v.optional(parkDay), to: v.optional(parkDay), asOf };
const campaignInput = { campaignId: v.optional(campaignId), ...daysInput };
const tagsInput = { asOf };
const funnelInput = {
  steps: v.pipe(v.array(v.pipe(v.string(), v.check(isEventName))), v.minLength(1), v.maxLength(8)),
  from: edge,
  to: edge,
  windowMinutes: count(1, 525_600),
  asOf,
};

/** A table to take along: which figures, and what they are asked with. */
const exported = v.variant('what', [
  v.strictObject({ what: v.literal('overview'), ...daysInput }),
  v.strictObject({ what: v.literal('redemption'), ...redemptionInput }),
  v.strictObject({ what: v.literal('campaign'), ...campaignInput }),
  v.strictObject({ what: v.literal('tags'), ...tagsInput }),
  v.strictObject({ what: v.literal('funnel'), ...funnelInput }),
]);
export type ExportInput = v.InferOutput<typeof exported>;

export const statsOps = {
  /** What went on, by park day, and what it comes to. At most 800 days at once. */
  'stats.overview': query<OverviewView>()(v.strictObject(daysInput)),
  /** Campaigns of group-buys: who saw them, who took part, what came in. */
  'stats.campaign': query<{ at: Instant; items: CampaignFigures[] }>()(v.strictObject(campaignInput)),
  /** How many members have which tag: the newest count, which is made each night and when a rule was changed. null: none yet. */
  'stats.tags': query<TagCount | null>()(v.strictObject(tagsInput)),
  /** The same figures as a table (CSV, UTF-8) in cloud storage; the file is dropped after a day. */
  'stats.export': query<{ fileId: string; url: string; rows: number; until: Instant }>()(exported),
  /** `asOf`: as the figures were known at that instant, the same whenever it is asked. */
  'stats.redemption': query<{ at: Instant; items: RedemptionFigures[] }>()(v.strictObject(redemptionInput)),
  /** Members who did the first step in the window, and the others after it within `windowMinutes` of it. */
  'stats.funnel': query<{ at: Instant; steps: FunnelStep[] }>()(v.strictObject(funnelInput)),
};
