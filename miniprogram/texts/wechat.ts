/** The words of WeChat's own questions and of its pay sheet, for browsers, where stand-ins show them. */
export const wechat = {
  asks: '鲸喜会 申请',
  allow: '允许',
  refuse: '拒绝',
  pay: '微信支付',
  payDesk: '浏览器里没有微信，由本地收款台代收',
  payCancel: '取消',
  payYes: '支付',

  subscribe: '订阅消息',
  wants: '给你发送一次以下消息',

  phone: '手机号验证',
  wantsPhone: '获取并验证你的手机号',
};
