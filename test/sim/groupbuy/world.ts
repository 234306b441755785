import assert from 'node:assert/strict';
import type { CampaignDraft, OrderStatus, OrderView } from '../../../shared-types/contract/groupbuy.ts';
import type { CouponView } from '../../../shared-types/contract/wallet.ts';
import type { CampaignId, CouponId, GroupId, Instant, OfferId, OrderId } from '../../../shared-types/ids.ts';
import type { TestCloud } from '../../setup/local-cloud.ts';
import { Crowd } from '../crowd.ts';

export interface KnownCampaign {
  campaignId: CampaignId;
  offerId: OfferId;
  spec: CampaignDraft;
  /** The operator was told that nothing opens any more. */
  stopped?: true;
}

export interface KnownGroup {
  groupId: GroupId;
  campaign: KnownCampaign;
  /** As somebody was told it; a deadline never changes. */
  endsAt?: Instant;
}

/** An order as its owner was told it last. */
export interface KnownOrder {
  who: string;
  campaign: KnownCampaign;
  view: OrderView;
  /** `Crowd.order` when they were told. */
  heard: number;
}

export interface Gift {
  token: string;
  from: string;
  coupon: CouponView;
}

/** What people did at the pay desk for a number. */
export interface KnownPayment {
  /** What may have been paid; one of them, if anything was. */
  amounts: Set<number>;
  /** The desk said that it was paid. */
  sure: boolean;
  /** The product has answered a callback for it. */
  reported: boolean;
}

/** Where an order can go from where it is. */
const ONWARD: Record<OrderStatus, OrderStatus[]> = {
  pending: ['paid', 'grouped', 'fulfilled', 'closed', 'refunding', 'refunded'],
  paid: ['grouped', 'fulfilled', 'refunding', 'refunded'],
  grouped: ['fulfilled', 'refunding', 'refunded'],
  fulfilled: ['refunding', 'refunded'],
  closed: ['paid', 'grouped', 'fulfilled', 'refunding', 'refunded'],
  refunding: ['refunded'],
  refunded: [],
};
const canBecome = (from: OrderView, to: OrderView): boolean =>
  (from.status === to.status || ONWARD[from.status].includes(to.status)) && to.refunded >= from.refunded;

/** What happened to group-buys so far, as people saw it. */
export class GroupbuyWorld extends Crowd {
  readonly campaigns: KnownCampaign[] = [];
  readonly groups: KnownGroup[] = [];
  readonly orders = new Map<OrderId, KnownOrder>();
  /** Numbers somebody got the pay sheet of: what else could they pay? */
  readonly sheets = new Set<string>();
  readonly payments = new Map<string, KnownPayment>();
  /** Pieces of goods that were handed out, by offer. */
  readonly used: Record<OfferId, number> = {};
  /** Coupons somebody sent on. */
  readonly gifts: Gift[] = [];
  /** Coupons that a friend has accepted. */
  readonly moved = new Map<CouponId, Gift & { to: string }>();
  #newcomers = 0;

  constructor(cloud: TestCloud, seed: number, people: number) {
    // Nobody of an earlier run: who has paid before is no new customer.
    super(
      cloud,
      seed,
      Array.from({ length: people }, (_unused, i) => `o-buyer-${seed}-${i}`),
    );
  }

  /** One of the latest orders of a kind, as people know them. */
  lately(which: (order: KnownOrder) => boolean): KnownOrder | undefined {
    return this.random.pick([...this.orders.values()].filter(which).slice(-20));
  }

  nextNewcomer(): string {
    return `o-newcomer-${this.random.seed}-${this.#newcomers++}`;
  }

  campaignOf(campaignId: CampaignId): KnownCampaign {
    const campaign = this.campaigns.find((one) => one.campaignId === campaignId);
    assert.ok(campaign, `${campaignId} is a campaign of this run`);
    return campaign;
  }

  /**
   * Somebody was told an order of theirs. What it is never changes, and where it is only goes onward.
   * @param asked `order` when they asked
   */
  learn(view: OrderView, who: string, asked: number): void {
    const known = this.orders.get(view.orderId);
    const heard = this.order++;
    if (!known) {
      this.orders.set(view.orderId, { who, campaign: this.campaignOf(view.campaignId), view, heard });
      return;
    }
    assert.equal(who, known.who, `${view.orderId} is one person's`);
    assert.deepEqual(identity(view), identity(known.view));
    const onward = canBecome(known.view, view);
    // Of two answers under way at once nobody can say which is the older.
    assert.ok(
      onward || asked < known.heard,
      `${view.orderId} was ${told(known.view)} and became ${told(view)}`,
    );
    if (onward) this.orders.set(view.orderId, { ...known, view, heard });
  }

  /** Whether the order is paid, as people know it. */
  isPaid(outTradeNo: string): boolean {
    return this.payments.has(outTradeNo);
  }
}

const told = ({ status, refunded }: OrderView) => `${status} (${refunded} back)`;

/** What of an order never changes. */
export const identity = ({
  orderId,
  campaignId,
  title,
  groupId,
  outTradeNo,
  quantity,
  amount,
  createdAt,
}: OrderView) => ({ orderId, campaignId, title, groupId, outTradeNo, quantity, amount, createdAt });
