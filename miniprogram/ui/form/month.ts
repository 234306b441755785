import type { ParkDay } from '@shared/ids';
import { addParkDays, startOfParkDay, weekdayOf } from '@shared/park-day';

/** `YYYY-MM` of a day. */
export const monthOf = (day: ParkDay): string => day.slice(0, 7);

/** The month some months later (earlier, if negative). */
export function addMonths(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const count = year * 12 + number - 1 + by;
  return `${Math.floor(count / 12)}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** A month as a calendar shows it: weeks from Monday to Sunday, null where a day belongs to another month. */
export function weeksOf(month: string): Array<Array<ParkDay | null>> {
  const first = `${month}-01` as ParkDay;
  const start = addParkDays(first, 1 - weekdayOf(first));
  const weeks: Array<Array<ParkDay | null>> = [];
  for (let monday = start; startOfParkDay(monday) < endOf(month); monday = addParkDays(monday, 7)) {
    const days = Array.from({ length: 7 }, (_unused, n) => addParkDays(monday, n));
    weeks.push(days.map((day) => (monthOf(day) === month ? day : null)));
  }
  return weeks;
}

const endOf = (month: string): number => startOfParkDay(`${addMonths(month, 1)}-01` as ParkDay);

/** Days chosen, one pressed: it comes or goes; in order. */
export const toggled = <T extends string | number>(chosen: T[], one: T): T[] =>
  (chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one]).sort((a, b) =>
    a < b ? -1 : 1,
  );
