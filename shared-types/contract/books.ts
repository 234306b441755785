import * as v from 'valibot';
import type { CampaignId, GroupId, Instant, OfferId, OrderId, ParkDay } from '../ids';
import { parkDay } from './fields';
import { query } from './operation';

/** The books of every offer beside its coupons; `differences` is empty or names the rows. */
export interface ReconcileView {
  at: Instant;
  /** Name of the one who asked; without it the night's job did. */
  askedBy?: string;
  offers: Array<{
    offerId: OfferId;
    title: string;
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
  /** null: the provider has no bill to show. Not in what was kept before this was. */
  compared?: ComparedMoney | null;
  differences: Array<{ what: string; id: string; expected: number; found: number }>;
  /** The orders that differences of money are about; money of no order has none. Not in what was kept before this was. */
  orders?: OrderOfDifference[];
}

/** Payments and refunds, gross; fen. */
export interface Turnover {
  paid: number;
  refunded: number;
}

/** The ledger beside the provider's bill, both gross: what paid nothing and went back (unmatched) is in either. */
export interface ComparedMoney {
  /** Of the ledger, what the bill is of. */
  ledger: Turnover;
  bill: Turnover;
  /** Of the ledger, what no bill is there for yet. */
  unbilled: Turnover;
  /** Refunds in the bill that are still being asked for: no difference, the ledger has them when we hear of them. */
  underWay: number;
  /** The last day of the bill; null: it is up to now. */
  through: ParkDay | null;
}

export interface OrderOfDifference {
  /** As in the difference: the number of a payment or of a refund at the provider, or the order's id. */
  id: string;
  orderId: OrderId;
  outTradeNo: string;
  groupId: GroupId;
  campaign: { campaignId: CampaignId; title: string };
}

export const booksOps = {
  'stats.reconcile': query<ReconcileView>()(v.strictObject({})),
  /** What the job of the night of a park day found, or that of the last; null: it found nothing that is kept. */
  'stats.nightlyBooks': query<ReconcileView | null>()(v.strictObject({ day: v.optional(parkDay) })),
};
