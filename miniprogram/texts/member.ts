import type { Tier } from '@shared/contract';

export const member = {
  title: '会员',
  tiers: { bronze: '铜卡会员', silver: '银卡会员', gold: '金卡会员', diamond: '钻卡会员' } satisfies Record<
    Tier,
    string
  >,
  nameless: '鲸喜会会员',
  points: '积分',
  since: (day: string) => `${day}加入`,
  guestTitle: '还不是会员',
  guestHint: '加入只要一步，不用填手机号。',
  join: '加入鲸喜会',
  perks: ['领园内优惠券，手机出示就能用', '消费积分，等级越高礼遇越多', '生日有一张小鲸鱼寄来的贺卡'],
  largeType: '大字模式',
  largeTypeHint: '字大一号，看得轻松',
  on: '已开启',
  off: '未开启',
  consent: '会员协议与隐私',
  agreed: (version: string) => `已同意第 ${version} 版`,
  staff: '员工工作台',
  staffHint: '扫码核销',

  joinTitle: '加入鲸喜会',
  joinHello: '怎么称呼你？',
  joinHint: '可以不填，以后再改。',
  nickname: '昵称（选填）',
  agree: '我已阅读并同意',
  agreeLink: '《会员协议与隐私说明》',
  agreeFirst: '请先勾选同意协议',
  joinNow: '加入',
  joined: '欢迎加入鲸喜会',
  consentChanged: '协议有新版本，请看过再同意一次。',
  consentTitle: '会员协议与隐私说明',
  consentText: [
    {
      head: '我们记下什么',
      body: '你的昵称、领过和用过的券、积分与到园记录。不要手机号也能用；需要时会单独问你。',
    },
    { head: '用来做什么', body: '发券、核销、算积分和会员等级。营销消息只在你同意后发送，随时可以关。' },
    { head: '你可以做什么', body: '随时查看、导出或删除自己的数据，也可以退出会员。退出和加入一样简单。' },
    { head: '孩子', body: '未满 14 岁的孩子由监护人代为加入，并需要监护人同意。' },
  ],
};
