/** Asia/Shanghai has had no daylight saving time since 1991: a fixed offset is exact and fast. */
const SHANGHAI_MS = 8 * 3_600_000;
export const DAY_MS = 24 * 3_600_000;

/** The park day (`YYYY-MM-DD` in Asia/Shanghai) of an instant. @param at epoch ms */
export function parkDayOf(at: number): string {
  return new Date(at + SHANGHAI_MS).toISOString().slice(0, 10);
}

/** The instant a park day begins, epoch ms; NaN for what is no day. @param day `YYYY-MM-DD` */
export function startOfParkDay(day: string): number {
  const start = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) - SHANGHAI_MS : Number.NaN;
  // 31 February parses as a day of March.
  return Number.isNaN(start) || parkDayOf(start) !== day ? Number.NaN : start;
}

/** `yyyyMMddHHmmss` in Asia/Shanghai, as WeChat Pay writes times. @param at epoch ms */
export function payTime(at: number): string {
  return new Date(at + SHANGHAI_MS).toISOString().slice(0, 19).replace(/\D/g, '');
}
