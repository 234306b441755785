import * as v from 'valibot';
import type { CampaignId, Fen, GroupId, Instant, OfferId, OrderId } from '../ids';
import { audience } from './audience';
import { campaignId, count, cursor, fen, groupId, instant, offerId, orderId, text } from './fields';
import { command, query } from './operation';
import type { Validity } from './wallet';

/** 普通团 · 老带新 · 阶梯团 */
export type GroupbuyType = 'normal' | 'old_brings_new' | 'ladder';

/** What an operator fills in; money in fen, `lifeMinutes` from the opener's payment. */
export const campaignDraft = {
  title: text(60),
  product: text(60),
  singlePrice: fen,
  groupPrice: fen,
  size: count(2, 10),
  /** Price by final size; only for `ladder`. */
  ladder: v.optional(
    v.pipe(v.array(v.strictObject({ size: count(2, 10), price: fen })), v.minLength(1), v.maxLength(9)),
  ),
  lifeMinutes: count(1, 1440),
  from: instant,
  to: instant,
  /** Pieces, over all orders. */
  stock: count(0, 100_000),
  perMemberQuantity: count(1, 99),
  perMemberGroups: count(1, 99),
  type: v.picklist(['normal', 'old_brings_new', 'ladder']),
  audience: v.optional(audience),
  /** What a piece arrives as: so many coupons of an offer. */
  fulfil: v.strictObject({ offerId, count: count(1, 20) }),
};
const savedCampaign = v.object(campaignDraft);
export type CampaignDraft = v.InferOutput<typeof savedCampaign>;

export type OrderStatus = 'pending' | 'paid' | 'grouped' | 'fulfilled' | 'closed' | 'refunding' | 'refunded';
/** `waiting`: its opener has not paid yet. */
export type GroupStatus = 'waiting' | 'forming' | 'full' | 'failed';

export interface OrderView {
  orderId: OrderId;
  status: OrderStatus;
  campaignId: CampaignId;
  title: string;
  /** null: bought alone. */
  groupId: GroupId | null;
  outTradeNo: string;
  quantity: number;
  /** What is to be paid, or was; fen. */
  amount: Fen;
  /** What went back so far, fen. */
  refunded: Fen;
  createdAt: Instant;
  /** Only while a refund is later than it should be: since when it is on its way, and when it is tried again. */
  delayed?: { since: Instant; nextAt: Instant | null };
  /** Until when it can be paid; only while pending. */
  payUntil?: Instant;
  /**
   * Only while it is paid and its group waits: how many have to pay for the group to succeed, how many have, and when
   * it is decided.
   */
  waits?: { least: number; paid: number; until: Instant | null };
}

/** What `wx.requestPayment` takes. */
export interface PaymentView {
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: string;
  paySign: string;
}

export interface GroupView {
  groupId: GroupId;
  campaignId: CampaignId;
  title: string;
  product: string;
  type: GroupbuyType;
  status: GroupStatus;
  size: number;
  /** What a joiner pays for a piece, fen; with a ladder the highest rung, the rest comes back at the end. */
  price: Fen;
  singlePrice: Fen;
  ladder?: Array<{ size: number; price: Fen }>;
  /** Opener first; only who has a seat now. */
  members: Array<{ name: string; avatarFileId: string | null; paid: boolean; opener: boolean }>;
  seatsLeft: number;
  /** When the first of the seats that are held unpaid may come free; only while forming. */
  heldUntil?: Instant;
  /** What a piece came to cost, fen; only of a ladder's group that is settled. */
  settledPrice?: Fen;
  /** null until its opener has paid. */
  endsAt: Instant | null;
  /** What one person may take of it. */
  perMemberQuantity: number;
  /** My newest order in it. */
  myOrder: OrderView | null;
  /** Id of the dynamic message, for the share card. */
  activityId?: string;
}

export interface CampaignView {
  campaignId: CampaignId;
  title: string;
  product: string;
  type: GroupbuyType;
  status: 'soon' | 'open' | 'sold_out' | 'ended';
  singlePrice: Fen;
  groupPrice: Fen;
  size: number;
  ladder?: Array<{ size: number; price: Fen }>;
  lifeMinutes: number;
  from: Instant;
  to: Instant;
  /** Pieces nobody has taken. */
  left: number;
  stock: number;
  perMemberQuantity: number;
  perMemberGroups: number;
  /** What a piece arrives as, and how long that is valid. */
  fulfil: { offerId: OfferId; title: string; count: number; validity?: Validity };
}

/** A group somebody else may still join, as a campaign's page lists it. */
export interface OpenGroup {
  groupId: GroupId;
  opener: string;
  avatarFileId: string | null;
  seatsLeft: number;
  endsAt: Instant;
}

const quantity = count(1, 99);
const BUY = [
  'not_eligible',
  'limit_reached',
  'sold_out',
  'new_customers_only',
  'payment_unavailable',
] as const;
type Bought = { order: OrderView; payment: PaymentView };

export const groupbuyOps = {
  'groupbuy.list': query<{ items: CampaignView[]; cursor?: string }>()(
    v.strictObject({ cursor: v.optional(cursor) }),
  ),
  'groupbuy.detail': query<CampaignView & { groups: OpenGroup[] }>()(v.strictObject({ campaignId })),
  'groupbuy.open': command<Bought & { groupId: GroupId }>()(v.strictObject({ campaignId, quantity }), [
    ...BUY,
    'campaign_not_open',
  ]),
  'groupbuy.join': command<Bought>()(v.strictObject({ groupId, quantity }), [
    ...BUY,
    'group_not_started',
    'group_full',
    'group_ended',
    'already_in_group',
  ]),
  'groupbuy.buyAlone': command<Bought>()(v.strictObject({ campaignId, quantity }), [
    ...BUY,
    'campaign_not_open',
  ]),
  'groupbuy.group': query<GroupView>()(v.strictObject({ groupId })),
  'order.pay': command<Bought>()(v.strictObject({ orderId }), ['order_closed', 'payment_unavailable']),
  'order.cancel': command<OrderView>()(v.strictObject({ orderId }), ['order_closed', 'payment_unavailable']),
  'order.refund': command<OrderView>()(v.strictObject({ orderId }), ['refund_closed']),
  'order.list': query<{ items: OrderView[]; cursor?: string }>()(
    v.strictObject({ cursor: v.optional(cursor) }),
  ),
  'order.detail': query<OrderView>()(v.strictObject({ orderId })),
};
