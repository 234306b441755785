/** What a member says of themselves. */
export const profile = {
  title: '我的资料',
  hint: '都可以不填，不填也能领券、攒积分。',
  avatar: '头像',
  avatarNone: '换一张自己的',
  avatarBusy: '正在上传…',
  avatarFailed: '头像没传上去，请再试一次。',
  name: '称呼',
  nameNone: '还没填',
  nameTitle: '怎么称呼你？',
  namePlaceholder: '昵称',
  nameEmpty: '写一个称呼吧，或者关掉这里。',
  birthday: '生日',
  birthdayNone: '填上，当天有贺卡和礼物',
  phone: '手机号',
  phoneNone: '绑定，需要时好找到你',
  phoneBound: (masked: string) => `${masked}，点一下换绑`,
  phoneDone: '手机号已绑定',
  phoneNo: '没有绑定。改主意了，再点一次就好。',
  phoneOld: '这次的验证过时了，请再点一次。',
  save: '保存',
  saved: '已保存',
  unsure: '网络不稳，还不知道有没有保存。再试一次不会重复。',
  guest: '加入后就能填资料',
  guestHint: '称呼、生日都可以以后再填。',
  join: '免费加入',
};

const LUNAR_MONTHS = ['正', '二', '三', '四', '五', '六', '七', '八', '九', '十', '冬', '腊'];
const DIGITS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** 初一 … 三十 */
export function lunarDay(day: number): string {
  if (day === 20) return '二十';
  if (day === 30) return '三十';
  const ten = ['初', '十', '廿'][Math.floor((day - 1) / 10)] ?? '';
  return `${ten}${DIGITS[(day - 1) % 10] ?? ''}`;
}
/** 正月 … 腊月 */
export const lunarMonth = (month: number): string => `${LUNAR_MONTHS[month - 1] ?? ''}月`;

/** Saying one's birthday. */
export const birthdayForm = {
  title: '我的生日',
  hello: '哪一天是你的生日？',
  hint: '那天早上，会有一张贺卡和一份礼物。',
  calendars: { solar: '公历', lunar: '农历' },
  month: '几月',
  day: '几日',
  solarMonth: (month: number) => `${month}月`,
  leap: '闰月',
  leapHint: '生在闰月的才选',
  year: '出生年份',
  yearHint: '可以不填',
  yearWrong: (last: number) => `填 1900 到 ${last} 之间的年份，或者不填`,
  choose: '先选月和日',
  once: '填好后还能更正一次，请看仔细。',
  lastTime: '只能再改这一次，请看仔细。',
  fixed: '生日已经更正过一次，不能再改。',
  fixedHint: '真的填错了，请到游客中心。',
  save: (said: string) => `就是 ${said}`,
  same: '没有改动',

  // once it is said
  done: '记下了',
  today: '就是今天，生日快乐！',
  next: (day: string, days: number) => (days === 1 ? '明天就是你的生日' : `下一次是 ${day}，还有 ${days} 天`),
  ask: '那天早上用微信告诉我',
  asked: '到时微信会告诉你',
  cards: '看看我的贺卡',
};

interface Said {
  calendar: 'solar' | 'lunar';
  month: number;
  day: number;
  leapMonth?: boolean | undefined;
}

/** 6月24日 · 农历闰四月初八 */
export function birthdayText({ calendar, month, day, leapMonth }: Said): string {
  if (calendar === 'solar') return `${month}月${day}日`;
  return `农历${leapMonth ? '闰' : ''}${lunarMonth(month)}${lunarDay(day)}`;
}
