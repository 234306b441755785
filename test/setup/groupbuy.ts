import type { CampaignDraft } from '../../shared-types/contract/groupbuy.ts';
import type { CampaignId, GroupId, OfferId, OrderId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { NOW, type Product } from './product.ts';

/** Group-buys on one park: campaigns, and people who open, join and pay. */
export class Groupbuy {
  constructor(readonly park: Product) {}

  /** Publishes a campaign whose pieces arrive as one coupon each; its offer has just enough stock unless given. */
  async campaign(
    over: Partial<CampaignDraft> = {},
    offerStock = 100,
  ): Promise<{ campaignId: CampaignId; offerId: OfferId }> {
    const offerId = over.fulfil?.offerId ?? (await this.park.offer({ stock: offerStock, title: '海豚合影' }));
    const input = { ...campaignDraft(offerId), ...over };
    const { campaignId } = await this.park.ok('o-operator', 'admin', 'groupbuy.save', input as never);
    await this.park.ok('o-operator', 'admin', 'groupbuy.publish', { campaignId });
    return { campaignId, offerId };
  }

  open(who: string, campaignId: CampaignId, quantity = 1) {
    return this.park.ok(who, 'campaign', 'groupbuy.open', { campaignId, quantity });
  }
  join(who: string, groupId: GroupId, quantity = 1) {
    return this.park.ok(who, 'campaign', 'groupbuy.join', { groupId, quantity });
  }
  pay(outTradeNo: string, payment: unknown = {}) {
    return this.park.cloud.pay.settle(outTradeNo, payment);
  }
  /** A group whose opener has paid. */
  async openPaid(who: string, campaignId: CampaignId): Promise<GroupId> {
    const { groupId, order } = await this.open(who, campaignId);
    await this.pay(order.outTradeNo);
    return groupId;
  }
  order(who: string, orderId: OrderId) {
    return this.park.ok(who, 'campaign', 'order.detail', { orderId });
  }
  group(who: string, groupId: GroupId) {
    return this.park.ok(who, 'campaign', 'groupbuy.group', { groupId });
  }
  async coupons(who: string, offerId: OfferId): Promise<number> {
    const { items } = await this.park.ok(who, 'wallet', 'coupon.list', { status: 'unused' });
    return items.filter((coupon) => coupon.offerId === offerId).length;
  }
}

export const campaignDraft = (offerId: OfferId): CampaignDraft =>
  ({
    title: '海豚合影两人团',
    product: '海豚合影一张',
    singlePrice: 8800,
    groupPrice: 5900,
    size: 2,
    lifeMinutes: 120,
    from: NOW - DAY_MS,
    to: NOW + 7 * DAY_MS,
    stock: 20,
    perMemberQuantity: 4,
    perMemberGroups: 3,
    type: 'normal',
    fulfil: { offerId, count: 1 },
  }) as CampaignDraft;
