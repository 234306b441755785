import type { Birthday } from '../../../shared-types/contract/fields';
import type { ParkDay } from '../../../shared-types/ids';
import { isParkDay } from '../../../shared-types/park-day';
import { daysOfLunarMonth, leapMonthOf, lunarDateOf, parkDayOfLunar } from './lunar';

/** A birthday as a person says it: month and day of a calendar, the year only if they care to. */
export type { Birthday };

/**
 * What all birthdays that are kept on the same days have in common, `s-06-15`, `l-05-06` or, born in a leap month,
 * `L-05-06`: the index that finds them.
 */
export type BirthdayKey = string;

/** Years a birthday may have, and those that say which leap months there are at all. */
const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

const two = (n: number): string => String(n).padStart(2, '0');
const solarDay = (year: number, month: number, day: number): ParkDay =>
  `${year}-${two(month)}-${two(day)}` as ParkDay;

const keyOf = (kind: 's' | 'l' | 'L', month: number, day: number): BirthdayKey =>
  `${kind}-${two(month)}-${two(day)}`;

export const birthdayKey = ({ calendar, month, day, leapMonth }: Birthday): BirthdayKey =>
  keyOf(calendar === 'solar' ? 's' : leapMonth ? 'L' : 'l', month, day);

/** Whether there is such a day: in its year, or in any year if it has none; not after `today`, where that is given. */
export function existsInCalendar(birthday: Birthday, today?: ParkDay): boolean {
  const { calendar, month, day, leapMonth, year } = birthday;
  if (month < 1 || month > 12 || day < 1 || day > (calendar === 'solar' ? 31 : 30)) return false;
  if (year === undefined) return calendar === 'solar' ? existsInSome(birthday) : existsInSomeLunar(birthday);
  if (year < FIRST_YEAR || year > LAST_YEAR) return false;
  if (calendar === 'solar') {
    const born = solarDay(year, month, day);
    return !leapMonth && isParkDay(born) && (today === undefined || born <= today);
  }
  const leap = leapMonth === true;
  if (day > daysOfLunarMonth({ year, month, leap })) return false;
  return today === undefined || parkDayOfLunar({ year, month, leap, day }) <= today;
}

/** 2000 has every day a solar year can have. */
const existsInSome = ({ month, day, leapMonth }: Birthday): boolean =>
  !leapMonth && isParkDay(solarDay(2000, month, day));

/** Every plain month has 30 days in some year; a leap month is looked for. */
function existsInSomeLunar({ month, day, leapMonth }: Birthday): boolean {
  if (!leapMonth) return true;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++)
    if (leapMonthOf(year) === month && day <= daysOfLunarMonth({ year, month, leap: true })) return true;
  return false;
}

/**
 * The day a birthday is kept on in a birthday year (for a lunar one: the lunar year). 29 February is kept on the 28th
 * where it is missing, a leap month's day in the plain month, the 30th of a short month on its 29th.
 */
export function birthdayIn({ calendar, month, day, leapMonth }: Birthday, year: number): ParkDay {
  if (calendar === 'solar') {
    const same = solarDay(year, month, day);
    return isParkDay(same) ? same : solarDay(year, month, day - 1);
  }
  const leap = leapMonth === true && leapMonthOf(year) === month;
  const last = daysOfLunarMonth({ year, month, leap });
  return parkDayOfLunar({ year, month, leap, day: Math.min(day, last) });
}

/** A birthday's next day, today included, and the birthday year it belongs to. */
export function nextBirthday(birthday: Birthday, today: ParkDay): { day: ParkDay; year: number } {
  const year = birthday.calendar === 'solar' ? Number(today.slice(0, 4)) : lunarDateOf(today).year;
  const day = birthdayIn(birthday, year);
  return day >= today ? { day, year } : { day: birthdayIn(birthday, year + 1), year: year + 1 };
}

/** The keys of all birthdays that are kept on a park day, with their birthday year: one to six of them. */
export function birthdaysOn(day: ParkDay): Array<{ key: BirthdayKey; year: number }> {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const solar = [keyOf('s', month, date)];
  if (month === 2 && date === 28 && !isParkDay(solarDay(year, 2, 29))) solar.push(keyOf('s', 2, 29));
  const lunar = lunarDateOf(day);
  return [
    ...solar.map((key) => ({ key, year })),
    ...lunarKeys(lunar).map((key) => ({ key, year: lunar.year })),
  ];
}

function lunarKeys(date: ReturnType<typeof lunarDateOf>): BirthdayKey[] {
  const { year, month, leap, day } = date;
  const days = day === 29 && daysOfLunarMonth(date) === 29 ? [29, 30] : [day];
  if (leap) return days.map((d) => keyOf('L', month, d));
  const kinds = leapMonthOf(year) === month ? (['l'] as const) : (['l', 'L'] as const);
  return kinds.flatMap((kind) => days.map((d) => keyOf(kind, month, d)));
}
