import type { CampaignId, Fen, Instant, ParkDay } from '../ids';
import type { TagKind } from './tags';

/**
 * What one park day comes to. Sums may be added over days; heads (`uv`, `guests`, `active`, `sharers`) may not, since one
 * person may be in several days. Staff and test accounts are in none of it.
 */
export interface DayFigures {
  day: ParkDay;
  /** Page views. */
  pv: number;
  /** Members who viewed a page; people who are no members. */
  uv: number;
  guests: number;
  /** DAU: members whose phone told of anything but leaving a page. */
  active: number;
  /** Members who pressed share. */
  sharers: number;
  /** Members who joined; of them, by invitation. */
  joined: number;
  invited: number;
  /** Coupons that came into being. */
  claimed: number;
  /** Uses written off on this day, uses taken back on it, and what their difference cost the park. */
  uses: number;
  undone: number;
  value: Fen;
  /** Uses of benefits of passes, less those taken back. */
  benefits: number;
  /** Paid orders, what came in, what went back on this day whenever it was paid. */
  orders: number;
  gross: Fen;
  refunded: Fen;
  /** Members who joined 1, 7 and 30 park days before and were active on this one. */
  back1: number;
  back7: number;
  back30: number;
}

/** What a window comes to. Ratios are null where there is nothing to divide by. */
export interface OverviewTotals
  extends Omit<DayFigures, 'day' | 'uv' | 'guests' | 'active' | 'sharers' | 'back1' | 'back7' | 'back30'> {
  /** gross − refunded */
  net: Fen;
  /** Middle of the times pages were to be seen, whole seconds; null: none were left. */
  dwellMedian: number | null;
  /** Sum of sharers by day ÷ sum of UV by day. */
  shareRate: number | null;
  /** Members with ≥ 1 and ≥ 2 paid orders in the window, and the one ÷ the other. */
  buyers: number;
  repeatBuyers: number;
  repurchase: number | null;
  /** Members who invited somebody who joined in the window; K = invited ÷ inviting. */
  inviting: number;
  k: number | null;
  /** Active again on park day n after joining ÷ joined, of those whose day n is in the window. */
  retention: { d1: number | null; d7: number | null; d30: number | null };
}

export interface OverviewView {
  /** The instant these figures hold for: asked with it as `asOf` they are the same again. */
  at: Instant;
  from: ParkDay;
  to: ParkDay;
  /** Oldest first, each day of the window. */
  days: DayFigures[];
  totals: OverviewTotals;
  /**
   * Members, named by consent, who were active in the seven and thirty park days that end with `reachDay`: the last day
   * of the window that was over.
   */
  reachDay: ParkDay;
  wau: number;
  mau: number;
}

/** One campaign of group-buys, of the days asked about. */
export interface CampaignFigures {
  campaignId: CampaignId;
  title: string;
  /** People who saw it in a list, and who opened it; without consent a person counts once a day. */
  exposed: number;
  clicked: number;
  /** People who came in by a card of a WeChat group; of them, who had never been seen before. */
  entrants: number;
  newEntrants: number;
  /** Members who paid, and participants ÷ exposed. */
  participants: number;
  participation: number | null;
  orders: number;
  gross: Fen;
  refunded: Fen;
  net: Fen;
}

/** The tags of the park when they were counted. `members`: those who agreed to profiling. */
export interface TagCount {
  at: Instant;
  members: number;
  items: TagFigures[];
}

export interface TagFigures {
  tagId: string;
  name: string;
  kind: TagKind;
  members: number;
  /** members ÷ members of the count */
  share: number | null;
}
