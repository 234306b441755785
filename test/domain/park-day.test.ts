import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParkDay } from '../../shared-types/ids.ts';
import {
  addParkDays,
  endOfParkDay,
  isParkDay,
  minuteOfParkDay,
  parkDayOf,
  startOfParkDay,
  weekdayOf,
} from '../../shared-types/park-day.ts';

const day = (text: string) => text as ParkDay;

describe('the park day', () => {
  it.each([
    ['2026-06-14T15:59:59.999Z', '2026-06-14'],
    ['2026-06-14T16:00:00.000Z', '2026-06-15'],
    ['2026-06-14T23:59:00.000Z', '2026-06-15'],
    ['2026-06-15T00:00:00.000Z', '2026-06-15'],
    ['2025-12-31T16:00:00.000Z', '2026-01-01'],
  ])('%s is in %s, whatever the zone of the clock', (instant, expected) => {
    expect(parkDayOf(Date.parse(instant))).toBe(expected);
  });

  it('agrees with Intl in Asia/Shanghai at any instant since 1992', () => {
    const intl = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' });
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1992, 0), max: Date.UTC(2100, 0) }), (at) => {
        expect(parkDayOf(at)).toBe(intl.format(at));
      }),
    );
  });

  it('holds its own first and last instant and no other', () => {
    expect(parkDayOf(startOfParkDay(day('2026-02-28')))).toBe('2026-02-28');
    expect(parkDayOf(startOfParkDay(day('2026-02-28')) - 1)).toBe('2026-02-27');
    expect(endOfParkDay(day('2026-02-28')) + 1).toBe(startOfParkDay(day('2026-03-01')));
  });

  it.each([
    ['2026-02-28', 1, '2026-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2026-03-01', -1, '2026-02-28'],
  ])('%s %i days on is %s', (from, days, to) => {
    expect(addParkDays(day(from), days)).toBe(to);
  });

  it('counts Monday as 1 and Sunday as 7', () => {
    expect([weekdayOf(day('2026-11-23')), weekdayOf(day('2026-11-29'))]).toEqual([1, 7]);
  });

  it('counts minutes from the park’s midnight', () => {
    expect(minuteOfParkDay(Date.parse('2026-06-14T16:00:59Z'))).toBe(0);
    expect(minuteOfParkDay(Date.parse('2026-06-15T15:59:59Z'))).toBe(1439);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-06-31'])('%s is no day', (text) => {
    expect(isParkDay(text)).toBe(false);
  });
});
