import { campaignOps } from '../../../shared-types/contract/campaign';
import { serve } from '../../platform/edge';
import { buyAlone, joinGroup, openGroup } from '../../usecases/groupbuy/order';
import { cancelOrder, orderDetail, payOrder, refundOrder } from '../../usecases/groupbuy/own-order';
import { campaignDetail, groupDetail, listCampaigns, listOrders } from '../../usecases/groupbuy/read';

/** What brings people back: group-buy. */
export const main = serve('campaign', campaignOps, {
  'groupbuy.list': listCampaigns,
  'groupbuy.detail': campaignDetail,
  'groupbuy.open': openGroup,
  'groupbuy.join': joinGroup,
  'groupbuy.buyAlone': buyAlone,
  'groupbuy.group': groupDetail,
  'order.pay': payOrder,
  'order.cancel': cancelOrder,
  'order.refund': refundOrder,
  'order.list': listOrders,
  'order.detail': orderDetail,
});
