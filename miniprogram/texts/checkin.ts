import type { CheckinReward, RewardView } from '@shared/contract';

const joined = (parts: string[]): string => parts.filter((part) => part !== '').join('、');

/** What a day brings, in words: 30 积分、喂奶鱼奖励券 */
const brings = ({ points, cards, coupons }: RewardView): string =>
  joined([points > 0 ? `${points} 积分` : '', ...coupons, cards > 0 ? `补签卡 ${cards} 张` : '']);

export const checkin = {
  title: '每日签到',
  streak: '连续签到',
  days: '天',
  startHint: '签一天，就有积分',
  closedToday: '今天闭园，不用签，连续不会断',
  nextToday: (reward: RewardView) => `今天签到多得 ${brings(reward)}`,
  next: (inDays: number, reward: RewardView) =>
    inDays === 1 ? `明天签到多得 ${brings(reward)}` : `再过 ${inDays} 天，多得 ${brings(reward)}`,
  keepGoing: '每天签一下，慢慢攒起来',

  sign: '签到',
  signed: '今天签好了',
  closed: '今天闭园',
  joinFirst: '加入后签到',
  unsure: '网络不稳，还不知道有没有签上。再试一次不会重复签。',

  ladder: (cycle: number) => `连续 ${cycle} 天一轮`,
  ladderHint: (daily: number) => `每天 ${daily} 积分，签满一轮再开始下一轮`,
  rungDay: (day: number) => `第${day}天`,
  rungCoupon: '券',
  rungPoints: (points: number) => `+${points}`,
  rungDone: (day: number) => `第 ${day} 天，已签`,
  rungBrings: (day: number, reward: RewardView) => `第 ${day} 天，多得 ${brings(reward)}`,

  monthTitle: (month: string) => `${Number(month.slice(0, 4))}年${Number(month.slice(5))}月`,
  before: '上个月',
  after: '下个月',
  weekdays: ['一', '二', '三', '四', '五', '六', '日'],
  madeUp: '补',
  rest: '休',
  dayNames: {
    signed: '已签到',
    madeUp: '已补签',
    closed: '闭园',
    missed: '漏签，可以补',
    none: '',
  },
  monthDays: (n: number) => `这个月签了 ${n} 天`,
  monthReward: (days: number, points: number, cards: number) =>
    `满 ${days} 天 ${joined([points > 0 ? `+${points} 积分` : '', cards > 0 ? `补签卡 +${cards}` : ''])}`,
  cards: (n: number) => (n > 0 ? `补签卡还有 ${n} 张，月底清零` : '这个月的补签卡用完了'),
  canMakeUp: '点一下漏掉的日子，可以补签。',

  makeUpTitle: '补签',
  makeUpDay: (day: string) => `补上 ${day}`,
  makeUpHint: (cards: number) => `用掉 1 张补签卡，还有 ${cards} 张。补签没有当天的积分，但会接上连续天数。`,
  makeUp: '补签这一天',
  makeUpUnsure: '网络不稳，还不知道有没有补上。再试一次不会多用卡。',

  done: '签到成功',
  madeUpDone: '补签成功',
  doneStreak: (n: number) => `连续 ${n} 天`,
  total: (points: number) => `+${points}`,
  points: '积分',
  reward: (reward: CheckinReward): string => {
    if (reward.kind === 'points') return `奖励 ${reward.amount} 积分`;
    if (reward.kind === 'card') return `补签卡 ${reward.amount} 张`;
    return reward.couponId ? '奖励券已放进卡包' : '奖励券稍后补发到卡包';
  },
  toWallet: '去卡包看看',
  good: '好的',

  board: '群里的排行',
  boardHint: '从群里的卡片进来的人，比比谁签得久',
};

export const board = {
  title: '群签到排行',
  rank: (n: number) => `第 ${n} 名`,
  ranked: (n: number) => `${n} 人上榜`,
  honest: '微信不给小程序群成员名单。这里只有从这个群的卡片进来、并且同意上榜的会员。',
  streak: (n: number) => `连续 ${n} 天`,
  monthDays: (n: number) => `本月 ${n} 天`,
  signedToday: '今天已签',
  mine: '我',
  nameless: '会员',
  notShown: '你没有上榜：还没有同意在群里显示。别人看不到你。',
  guest: '加入鲸喜会，就能一起签到。',
  join: '免费加入',
  empty: '还没有人上榜',
  emptyHint: '从这个群进来、同意上榜的人签到后，就会出现在这里。',
  outside: '从群里打开，才知道是哪个群',
  outsideHint: '把签到卡片发到群里，再从群里点开，就能看到这个群的排行。',
  wrongGroup: '这个群的排行打不开',
  wrongGroupHint: '请从群里的卡片重新点开。',
  first: (n: number) => `前 ${n} 名`,
  toCheckin: '去签到',
  share: '发到群里',
  copy: '复制排行链接',
  card: '来看看我们群谁签到最久',
};
