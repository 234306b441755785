import { campaignOps } from '../../../shared-types/contract/campaign';
import { serve } from '../../platform/edge';
import { board } from '../../usecases/checkin/board';
import { makeUp } from '../../usecases/checkin/make-up';
import { sign } from '../../usecases/checkin/sign';
import { checkinStatus } from '../../usecases/checkin/status';
import { buyAlone, joinGroup, openGroup } from '../../usecases/groupbuy/order';
import { cancelOrder, orderDetail, payOrder, refundOrder } from '../../usecases/groupbuy/own-order';
import { campaignDetail, groupDetail, listCampaigns, listOrders } from '../../usecases/groupbuy/read';

/** What brings people back: check-in and group-buy. */
export const main = serve('campaign', campaignOps, {
  'checkin.status': checkinStatus,
  'checkin.sign': sign,
  'checkin.makeUp': makeUp,
  'checkin.board': board,
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
