import type { LotteryNews } from '@shared/contract';

export const home = {
  park: '凤凰山海洋公园',
  hello: (hour: number) =>
    hour < 5 ? '夜深了' : hour < 11 ? '早上好' : hour < 14 ? '中午好' : hour < 18 ? '下午好' : '晚上好',
  guestHello: '欢迎来到鲸喜会',
  guestLine: '一张会员卡，装下园里的积分、优惠和惊喜。',
  join: '免费加入',
  today: '今天',
  guess: '猜天气',
  guessState: '猜中抽大奖',
  won: '你中奖了',
  claimBy: (name: string, until: string, n: number) => `${n > 1 ? `${name} 等 ${n} 件` : name}，最晚${until}`,
  claimWord: '领取',
  guessRight: (day: string) => `${day}的天气你猜中了`,
  guessWrong: (day: string) => `${day}的天气揭晓了`,
  guessPrize: ({ prize, candidates, winners }: NonNullable<LotteryNews['result']>) =>
    prize ? `抽中了${prize}` : candidates ? `${candidates} 人猜中抽 ${winners} 份，没轮到你` : '这次没抽中',
  guessMissed: '这次没猜中',
  endingSoon: '快到期的券',
  endingCount: (n: number) => `${n} 张`,
  endingNone: '暂时没有',
  mine: '我的卡券',
  passCode: '入园码',
  groupbuys: '拼团',
  groupbuysHint: '约上朋友更划算',
  stories: '海洋故事',
  storiesHint: '饲养员讲给你听',
  offers: '正在发放',
  allOffers: '全部',
  offersEmpty: '现在没有正在发的券，晚点再来看看。',
};

/** The tile of today's check-in. */
export const checkinTile = {
  name: '签到',
  open: (streak: number) => (streak > 0 ? `已连续 ${streak} 天` : '今天还没签'),
  done: (streak: number) => `已签 ${streak} 天`,
  closed: '今天闭园',
};
