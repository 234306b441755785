import type { Instant } from '../../../shared-types/ids';
import { minuteOfParkDay, parkDayOf } from '../../../shared-types/park-day';
import type { CardDoc } from '../birthday/card';
import type { Ending } from '../coupon/ending';

/**
 * The words of subscribe messages, field by field as the templates have them (docs/messages.md). They are the only words
 * for guests that the cloud writes itself: WeChat shows them where no phone of ours can.
 */
type Fields = Record<string, { value: string }>;

/** `thing` fields take 20 characters. */
const THING = 20;
const chars = (text: string): string[] => [...text];

/** A text with an end that has to stay, cut to what a `thing` takes. */
function thing(text: string, end = ''): { value: string } {
  const room = THING - chars(end).length;
  const whole = chars(text);
  const kept = whole.length <= room ? text : `${whole.slice(0, room - 1).join('')}…`;
  return { value: kept + end };
}

/** 2026年6月16日 09:30, park time. */
function time(at: Instant): { value: string } {
  const [year, month, day] = parkDayOf(at).split('-').map(Number);
  const minutes = minuteOfParkDay(at);
  const two = (n: number) => String(n).padStart(2, '0');
  return { value: `${year}年${month}月${day}日 ${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` };
}

/** 优惠券到期提醒: 券名称 thing1 · 到期时间 time2 · 温馨提示 thing3 */
export const couponsEnding = ({ n, title }: Ending, endAt: Instant): Fields => ({
  thing1: n === 1 ? thing(title) : thing(title, `等${n}张`),
  time2: time(endAt),
  thing3: thing('来园区时别忘了用'),
});

/** 开抢提醒: 活动名称 thing1 · 开始时间 time2 · 温馨提示 thing3 */
export const offerOpening = (title: string, claimFrom: Instant, now: Instant): Fields => ({
  thing1: thing(title),
  time2: time(claimFrom),
  thing3: thing(now < claimFrom ? '到点打开就能领' : '已经开始，打开就能领'),
});

/** 生日祝福提醒: 祝福对象 thing1 · 温馨提示 thing2 */
export const birthdayCard = ({
  holderId,
  name,
  gift,
}: Pick<CardDoc, 'holderId' | 'name' | 'gift'>): Fields => ({
  thing1: holderId
    ? thing(name ?? '家人', '的生日贺卡到了')
    : thing(name ?? '', `${name ? '，' : ''}生日快乐`),
  thing2: thing(gift ? '园区画了贺卡，还有礼物' : '园区为你画了一张贺卡'),
});

/** 打卡提醒: 打卡内容 thing1 · 连续天数 number2 · 温馨提示 thing3 */
export const checkinReminder = (streak: number): Fields => ({
  thing1: thing('今天的签到'),
  number2: { value: String(streak) },
  thing3: thing(streak > 0 ? '点开签一下，连续不断' : '点开签一下，重新开始'),
});

/** 开奖结果通知: 活动名称 thing1 · 开奖结果 thing2 */
export const lotteryResult = (title: string, prize: string | null): Fields => ({
  thing1: thing(title),
  thing2: thing(prize === null ? '已开奖，点开看看结果' : `中奖了：${prize}`),
});
