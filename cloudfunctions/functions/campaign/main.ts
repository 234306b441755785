import { campaignOps } from '../../../shared-types/contract/campaign';
import { serve } from '../../platform/edge';
import { board } from '../../usecases/checkin/board';
import { makeUp } from '../../usecases/checkin/make-up';
import { sign } from '../../usecases/checkin/sign';
import { checkinStatus } from '../../usecases/checkin/status';
import { buyAlone, joinGroup, openGroup } from '../../usecases/groupbuy/order';
import { cancelOrder, orderDetail, payOrder, refundOrder } from '../../usecases/groupbuy/own-order';
import { campaignDetail, groupDetail, listCampaigns, listOrders } from '../../usecases/groupbuy/read';
import { claimPrize } from '../../usecases/lottery/claim';
import { guess } from '../../usecases/lottery/guess';
import { drawProof } from '../../usecases/lottery/proof';
import { currentRound, listRounds, oneRound } from '../../usecases/lottery/read';
import { mine, winners } from '../../usecases/lottery/wins';

/** What brings people back: check-in, group-buy and the weather lottery. */
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
  'lottery.current': currentRound,
  'lottery.round': oneRound,
  'lottery.list': listRounds,
  'lottery.guess': guess,
  'lottery.mine': mine,
  'lottery.winners': winners,
  'lottery.claim': claimPrize,
  'lottery.proof': drawProof,
});
