import type { ParkDay } from '../../../shared-types/ids';

/** `YYYY-MM` of the park's calendar. */
export type Month = string;
/** Months → their days as bits: day 1 is bit 0. A month is one number, so a member's whole history is a small thing. */
export type Days = Record<Month, number>;

export const monthOf = (day: ParkDay): Month => day.slice(0, 7);
const bitOf = (day: ParkDay): number => 1 << (Number(day.slice(8)) - 1);

export const hasDay = (days: Days, day: ParkDay): boolean => ((days[monthOf(day)] ?? 0) & bitOf(day)) !== 0;

export const withDay = (days: Days, day: ParkDay): Days => ({
  ...days,
  [monthOf(day)]: (days[monthOf(day)] ?? 0) | bitOf(day),
});

/** The days of a month, in order. */
export const daysIn = (days: Days, month: Month): ParkDay[] =>
  Array.from({ length: 31 }, (_unused, i) => `${month}-${String(i + 1).padStart(2, '0')}` as ParkDay).filter(
    (day) => hasDay(days, day),
  );

export const countIn = (days: Days, month: Month): number => daysIn(days, month).length;
