import type { TagKind } from '@shared/contract';

/** Own tags: what the club thinks I like, why, and that I can say no. */
export const tags = {
  title: '我的标签',
  hint: '标签帮我们猜你喜欢什么、需要什么。每个都写着来由，不想要的就去掉，随时能恢复。',
  row: '我的标签',
  rowOn: '有哪些、为什么有，不想要的可以去掉',
  rowOff: '没开「按喜好推荐」，就没有标签',

  /** Why, in plain words; what stands in the log is only a sample, so that nothing is counted here. */
  why: {
    basic: '你的会员等级',
    behaviour: '来自你最近在这里看过、做过的事',
    consumption: '来自你最近的消费和用券',
    interest: '你最近看过好几次这方面的内容',
    rfm: '来自你到园和消费的情况',
    source: '你是从这里第一次来的',
  } satisfies Record<Exclude<TagKind, 'manual'>, string>,
  pass: '你有这种年卡，正在有效期里',
  rfm: {
    rfm_frequent: '你最近常来园里',
    rfm_high_value: '你这段时间在园里消费较多',
    rfm_sleeping: '你有一阵子没来了',
  } as Record<string, string>,
  byHand: (by: string, day: string, reason: string) => `${by}${day}加的：${reason}`,
  somebody: '工作人员',
  until: (day: string) => `留到${day}`,
  always: '情况变了，它也会跟着变',
  noEnd: '一直留着',
  topics: {
    penguins: '企鹅',
    dolphins: '海豚',
    whales: '鲸鱼',
    jellyfish: '水母',
    camps: '研学营',
  } as Record<string, string>,
  interest: (topic: string) => `兴趣·${topic}`,
  source: (channel: string) => `来源·${channel}`,

  refuse: '去掉',
  refuseOf: (name: string) => `去掉「${name}」`,
  refuseAll: '全部去掉',
  refuseAllHint: '以后也不再给你加标签。',
  refused: '已经去掉的',
  refusedHint: '不会再加回来，除非你恢复它。',
  refusedSome: '从前的一个标签',
  allow: '恢复',
  allowOf: (name: string) => `恢复「${name}」`,
  unsure: '网络不稳，还不知道有没有记下。再按一次不会重复。',

  empty: '还没有标签',
  emptyHint: '多逛逛、来玩几次，就会有。',
  allRefused: '标签都去掉了',
  allRefusedHint: '我们不会给你加标签。领券、积分都不受影响。',
  allowAll: '重新打开',
  off: '没有标签',
  offHint: '你没有打开「按喜好推荐」，我们就不记你的喜好，也不给你加标签。',
  turnOn: '打开「按喜好推荐」',
  outdated: '先看看新的协议',
  guest: '加入后才会有标签',
  guestHint: '而且要你打开「按喜好推荐」才有。',
  join: '免费加入',
};

/** Tags that every park has, by the end of their ids. */
export const basicTags: Record<string, string> = {
  basic_bronze: '铜卡会员',
  basic_silver: '银卡会员',
  basic_gold: '金卡会员',
  basic_diamond: '钻卡会员',
  basic_pass_single: '单人年卡',
  basic_pass_double: '双人年卡',
  basic_pass_family: '家庭年卡',
  rfm_frequent: '常来',
  rfm_high_value: '高消费',
  rfm_sleeping: '久未到园',
};
