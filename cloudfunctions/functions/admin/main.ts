import { adminOps } from '../../../shared-types/contract/admin';
import { serve } from '../../platform/edge';
import { figuresOfBirthdays } from '../../usecases/birthday/figures';
import { getConfig, setConfig } from '../../usecases/config/config';
import { findCoupon } from '../../usecases/coupon/find';
import { revoke } from '../../usecases/coupon/revoke';
import { allCampaigns, campaignDesk, groupsOfCampaign } from '../../usecases/groupbuy/desk';
import { findOrder } from '../../usecases/groupbuy/find-order';
import { refundForOperator } from '../../usecases/groupbuy/own-order';
import { publishCampaign, saveCampaign, stopCampaign } from '../../usecases/groupbuy/setup';
import { retryRefund, stuckRefunds } from '../../usecases/groupbuy/stuck';
import { delivered, deliveries, undeliver } from '../../usecases/lottery/deliveries';
import { allRounds, roundDetail } from '../../usecases/lottery/desk';
import { observeByHand, voidRound } from '../../usecases/lottery/observe';
import { publishRound, saveRound } from '../../usecases/lottery/setup';
import { findMember } from '../../usecases/member/find';
import { memberTimeline } from '../../usecases/member/timeline';
import { viewMember } from '../../usecases/member/view';
import { allOffers } from '../../usecases/offer/all';
import { copyOffer } from '../../usecases/offer/copy';
import { offerDetail } from '../../usecases/offer/detail';
import { previewOffer } from '../../usecases/offer/preview';
import { publishOffer } from '../../usecases/offer/publish';
import { raiseStock } from '../../usecases/offer/raise-stock';
import { saveOffer } from '../../usecases/offer/save';
import { stopOffer } from '../../usecases/offer/stop';
import { passBatches } from '../../usecases/pass/batches';
import { issueBatch } from '../../usecases/pass/issue-batch';
import { auditTrail } from '../../usecases/staff/audit';
import { listStaff, listStores } from '../../usecases/staff/list';
import { saveStaff } from '../../usecases/staff/save';
import { saveStore } from '../../usecases/staff/save-store';
import { waitingAtDesk } from '../../usecases/staff/waiting';
import { campaignFigures } from '../../usecases/stats/campaign';
import { exportFigures } from '../../usecases/stats/export';
import { funnelFigures } from '../../usecases/stats/funnel';
import { overviewFigures } from '../../usecases/stats/overview';
import { nightlyBooksOf, reconcile } from '../../usecases/stats/reconcile';
import { redemption } from '../../usecases/stats/redemption';
import { tagFigures } from '../../usecases/stats/tags';
import { putTag, removeTag } from '../../usecases/tags/manual';
import { disableRule, enableRule, listRules, previewRule, saveRule } from '../../usecases/tags/rules';
import { listSegments, saveSegment, segmentSize } from '../../usecases/tags/segments';

/** Setting things up; each operation names the roles that may. */
export const main = serve('admin', adminOps, {
  'offer.save': (input, ctx) => saveOffer(input, ctx),
  'offer.publish': publishOffer,
  'offer.stop': stopOffer,
  'offer.raiseStock': raiseStock,
  'offer.copy': copyOffer,
  'coupon.revoke': revoke,
  'staff.save': saveStaff,
  'store.save': saveStore,
  'groupbuy.all': allCampaigns,
  'groupbuy.desk': campaignDesk,
  'groupbuy.groups': groupsOfCampaign,
  'order.find': findOrder,
  'groupbuy.save': saveCampaign,
  'groupbuy.publish': publishCampaign,
  'groupbuy.stop': stopCampaign,
  'lottery.save': saveRound,
  'lottery.publish': publishRound,
  'lottery.observe': observeByHand,
  'lottery.void': voidRound,
  'lottery.all': allRounds,
  'lottery.detail': roundDetail,
  'lottery.deliveries': deliveries,
  'lottery.delivered': delivered,
  'lottery.undeliver': undeliver,
  'order.refund': refundForOperator,
  'refund.stuck': stuckRefunds,
  'refund.retry': retryRefund,
  'pass.issueBatch': issueBatch,
  'pass.batches': passBatches,
  'config.get': getConfig,
  'config.set': setConfig,
  'stats.birthday': figuresOfBirthdays,
  'member.find': findMember,
  'member.view': viewMember,
  'member.timeline': memberTimeline,
  'stats.overview': overviewFigures,
  'stats.campaign': campaignFigures,
  'stats.tags': tagFigures,
  'stats.export': exportFigures,
  'stats.redemption': redemption,
  'stats.funnel': funnelFigures,
  'stats.reconcile': reconcile,
  'stats.nightlyBooks': nightlyBooksOf,
  'tagRule.save': saveRule,
  'tagRule.preview': previewRule,
  'tagRule.enable': enableRule,
  'tagRule.disable': disableRule,
  'tagRule.list': listRules,
  'segment.save': saveSegment,
  'segment.size': segmentSize,
  'segment.list': listSegments,
  'tag.put': putTag,
  'tag.remove': removeTag,
  'offer.all': allOffers,
  'offer.detail': offerDetail,
  'offer.preview': previewOffer,
  'desk.waiting': waitingAtDesk,
  'staff.list': listStaff,
  'store.list': listStores,
  'coupon.find': findCoupon,
  'audit.list': auditTrail,
});
