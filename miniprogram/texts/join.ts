/** Joining, and what it means for a person's data. */
export const joining = {
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
      body: '微信给本小程序的编号（openid，不是微信号）、加入的日子、签到、积分，以及领到的券：何时领的、何时在哪家店用的、转送给谁。昵称、头像、生日、手机号，你填了才有。不要定位和通讯录。',
    },
    {
      head: '为什么要记',
      body: '没有编号就认不出是你；没有记录，券可能被用两次。这些只用来发券、核券、算积分和等级、对账；生日只用来寄贺卡。',
    },
    { head: '谁能看到', body: '园区的工作人员。店员核券时只看到昵称的第一个字。我们不卖、不换你的资料。' },
    { head: '广告', body: '不发。以后若有活动消息，会单独问你，你同意了才发，随时能关。' },
    {
      head: '怎么离开',
      body: '不用了就不用管它，不会有任何费用。想退出，在「我的数据与隐私」里可以导出、退出并删除，马上生效；用过、付过的账按规定保留，但不再和你连着。',
    },
    { head: '孩子', body: '未满 14 岁请由监护人加入和使用。' },
  ],
};
