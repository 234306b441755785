import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf, momentFrom, momentUntil } from '../../miniprogram/ui/form/moment';
import { addMonths, toggled, weeksOf } from '../../miniprogram/ui/form/month';
import { Reader } from '../../miniprogram/ui/form/reader';
import type { ParkDay } from '../../shared-types/ids';
import { addParkDays, weekdayOf } from '../../shared-types/park-day';

const at = (text: string) => Date.parse(`2026-${text}+08:00`);

describe('instants as people pick them', () => {
  it('midnight begins a day, or ends the one before', () => {
    expect(momentFrom(at('06-15T00:00'))).toMatchObject({ day: '2026-06-15', clock: '00:00' });
    expect(momentUntil(at('06-15T00:00'))).toMatchObject({ day: '2026-06-14', clock: '24:00' });
    expect(momentUntil(at('06-15T20:30'))).toMatchObject({ day: '2026-06-15', clock: '20:30' });
    expect(instantOf({ day: '2026-06-14' as ParkDay, clock: '24:00' })).toBe(at('06-15T00:00'));
  });

  it('untouched they are what they were, to the millisecond; picked anew they are whole minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (instant) => {
        for (const read of [momentFrom, momentUntil]) {
          const { at: _was, ...picked } = read(instant);
          expect(instantOf(read(instant))).toBe(instant);
          expect(instantOf(picked)).toBe(instant - (((instant % 60_000) + 60_000) % 60_000));
        }
      }),
    );
  });
});

describe('a month in a calendar', () => {
  it('June 2026 begins on a Monday and fills five weeks', () => {
    const weeks = weeksOf('2026-06');
    expect(weeks).toHaveLength(5);
    expect(weeks[0]?.[0]).toBe('2026-06-01');
    expect(weeks[4]).toEqual(['2026-06-29', '2026-06-30', null, null, null, null, null]);
  });

  it('any month has each of its days once, under its weekday', () => {
    fc.assert(
      fc.property(fc.integer({ min: -600, max: 600 }), (by) => {
        const month = addMonths('2026-06', by);
        expect(addMonths(month, -by)).toBe('2026-06');
        const days = weeksOf(month).flat();
        const own = days.filter((day): day is ParkDay => day !== null);
        const next = `${addMonths(month, 1)}-01`;
        expect(own[0]).toBe(`${month}-01`);
        expect(addParkDays(own.at(-1) as ParkDay, 1)).toBe(next);
        expect(new Set(own).size).toBe(own.length);
        for (const day of own) expect((days.indexOf(day) % 7) + 1).toBe(weekdayOf(day));
      }),
      { numRuns: 50 },
    );
  });

  it('a day pressed comes in order, pressed again it goes', () => {
    expect(toggled([5, 1], 3)).toEqual([1, 3, 5]);
    expect(toggled([1, 3], 3)).toEqual([1]);
  });
});

describe('reading what was typed', () => {
  it('the first thing wrong with a field is what is said', () => {
    const read = new Reader();
    expect(read.whole('n', 'x', { max: 9 })).toBeUndefined();
    read.whole('n', '10', { max: 9 });
    expect(read.errors).toEqual({ n: '填整数，例如 100' });
  });

  it('empty is nothing, unless it must be there', () => {
    const read = new Reader();
    expect([
      read.whole('a', ' ', { max: 9 }),
      read.fen('b', '', { max: 9 }),
      read.words('c', '', { max: 9 }),
    ]).toEqual([undefined, undefined, undefined]);
    expect(read.errors).toEqual({});
    read.fen('b', '', { max: 9, must: true });
    expect(Object.keys(read.errors)).toEqual(['b']);
  });
});
