import { addParkDays, minuteOfParkDay, parkDayOf } from '@shared/park-day';

export { minuteOfParkDay as minuteOfDay };

const two = (n: number): string => String(n).padStart(2, '0');

/** 20:00, park time. */
export function clockOf(at: number): string {
  const minutes = minuteOfParkDay(at);
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** 今天 · 明天 · 昨天 · 6月15日 · 2026年1月3日 (another year). */
export function dayOf(at: number, now: number): string {
  const day = parkDayOf(at);
  const today = parkDayOf(now);
  if (day === today) return '今天';
  if (day === addParkDays(today, 1)) return '明天';
  if (day === addParkDays(today, -1)) return '昨天';
  const [year, month, date] = day.split('-').map(Number);
  return today.startsWith(`${year}-`) ? `${month}月${date}日` : `${year}年${month}月${date}日`;
}

/** A day with its date where `dayOf` gives only a word: 明天（6月16日）. */
export function fullDayOf(at: number, now: number): string {
  const [word, [, month, date]] = [dayOf(at, now), parkDayOf(at).split('-').map(Number)];
  return /[天]$/.test(word) ? `${word}（${month}月${date}日）` : word;
}

/** 明天 10:00 */
export const momentOf = (at: number, now: number): string => `${dayOf(at, now)} ${clockOf(at)}`;

/** Windows end with the last instant of a day or, half-open, with the first of the next: either way that day. */
const lastDayOf = (at: number): number | null => {
  const clock = clockOf(at);
  if (clock === '00:00') return at - 1;
  return clock === '23:59' ? at : null;
};

/** How an end is said: 今天 20:00 截止; an end that is a day's end is just that day: 6月15日截止. */
export function untilOf(at: number, now: number, word = '截止'): string {
  const lastDay = lastDayOf(at);
  return lastDay === null ? `${momentOf(at, now)} ${word}` : `${dayOf(lastDay, now)}${word}`;
}

/** A window: 今天 – 6月15日, with hours where they are not a day's own: 今天 10:00 – 6月15日. */
export function spanOf(from: number, to: number, now: number): string {
  const start = clockOf(from) === '00:00' ? dayOf(from, now) : momentOf(from, now);
  const lastDay = lastDayOf(to);
  return `${start} – ${lastDay === null ? momentOf(to, now) : dayOf(lastDay, now)}`;
}

/** ¥9.9 without the sign: whole yuan without a point, else as few digits as needed. */
export function yuanOf(fen: number): string {
  const yuan = fen / 100;
  return Number.isInteger(yuan) ? String(yuan) : yuan.toFixed(2).replace(/0$/, '');
}

/** The most the cloud takes for an amount: a million yuan. */
const MAX_FEN = 100_000_000;

/** What a person typed as yuan (12, 12.5, 12.50) in fen; null when it is no amount of money. */
export function fenOf(text: string): number | null {
  const amount = /^(\d{1,7})(?:\.(\d{0,2}))?$/.exec(text.trim());
  if (!amount) return null;
  const fen = Number(amount[1]) * 100 + Number((amount[2] ?? '').padEnd(2, '0'));
  return fen <= MAX_FEN ? fen : null;
}

/** 1,280 */
export const countOf = (n: number): string => String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ',');

/** As `countOf`, with a real minus, as wide as a figure; `plus` stands before what is not below zero. */
export const signedOf = (n: number, plus = ''): string =>
  n < 0 ? `−${countOf(-n)}` : `${plus}${countOf(n)}`;

/** 1234 5678 9012 */
export const groupsOfFour = (digits: string): string => digits.replace(/(\d{4})(?=\d)/g, '$1 ');

/** 123 456 */
export const spaced = (digits: string): string => digits.replace(/(\d{3})(?=\d)/g, '$1 ');

/** What is left, for a countdown: 2 天 03:04:05 or 03:04:05; never below zero. */
export function leftOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const days = Math.floor(seconds / 86_400);
  const clock = `${two(Math.floor(seconds / 3600) % 24)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days} 天 ${clock}` : clock;
}

/** 折扣 as people say it: 20 percent off is 8 折, 15 is 8.5 折. */
export const foldOf = (percentOff: number): string => String((100 - percentOff) / 10);
