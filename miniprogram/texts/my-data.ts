import type { ConsentScopes } from '@shared/contract';
import type { Template } from '../features/messages/use-subscribe';

/** What is kept about a person, and what they decide about it. */
export const myData = {
  title: '我的数据与隐私',

  consent: '会员协议与隐私说明',
  agreed: (version: string) => `已同意第 ${version} 版`,
  notAgreed: '加入时会请你同意，现在就可以看',
  outdated: (version: string) => `协议更新到第 ${version} 版了。请看一遍，同意后才能改下面的选择。`,
  agree: (version: string) => `看过了，同意第 ${version} 版`,

  scopes: '由你决定',
  scopesHint: '都可以不开，开了也能随时关，不影响领券和积分。',
  scope: {
    profiling: { name: '按喜好推荐', hint: '按你领过、用过的，推荐可能喜欢的' },
    marketing: { name: '活动消息', hint: '有活动时用微信告诉你，一周最多 3 次' },
    groupBoard: { name: '群签到榜', hint: '从群里来签到时，群友能看到你的昵称和天数' },
  } satisfies Record<keyof ConsentScopes, { name: string; hint: string }>,
  unsure: '网络不稳，还不知道有没有记下。再按一次不会重复。',

  reminders: '微信提醒',
  remindersHint: '点一次，微信问你一次；答应一次，就发一次。',
  reminder: {
    coupon_expiring: '券到期提醒',
    birthday_card: '生日贺卡提醒',
    checkin_reminder: '签到提醒',
    offer_opens: '开抢提醒',
  } satisfies Record<Template, string>,
  credits: (n: number) => (n > 0 ? `还会提醒你 ${n} 次` : '现在不会提醒你'),
  mine: '你的数据',
  takeAlong: '导出我的数据',
  takeAlongHint: '这里记着的一切，一份带走',
  leave: '退出并删除资料',
  leaveGuest: '删除我留下的内容',
  leaveHint: '删除后找不回来',

  exportTitle: '我的数据',
  exportAt: (moment: string) => `${moment} 的全部记录`,
  exportBusy: '正在整理…',
  exportCount: {
    points: '积分变动',
    checkins: '签到',
    visits: '到访和核券',
    coupons: '卡券',
    passes: '年卡',
    orders: '订单',
    cards: '生日贺卡',
    blessings: '写过的祝福',
    consents: '同意记录',
  },
  exportMember: '会员资料',
  exportOnce: '1 份',
  exportRows: (n: number) => `${n} 条`,
  exportFile: (kb: number, moment: string) => `内容有 ${kb} KB，放在一个文件里，${moment}前可以下载。`,
  exportNothing: '除了微信给的编号，这里没有你的记录。',
  exportWhat: '内容是 JSON 格式，电脑和手机都能打开。',
  take: { data: '保存一份', file: '下载文件' },
  copy: { data: '复制全部内容', file: '复制下载链接' },
  taken: '好了',
  takenFailed: '没存成，请再试一次。',
  atOffer: '在优惠的页面上打开',
};
