import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Birthday,
  birthdayIn,
  birthdayKey,
  birthdaysOn,
  existsInCalendar,
  nextBirthday,
} from '../../cloudfunctions/domain/birthday/calendar.ts';
import { lunarDateOf } from '../../cloudfunctions/domain/birthday/lunar.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { addParkDays } from '../../shared-types/park-day.ts';
import table from './birthday-table.json' with { type: 'json' };

const day = (text: string) => text as ParkDay;
const lunar = (month: number, date: number, over: Partial<Birthday> = {}): Birthday => ({
  calendar: 'lunar',
  month,
  day: date,
  ...over,
});
const solar = (month: number, date: number, over: Partial<Birthday> = {}): Birthday => ({
  calendar: 'solar',
  month,
  day: date,
  ...over,
});
const named = ({ birthday, days }: (typeof table.rows)[number]) =>
  [birthdayKey(birthday as Birthday), birthday as Birthday, days] as const;

describe('the next ten years, against a second calendar library', () => {
  it.each(table.rows.map(named))('%s', (_key, birthday, days) => {
    expect(table.years.map((year) => birthdayIn(birthday, year))).toEqual(days);
  });

  it('finds each by its key on those days and on no other', () => {
    const found = new Map<string, string[]>();
    for (let at = day('2026-01-01'); at < '2037-01-01'; at = addParkDays(at, 1))
      for (const { key } of birthdaysOn(at)) found.set(key, [...(found.get(key) ?? []), at]);
    for (const [key, , days] of table.rows.map(named)) {
      const until = (text: string) => text >= (days[0] as string) && text <= (days.at(-1) as string);
      expect(found.get(key)?.filter(until), key).toEqual(days);
    }
  });

  it('has every month begin on the same day', () => {
    const ours = table.months.map((row) => {
      const { year, month, leap, day: date } = lunarDateOf(day(row.slice(0, 10)));
      return `${row.slice(0, 10)} ${year} ${leap ? 'L' : 'l'}${month}${date === 1 ? '' : ` ${date}`}`;
    });
    expect(ours).toEqual(table.months);
  });
});

describe('a birthday', () => {
  const anyBirthday = fc.oneof(
    fc
      .record({ month: fc.integer({ min: 1, max: 12 }), day: fc.integer({ min: 1, max: 31 }) })
      .map(({ month, day: date }) => solar(month, date)),
    fc
      .record({
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 30 }),
        leapMonth: fc.boolean(),
      })
      .map((date): Birthday => ({ calendar: 'lunar', ...date })),
  );

  it('has one day a birthday year, found by its key with that year', () => {
    fc.assert(
      fc.property(anyBirthday, fc.integer({ min: 2000, max: 2060 }), (birthday, year) => {
        fc.pre(existsInCalendar(birthday));
        const kept = birthdayIn(birthday, year);
        expect(birthdaysOn(kept)).toContainEqual({ key: birthdayKey(birthday), year });
        expect(nextBirthday(birthday, kept)).toEqual({ day: kept, year });
        const after = nextBirthday(birthday, addParkDays(kept, 1));
        expect(after).toEqual({ day: birthdayIn(birthday, year + 1), year: year + 1 });
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['an ordinary day', '2026-06-15', ['s-06-15', 'l-05-01', 'L-05-01']],
    ['28 February of a common year', '2026-02-28', ['s-02-28', 's-02-29', 'l-01-12', 'L-01-12']],
    ['28 February of a leap year', '2028-02-28', ['s-02-28', 'l-02-04', 'L-02-04']],
    ['the 29th of a short month', '2026-03-18', ['s-03-18', 'l-01-30', 'L-01-30']],
    [
      'the last day of a lunar year of 29',
      '2027-02-05',
      ['s-02-05', 'l-12-29', 'l-12-30', 'L-12-29', 'L-12-30'],
    ],
    ['the plain month before its leap month', '2033-12-20', ['s-12-20', 'l-11-29']],
    ['the 29th of a short leap month', '2028-07-21', ['s-07-21', 'L-05-29', 'L-05-30']],
  ])('%s, %s, is the day of %j', (_name, on, keys) => {
    expect(birthdaysOn(day(on)).map(({ key }) => key)).toEqual(keys);
  });

  it.each([
    ['solar 29 February without a year', solar(2, 29), true],
    ['solar 29 February 2000', solar(2, 29, { year: 2000 }), true],
    ['solar 29 February 2001', solar(2, 29, { year: 2001 }), false],
    ['solar 31 June', solar(6, 31), false],
    ['solar month 13', solar(13, 1), false],
    ['solar day 0', solar(1, 0), false],
    ['solar with a leap month', solar(6, 1, { leapMonth: true }), false],
    ['solar 1899', solar(1, 1, { year: 1899 }), false],
    ['solar of the day after today', solar(6, 16, { year: 2026 }), false],
    ['solar of today', solar(6, 15, { year: 2026 }), true],
    ['lunar 30th', lunar(12, 30), true],
    ['lunar 31st', lunar(12, 31), false],
    ['lunar 30th of a month that was short', lunar(1, 30, { year: 2024 }), false],
    ['lunar leap month that was', lunar(6, 1, { leapMonth: true, year: 2025 }), true],
    ['lunar leap month that was not', lunar(6, 1, { leapMonth: true, year: 2024 }), false],
    ['lunar leap month of some year', lunar(4, 30, { leapMonth: true }), true],
    ['lunar leap month of no year', lunar(12, 1, { leapMonth: true }), false],
    ['lunar date after today in this lunar year', lunar(5, 5, { year: 2026 }), false],
  ])('%s: %j exists: %s', (_name, birthday, exists) => {
    expect(existsInCalendar(birthday, day('2026-06-15'))).toBe(exists);
  });
});
