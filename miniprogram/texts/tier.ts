import type { Tier } from '@shared/contract';

/** The tier explained: three scores, the way up, and what each tier has. */
export const tier = {
  title: '我的等级',
  sum: '成长分',
  ofBest: (best: number) => `满分 ${best}`,
  holds: (day: string) => `保持到${day}`,
  keeps: '一直保持',

  scores: '分数怎么来的',
  score: (n: number) => `${n} 分`,
  recency: '最近',
  recencyValue: (days: number | null) =>
    days === null ? '还没来过' : days === 0 ? '今天刚来过' : `${days} 天前来过`,
  recencyWhy: '来园或消费都算。越近，分越高。',
  visits: '常来',
  visitsValue: (days: number) => (days === 0 ? '一年里还没来' : `一年里来了 ${days} 天`),
  visitsWhy: '入园、核券都算。一天来几次，算一天。',
  money: '消费',
  moneyValue: (yuan: string) => `一年里消费 ¥${yuan}`,
  moneyWhy: '在鲸喜会付的钱，和激活的年卡。退了的不算。',

  nextTitle: (name: string) => `去${name}`,
  nextFrom: (from: number) => `满 ${from} 分就到`,
  waysOne: '接下来做到这一样就行',
  waysMany: '接下来做到其中一样就行',
  wayVisits: (n: number) => `再来 ${n} 天`,
  /** The cloud asks for one yuan where any purchase would do. */
  wayMoney: (yuan: string) => (yuan === '1' ? '消费一笔' : `再消费 ¥${yuan}`),
  noWay: (n: number) => `还差 ${n} 分，多来几次就到了`,
  highest: '已经是最高等级了',
  highestHint: '谢谢你常来看我们。',

  benefitsTitle: '各等级的礼遇',
  yours: '你在这里',
  benefits: {
    bronze: ['会员券和限时开抢', '签到攒积分', '生日贺卡和礼物'],
    silver: ['铜卡的全部', '银卡起可领的券'],
    gold: ['银卡的全部', '金卡起可领的券'],
    diamond: ['金卡的全部', '钻卡专享的券'],
  } satisfies Record<Tier, string[]>,
  benefitsHint: '专享券什么时候有，在「优惠」里会看到。',

  rules: '够分马上升级。不够分时，每月 1 日才会降，一次只降一级。只看最近 365 天。',
  version: (version: string) => `规则版本 ${version}`,
  guest: '加入后就有等级',
  guestHint: '从铜卡开始，来得越多，礼遇越多。',
  join: '免费加入',
};
