import * as v from 'valibot';
import type { CampaignId, Fen, GroupId, Instant, MemberId, OrderId } from '../ids';
import type { OfferState } from './admin-reads';
import { campaignId, cursor, orderId, text } from './fields';
import type { CampaignDraft, CampaignView, GroupStatus, OrderView } from './groupbuy';
import { command, query } from './operation';

/** What the operator's pages ask about group-buys, as it stands. */

/** One campaign in the list. */
export interface CampaignRow extends CampaignView {
  /** How far its operators are; `status` says how guests find it. */
  state: OfferState;
  /** Pieces of orders that were paid back after their coupons had been taken back: they are not sold again. */
  back: number;
  /** The last change: when, and by whom (name). */
  changed: { at: Instant; by: string };
}

export interface CampaignLogLine {
  at: Instant;
  /** Name of who did it. */
  by: string;
  what: 'saved' | 'published' | 'stopped' | 'extended';
  /** The fields that were changed; empty for the first save. */
  fields: string[];
}

export interface CampaignDesk {
  campaignId: CampaignId;
  state: OfferState;
  /** What a save that is based on this has to name. */
  version: number;
  /** As it was saved. */
  spec: CampaignDraft;
  /** As guests will see it. */
  view: CampaignView;
  /** As in the list. */
  back: number;
  /** Of a draft: the fields that publishing would find missing, in the order of the editor. */
  missing: string[];
  /** Newest first. */
  log: CampaignLogLine[];
}

/** A group with its orders; who buys alone is a group of one. */
export interface GroupRow {
  groupId: GroupId;
  alone: boolean;
  status: GroupStatus;
  size: number;
  createdAt: Instant;
  /** null until its opener has paid. */
  endsAt: Instant | null;
  /** Whether all the money that was paid in it has gone back, or is on its way: a full group of nobody. */
  isGivenBack: boolean;
  /** In the order in which they came; `name` is masked. */
  orders: Array<OrderView & { name: string }>;
}

/** Why the provider has not confirmed a refund: its code, and its own words where it has any. */
export interface RefundWord {
  code: string;
  words: string | null;
}

/** A refund that the provider has refused several times, under the same number each time. */
export interface StuckRefund {
  /** null: money that fits no order. */
  orderId: OrderId | null;
  /** What was bought in which campaign, of whom; null where there is no order. `name` is masked. */
  campaign: { campaignId: CampaignId; title: string } | null;
  name: string | null;
  /** Whom `member.view` shows; null of somebody who has left. */
  memberId: MemberId | null;
  quantity: number | null;
  /** Why the money goes back. */
  why: 'left' | 'failed' | 'late' | 'ladder' | 'operator';
  /** What the provider said at the last try: its code, its words; null: from before this was kept. */
  said: RefundWord | null;
  outTradeNo: string;
  outRefundNo: string;
  amount: Fen;
  tries: number;
  /** Since when it should go back. */
  at: Instant;
  nextAt: Instant | null;
}

/** What became of one order's money, for whoever is asked about it. */
export interface OrderFound {
  campaign: { campaignId: CampaignId; title: string };
  group: GroupRow;
  /** The one of the group that was asked for; null: nobody's order, the number is of money that fits none. */
  orderId: OrderId | null;
  /** Its buyer, whom `member.view` shows; null of somebody who has left. */
  memberId: MemberId | null;
  /** When it was paid, and under which number of the provider's. */
  paid: { at: Instant; transactionId: string } | null;
  /** Why it is closed; null while it is not. */
  closedWhy: 'hold_ended' | 'cancelled' | 'sold_out' | 'limit_reached' | 'mismatch' | null;
  /** All that goes or went back, oldest first. */
  refunds: OrderRefund[];
}

/** Money on its way back, or back. */
export interface OrderRefund
  extends Pick<StuckRefund, 'outRefundNo' | 'amount' | 'why' | 'said' | 'tries' | 'at' | 'nextAt'> {
  /** When the provider confirmed it; null: not yet. */
  doneAt: Instant | null;
  /** Whether it is among those that need a person (`refund.stuck`). */
  isStuck: boolean;
  /** It was paid without fitting an order: too late, or another amount. */
  isStray: boolean;
}

export const groupbuyDeskOps = {
  /** Newest window first. */
  'groupbuy.all': query<{ items: CampaignRow[]; cursor?: string }>()(
    v.strictObject({
      status: v.optional(v.picklist(['draft', 'published', 'stopped'])),
      cursor: v.optional(cursor),
    }),
  ),
  'groupbuy.desk': query<CampaignDesk>()(v.strictObject({ campaignId })),
  /** Groups of a campaign, newest first. */
  'groupbuy.groups': query<{ items: GroupRow[]; cursor?: string }>()(
    v.strictObject({ campaignId, cursor: v.optional(cursor) }),
  ),
  /** By the number of an order (`outTradeNo`, on the guest's page and WeChat's bill), of one of its refunds, or its id. */
  'order.find': query<OrderFound>()(v.strictObject({ number: text(80) })),
  'order.refund': command<OrderView>()(v.strictObject({ orderId, reason: text(200) }), [
    'refund_closed',
    'own_coupon',
  ]),
  'refund.stuck': query<{ items: StuckRefund[] }>()(v.strictObject({})),
  'refund.retry': command<OrderView>()(v.strictObject({ orderId }), ['refund_closed']),
};
