import type { PointsRowView } from '@shared/contract';

/** Points, row by row. */
export const points = {
  title: '积分明细',
  balance: '我的积分',
  ending: (n: string, day: string) => `${n} 积分 ${day}到期`,
  endingNone: '没有快到期的积分',
  below: '退款收回了已经用掉的积分，之后攒的会先补上。',
  after: (n: string) => `余 ${n}`,
  until: (day: string) => `${day}前有效`,
  causes: {
    checkin: '签到',
    rung: '连续签到奖励',
    month: '本月签到奖励',
    order: '消费',
    refund: '退款收回',
    expired: '到期',
    spent: '使用',
    forfeited: '退出时放弃',
  } satisfies Record<PointsRowView['cause']['what'], string>,
  expiredOf: (year: string) => `${year} 年攒的，到期了`,
  empty: '还没有积分',
  emptyHint: '今天签个到，就有第一笔。',
  checkin: '去签到',
  guest: '加入后就能攒积分',
  guestHint: '签到、消费都有积分，第二年年底前有效。',
  join: '免费加入',
};
