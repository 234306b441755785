/** The words of WeChat's own question about subscribe messages, for browsers, where a stand-in asks it. */
export const wechat = {
  subscribe: '订阅消息',
  asks: '鲸喜会 申请',
  wants: '给你发送一次以下消息',
  allow: '允许',
  refuse: '拒绝',
};
