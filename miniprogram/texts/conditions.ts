import type { PropertyName, Tier } from '@shared/contract';
import type { EventName } from '@shared/events';

type Order = 'atLeast' | 'atMost';

/** What rules and segments ask of members: the words of their form, and the sentence that says what it means. */
export const conditions = {
  join: '要满足',
  joins: [
    { value: 'all' as const, label: '每一条' },
    { value: 'any' as const, label: '任意一条' },
  ],
  rows: '条件',
  row: (n: number) => `第 ${n} 条`,
  add: '加一条',
  none: '至少写一条',
  tooMany: '最多 10 条',
  kind: '看什么',
  kinds: [
    { value: 'count' as const, label: '次数' },
    { value: 'sum' as const, label: '合计' },
    { value: 'daysSince' as const, label: '距上次' },
    { value: 'property' as const, label: '会员情况' },
    { value: 'hasTag' as const, label: '已有标签' },
  ],

  event: '什么事',
  chooseEvent: '选一件事',
  groups: [
    ['看和逛', ['article_read', 'product_viewed', 'offer_exposed', 'offer_clicked']],
    [
      '拼团和猜天气',
      ['campaign_exposed', 'campaign_clicked', 'round_exposed', 'guess_made', 'group_entered'],
    ],
    ['领券和到园', ['coupon_claimed', 'redemption_confirmed', 'checkin_signed', 'code_shown']],
    ['买单', ['order_paid', 'order_refunded', 'pass_activated', 'pass_renewed']],
    ['送人和分享', ['share_tapped', 'coupon_given', 'coupon_received', 'card_opened']],
    ['其他', ['member_joined', 'points_changed', 'coupon_revoked', 'redemption_undone', 'consent_changed']],
    ['在手机上', ['app_shown', 'page_view', 'page_leave', 'subscribe_answered', 'checkin_done']],
  ] as Array<[title: string, events: EventName[]]>,

  filter: { topic: '只算哪种主题', offerId: '只算哪个优惠', storeId: '只算哪家门店' },
  filterSaid: { topic: '主题', offerId: '优惠', storeId: '门店' } as Record<string, string>,
  any: '不限',
  pickOffer: '选一个优惠',

  measure: '什么的合计',
  measures: {
    'order_paid.amount': '付款金额',
    'order_refunded.amount': '退款金额',
    'pass_activated.price': '年卡开通金额',
    'pass_renewed.price': '年卡续费金额',
    'redemption_confirmed.uses': '核销次数',
    'redemption_confirmed.cost': '核销成本',
    'points_changed.delta': '积分增减',
  },
  atLeastTimes: '至少几次',
  times: '次',
  atLeastSum: '合计至少',
  windowDays: '在最近几天里',
  days: '天',
  order: '隔了多久',
  orders: [
    { value: 'atLeast' as const, label: '已经满' },
    { value: 'atMost' as const, label: '还不超过' },
  ],
  neverHint: '从没有过的人不算。',
  howLong: '几天',

  property: '哪种情况',
  properties: {
    tier: '等级',
    points: '积分',
    pass: '年卡',
    joinedDays: '入会多久',
    channel: '来源渠道',
    group: '来自微信群',
  } satisfies Record<PropertyName, string>,
  tier: '哪个等级',
  tiers: { bronze: '铜卡', silver: '银卡', gold: '金卡', diamond: '钻卡' } satisfies Record<Tier, string>,
  tierOrders: [
    { value: 'atLeast' as const, label: '及以上' },
    { value: 'is' as const, label: '只算这一级' },
  ],
  pass: '哪种年卡',
  passes: { single: '单人年卡', double: '双人年卡', family: '家庭年卡' },
  points: '积分至少',
  pointsUnit: '分',
  joinedDays: '入会至少',
  channel: '渠道名',
  channelExample: '例如：wechat_moments',
  group: '微信群编号',
  groupExample: 'opengid',

  tag: '哪个标签',
  chooseTag: '选标签',
  ownTag: '不能靠自己的标签',
};

/** The sentence. */
export const said = {
  and: '，并且',
  or: '，或者',
  nested: (inside: string) => `（${inside}）`,
  filtered: (event: string, filters: string[]) =>
    filters.length ? `${event}（${filters.join('、')}）` : event,
  filter: (name: string, value: string) => `${name}：${value}`,
  count: (days: number, event: string, n: number) => `最近 ${days} 天${event}至少 ${n} 次`,
  sum: (days: number, what: string, n: string) => `最近 ${days} 天${what}合计至少 ${n}`,
  otherSum: (event: string, prop: string) => `${event}的 ${prop} `,
  daysSince: (event: string, order: Order, n: number) =>
    order === 'atLeast'
      ? `上次${event}已经过了至少 ${n} 天`
      : n === 0
        ? `今天有过${event}`
        : `上次${event}还不超过 ${n} 天`,
  tierIs: (tier: string) => `等级正好是${tier}`,
  tierAtLeast: (tier: string) => `等级是${tier}及以上`,
  points: (n: string) => `积分至少 ${n}`,
  pass: (kind: string) => `有有效的${kind}`,
  joinedDays: (n: string) => `入会满 ${n} 天`,
  channel: (channel: string) => `从渠道「${channel}」来`,
  group: (group: string) => `从微信群「${group}」进来`,
  otherIs: (name: string, value: string) => `${name}是 ${value}`,
  otherAtLeast: (name: string, value: string) => `${name}至少 ${value}`,
  tag: (name: string) => `带着标签「${name}」`,
  rule: (who: string, name: string, stay: string) => `${who}的会员，会带上「${name}」${stay}`,
  stays: (days: number) => `，从最近一次算起留 ${days} 天。`,
  staysSo: '，情况变了就去掉。',
  segment: (who: string) => `${who}的会员。`,
};
