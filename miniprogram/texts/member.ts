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
  /** A short and true text of what the app does today. The park replaces it by its own before it opens. */
  consentText: [
    {
      head: '我们记下什么',
      body: '微信给本小程序的编号（openid，不是微信号）、你填的昵称、加入的日子，以及领到的券：何时领的、何时在哪家店用的、转送给谁。不要手机号、定位和通讯录。',
    },
    {
      head: '为什么要记',
      body: '没有编号就认不出是你；没有记录，券可能被用两次。这些只用来发券、核券、对账。',
    },
    { head: '谁能看到', body: '园区的工作人员。店员核券时只看到昵称的第一个字。我们不卖、不换你的资料。' },
    { head: '广告', body: '不发。以后若有活动消息，会单独问你，你同意了才发，随时能关。' },
    {
      head: '怎么离开',
      body: '不用了就不用管它，不会有任何费用。想退出并删掉资料，到游客中心说一声；已用过的券，账目按规定保留，但不再和你的昵称连着。',
    },
    { head: '孩子', body: '未满 14 岁请由监护人加入和使用。' },
  ],
};
