import { countOf } from '../../../ui/format';

/** What stands where there was nothing to divide by, or nothing to measure. */
const NOTHING = '–';

/** ¥1,234.00, with a real minus. @param fen */
export function moneyOf(fen: number): string {
  const [yuan, rest] = [Math.floor(Math.abs(fen) / 100), Math.abs(fen) % 100];
  return `${fen < 0 ? '−' : ''}¥${countOf(yuan)}.${String(rest).padStart(2, '0')}`;
}

/** 12.5% of a ratio; whole percents without a point. */
export function rateOf(ratio: number | null): string {
  if (ratio === null) return NOTHING;
  return `${(ratio * 100).toFixed(1).replace(/\.0$/, '')}%`;
}

/** Two digits after the point, for what is no part of a whole. */
export const timesOf = (ratio: number | null): string => (ratio === null ? NOTHING : ratio.toFixed(2));

/** The two largest units of a time: 45 秒 · 12 分 · 3 小时 5 分 · 2 天 4 小时. @param ms */
export function lastingOf(ms: number | null): string {
  if (ms === null) return NOTHING;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} 秒`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} 分`;
  if (minutes < 1440) return pair(minutes, 60, '小时', '分');
  return pair(Math.round(minutes / 60), 24, '天', '小时');
}

const pair = (n: number, by: number, large: string, small: string): string =>
  `${Math.floor(n / by)} ${large}${n % by > 0 ? ` ${n % by} ${small}` : ''}`;

/** How long a bar is, CSS percent. What is more than nothing can be seen. */
export function barOf(n: number, most: number): string {
  if (n <= 0 || most <= 0) return '0%';
  return `${Math.max(1, Math.min(100, (n / most) * 100))}%`;
}

/** 6月15日 of 2026-06-15. */
export function dateOf(day: string): string {
  const [, month, date] = day.split('-').map(Number);
  return `${month}月${date}日`;
}
