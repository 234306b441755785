// @ts-check

/** What an operation is called on the park's side; an unknown one keeps its own name. @type {Record<string, string>} */
const NAMES = {
  'member.me': '看我的会员卡',
  'member.join': '入会',
  'member.credit': '同意收消息',
  'offer.list': '看优惠',
  'offer.save': '存优惠',
  'offer.publish': '发布优惠',
  'offer.remind': '要开抢提醒',
  'coupon.claim': '领券',
  'coupon.list': '看卡包',
  'coupon.code': '取券码',
  'pass.list': '看年卡',
  'pass.activate': '激活年卡',
  'pass.code': '取年卡码',
  'pass.benefits': '看权益',
  'pass.issueBatch': '发年卡',
  'staff.me': '员工身份',
  'redemption.preview': '扫码查券',
  'redemption.confirm': '核销',
};

/** @param {{ function: string, op: string }} row */
export const nameOf = (row) =>
  NAMES[row.op] ?? (row.function === 'jobs' ? '定时任务' : row.op || row.function);

/** @type {Record<string, string>} */
const APIS = {
  'subscribeMessage.send': '订阅消息',
  'updatableMessage.setUpdatableMsg': '动态消息',
  'customerServiceMessage.send': '客服消息',
};
/** @param {string} api */
export const apiOf = (api) => APIS[api.replace(/^openapi\./, '')] ?? api;
