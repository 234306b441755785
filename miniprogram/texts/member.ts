import type { Tier } from '@shared/contract';

const tiers = {
  bronze: '铜卡会员',
  silver: '银卡会员',
  gold: '金卡会员',
  diamond: '钻卡会员',
} satisfies Record<Tier, string>;

export const member = {
  title: '会员',
  tiers,
  /** 金卡 */
  tierShort: (tier: Tier) => tiers[tier].slice(0, 2),
  nameless: '鲸喜会会员',
  points: '积分',
  since: (day: string) => `${day}加入`,
  perks: ['领园内优惠券，手机出示就能用', '消费积分，等级越高礼遇越多', '生日有一张小鲸鱼寄来的贺卡'],

  // the way to the next tier, as one line of the card
  way: (visits: number, yuan: string) =>
    [visits > 0 ? `再来 ${visits} 天` : '', yuan === '0' ? '' : yuan === '1' ? '消费一笔' : `再消费 ¥${yuan}`]
      .filter((part) => part !== '')
      .join('、'),
  wayTo: (way: string, tier: string) => `${way}，就是${tier}`,
  missing: (n: number, tier: string) => `离${tier}还差 ${n} 分`,
  highest: '最高等级，谢谢你常来',
  holds: (tier: string, day: string) => `${tier}保持到${day}`,

  coupons: '我的卡券',
  couponsReady: (n: number) => `${n} 张可以用`,
  couponsHint: '领到的券都在这里',
  orders: '我的订单',
  ordersHint: '拼团和购买',
  checkin: '每日签到',
  checkinDone: (days: number) => `今天签好了，连续 ${days} 天`,
  checkinOpen: '今天还没签',
  checkinHint: '每天一下，攒积分',
  birthday: '我的生日',
  birthdayNone: '填上生日，当天有贺卡和礼物',
  birthdayIn: (day: string, days: number) =>
    days === 0 ? '就是今天，生日快乐' : days === 1 ? '就是明天' : `${day}，还有 ${days} 天`,
  profile: '我的资料',
  profileHint: '头像、称呼、生日、手机号',
  data: '我的数据与隐私',
  dataHint: '协议、提醒、导出和退出',
  pass: '年卡',
  passNone: '买了年卡在这里激活',
  largeType: '大字模式',
  largeTypeHint: '字大一号，看得轻松',
  on: '已开启',
  off: '未开启',
  staff: '员工工作台',
};
