import type { OpenObligations } from '@shared/contract';

/** Leaving: what goes, what stays, and once more before it happens. */
export const leave = {
  title: '退出并删除资料',
  hello: '要离开了吗？',
  hint: '看一眼这些，再决定。',
  gone: '马上删除，找不回来',
  goneParts: [
    '称呼、头像、生日、手机号',
    '等级、连续签到和提醒',
    '没用完的积分、卡券和年卡',
    '收到的贺卡，写过的祝福',
  ],
  stays: '会留下来的',
  staysParts: ['用过、付过的账，但不再连着你', '领过的次数：再加入，限领的券不会重新算'],
  back: '以后想回来，随时可以再加入，从 0 积分开始。',
  guestHello: '你还不是会员',
  guestGone: ['在朋友贺卡上写过的祝福'],
  understood: '我明白，删掉就找不回来了',
  does: '退出并删除',
  doesGuest: '删除',
  stay: '先不退出',
  unsure: '网络不稳，还不知道有没有删完。再试一次，会接着删。',

  openTitle: '还有没用完的',
  openHint: '现在退出，就是放弃这些，以后补不回来：',
  open: {
    passes: (n: number) => `有效的年卡 ${n} 张`,
    coupons: (n: number) => `还能用的券 ${n} 张`,
    points: (n: number) => `积分 ${n}`,
  } satisfies Partial<Record<keyof OpenObligations, (n: number) => string>>,
  forfeit: '都放弃，退出并删除',

  payTitle: '还有订单没结清',
  pay: (n: number) => `有 ${n} 笔订单在等付款、等成团或等退款。等它们完成后，再来退出。`,
  seeOrders: '看看订单',

  done: '都删掉了',
  doneHint: '谢谢你来过。海一直在这里，想回来就回来。',
  home: '回到首页',
};
