import { badValue } from '../errors.ts';
import type { Zone } from './zones.ts';

/** A local time, held in a Date whose UTC fields are the local ones. */
export type Local = Date;
const DAY = 86_400_000;

export function localOf(instant: Date, zone: Zone): Local {
  const ms = instant.getTime();
  return zone(ms) === 0 ? instant : new Date(ms + zone(ms));
}

/** A date that can be written down; beyond ± 270,000 years there is none. */
export function dateAt(ms: number): Date {
  const date = new Date(Math.trunc(ms));
  if (Number.isNaN(date.getTime())) throw badValue('date overflow');
  return date;
}

/** Days since 1970-01-01 of a local date. */
export function dayNumber(t: Local): number {
  return Math.floor(t.getTime() / DAY);
}

/** Local midnight of a date in ms; months and days may overflow. Years below 100 are meant as they are. */
export function dateMs(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day);
}

/** 1–366. */
export function dayOfYear(t: Local): number {
  return dayNumber(t) - dateMs(t.getUTCFullYear(), 1, 1) / DAY + 1;
}

/** 1 (Sunday) – 7. */
export function dayOfWeek(t: Local): number {
  return t.getUTCDay() + 1;
}

/** 1 (Monday) – 7. */
export function isoDayOfWeek(t: Local): number {
  return t.getUTCDay() || 7;
}

/** 0–53: weeks begin on Sundays, days before the first Sunday are in week 0. */
export function week(t: Local): number {
  return Math.floor((dayOfYear(t) + 6 - t.getUTCDay()) / 7);
}

/** The Thursday of the same ISO week decides which year the week belongs to. */
function thursday(t: Local): Local {
  return new Date((dayNumber(t) + 4 - isoDayOfWeek(t)) * DAY);
}

/** 1–53. */
export function isoWeek(t: Local): number {
  return Math.floor((dayOfYear(thursday(t)) - 1) / 7) + 1;
}

export function isoWeekYear(t: Local): number {
  return thursday(t).getUTCFullYear();
}

/** Local midnight of a day of an ISO week in ms; weeks and days may overflow. */
export function isoDateMs(year: number, weekOfYear: number, day: number): number {
  const fourth = new Date(dateMs(year, 1, 4));
  return (dayNumber(fourth) - isoDayOfWeek(fourth) + (weekOfYear - 1) * 7 + day) * DAY;
}
