import type { Instant, ParkDay } from './ids';

/**
 * The park's calendar: Asia/Shanghai, which has been UTC+8 without daylight saving since 1991, so plain
 * arithmetic is exact and does not depend on the clock zone of a server or a phone.
 */
const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
const OFFSET_MS = 8 * HOUR_MS;

/** The park day an instant belongs to. */
export const parkDayOf = (at: Instant): ParkDay =>
  new Date(at + OFFSET_MS).toISOString().slice(0, 10) as ParkDay;

/** 00:00:00.000 of a park day. */
export const startOfParkDay = (day: ParkDay): Instant => Date.parse(`${day}T00:00:00.000Z`) - OFFSET_MS;

/** 23:59:59.999 of a park day: the last instant at which something "valid to this day" is still valid. */
export const endOfParkDay = (day: ParkDay): Instant => startOfParkDay(day) + DAY_MS - 1;

/** The park day `days` later (earlier, if negative). */
export const addParkDays = (day: ParkDay, days: number): ParkDay =>
  parkDayOf(startOfParkDay(day) + days * DAY_MS);

/** ISO weekday of a park day: 1 = Monday … 7 = Sunday. */
export const weekdayOf = (day: ParkDay): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/** Minutes since the park's midnight, 0–1439. */
export const minuteOfParkDay = (at: Instant): number =>
  Math.floor((at - startOfParkDay(parkDayOf(at))) / 60_000);

/** Whether a text is a day that exists, written canonically. */
export const isParkDay = (text: string): text is ParkDay =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
  new Date(`${text}T00:00:00Z`).toISOString().slice(0, 10) === text;

/** Park days from `a` to `b`; negative if `b` comes first. */
export const parkDaysBetween = (a: ParkDay, b: ParkDay): number =>
  (startOfParkDay(b) - startOfParkDay(a)) / DAY_MS;

/** The first day of the month after a park day's. */
export const firstOfNextMonth = (day: ParkDay): ParkDay =>
  `${addParkDays(`${day.slice(0, 7)}-28` as ParkDay, 4).slice(0, 7)}-01` as ParkDay;
