/** Being told by WeChat: before an offer opens, before coupons end. */
export const messages = {
  /** Titles of the subscribe templates, as WeChat shows them. */
  titles: {
    offer_opens: '开抢提醒',
    coupon_expiring: '优惠券到期提醒',
    birthday_card: '生日祝福提醒',
    checkin_reminder: '签到提醒',
  },

  // an offer that opens soon
  remind: '开抢提醒',
  remindHint: (moment: string) => `${moment} 用微信告诉你一次`,
  reminded: '开抢前提醒你',
  remindedHint: (moment: string) => `${moment} 微信会收到消息`,
  joinToRemind: '加入后提醒我',
  tooLate: '马上就要开抢了，在这里等一会儿就好。',

  /** Why nothing is set, by what became of the question. */
  whyNot: {
    no: '没有打开提醒。改主意了，再点一次就好。',
    off: '微信里关掉了订阅消息。点右上角「…」，在「设置」的「通知管理」里打开后再试。',
    failed: '微信这次没能打开询问，稍后再试一次。',
    unsure: '网络不稳，还不知道有没有记下。再试一次不会重复。',
  },

  // coupons that end
  askExpiry: '券快到期时，用微信告诉我',
  expiryYes: '提醒我',
  expiryNo: '不用',
  expirySet: '到期前会提醒你一次',
};
