import { LunarDay, LunarMonth, LunarYear, SolarDay } from 'tyme4ts';
import type { ParkDay } from '../../../shared-types/ids';

/** The only file that knows the calendar library: pure arithmetic, no clock. Months 1–12, a leap month follows its like. */
export interface LunarMonthOf {
  year: number;
  month: number;
  leap: boolean;
}
export interface LunarDate extends LunarMonthOf {
  day: number;
}

/** The library writes a leap month as its negative. */
const signed = ({ month, leap }: LunarMonthOf): number => (leap ? -month : month);

/** The lunar date of a park day. */
export function lunarDateOf(day: ParkDay): LunarDate {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lunar = SolarDay.fromYmd(year, month, date).getLunarDay();
  const signedMonth = lunar.getMonth();
  return {
    year: lunar.getYear(),
    month: Math.abs(signedMonth),
    leap: signedMonth < 0,
    day: lunar.getDay(),
  };
}

/** The park day of a lunar date that exists. */
export function parkDayOfLunar(date: LunarDate): ParkDay {
  const solar = LunarDay.fromYmd(date.year, signed(date), date.day).getSolarDay();
  const two = (n: number) => String(n).padStart(2, '0');
  return `${solar.getYear()}-${two(solar.getMonth())}-${two(solar.getDay())}` as ParkDay;
}

/** Which month of a lunar year is doubled; 0 = none. */
export const leapMonthOf = (year: number): number => LunarYear.fromYear(year).getLeapMonth();

/** 29 or 30; 0 for a leap month that the year does not have. */
export const daysOfLunarMonth = (of: LunarMonthOf): number =>
  of.leap && leapMonthOf(of.year) !== of.month ? 0 : LunarMonth.fromYm(of.year, signed(of)).getDayCount();
