import type { OrderFound } from '@shared/contract';

/** Finding an order, for operators and analysts. */
export const orderDesk = {
  title: '查订单',
  search: {
    ask: '订单号',
    hint: '客人订单页上的订单号、微信账单里的商户单号，或退款单号。',
    example: '粘贴或输入 30 位单号',
    find: '查找',
  },
  none: '没有这个订单',
  noneHint:
    '对一对单号：30 位，字母加数字，大小写和空格都不要紧。微信的「交易单号」查不到，请用「商户单号」。',
  before: '找一笔订单的钱在哪里',
  beforeHint: '什么时候付的、退了没有、卡在哪一步。',

  rows: {
    campaign: '活动',
    who: '客人',
    back: '已退',
    made: '下单',
    paid: '付款',
    transaction: '微信交易单号',
    closed: '关闭原因',
    number: '订单号',
  },
  notPaid: '没有收到付款',
  closedWhys: {
    hold_ended: '超时没有付款',
    cancelled: '客人取消',
    sold_out: '库存不够',
    limit_reached: '超过限购',
    mismatch: '付款金额不符，原路退回',
  } satisfies Record<NonNullable<OrderFound['closedWhy']>, string>,
  stray: '这个单号下有一笔对不上订单的钱，正在原路退回。',

  refunds: '退款',
  refundRows: {
    amount: '金额',
    why: '原因',
    state: '进度',
    said: '支付方说',
    next: '下次再试',
    number: '退款单号',
  },
  strayWhy: '付款对不上订单',
  done: (moment: string) => `${moment} 已退到客人账上`,
  underWay: (moment: string) => `${moment} 起，等支付方确认`,
  stuck: (moment: string, tries: number) => `${moment} 起卡住，试过 ${tries} 次`,
  together: '同一个团',
};
