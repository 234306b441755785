import { describe, expect, it } from 'vitest';
import { cut, type DayReport, misread, observe } from '../../../cloudfunctions/domain/lottery/observation.ts';
import { agreed, withEntered } from '../../../cloudfunctions/domain/lottery/settle.ts';
import { answerTo, observationHashOf } from '../../../shared-types/draw/rules.ts';
import type { ParkDay, StaffId } from '../../../shared-types/ids.ts';
import { sha256Hex } from '../../../shared-types/sha256.ts';

const day = '2026-06-16' as ParkDay;
interface Given {
  icons?: Record<number, string>;
  precip?: number | null;
  hourly?: Record<number, number>;
  hours?: number;
  tempMax?: number | null;
}
/** A cloudy, dry day but for what is given. */
function report({ icons = {}, precip = null, hourly = {}, hours = 24, tempMax = 24 }: Given): DayReport {
  return {
    day,
    precip,
    tempMax,
    hours: Array.from({ length: hours }, (_unused, hour) => ({
      hour,
      icon: icons[hour] ?? '101',
      precip: hourly[hour] ?? 0,
      temp: 15 + (hour % 12),
    })),
  };
}
const clear = (from: number, to: number, icon = '100') =>
  Object.fromEntries(Array.from({ length: to - from + 1 }, (_unused, i) => [from + i, icon]));

describe('what a day was', () => {
  it.each<[what: string, given: Given, sky: string | null]>([
    ['a trace below 0.1 mm is no rain', { precip: 0.09 }, 'cloudy'],
    ['0.1 mm is rain', { precip: 0.1 }, 'rainy'],
    ['the daily figure goes before the hours', { precip: 0, hourly: { 3: 5 } }, 'cloudy'],
    ['without one the hours are added', { hourly: { 3: 0.05, 4: 0.05 } }, 'rainy'],
    [
      'ten hours of a hundredth are 0.1 mm, however floats add up',
      { hourly: clearNumbers(10, 0.01) },
      'rainy',
    ],
    ['snow counts as its water', { icons: clear(7, 18, '400'), precip: 2.5 }, 'rainy'],
    ['snow without water is no rain', { icons: clear(7, 18, '400'), precip: 0 }, 'cloudy'],
    ['rain in a clear day is rain', { icons: clear(7, 18), precip: 0.2 }, 'rainy'],
    ['7 clear hours of 12 are sunny', { icons: clear(7, 13) }, 'sunny'],
    ['6 are not', { icons: clear(7, 12) }, 'cloudy'],
    ['hours outside 7 to 18 do not count', { icons: { ...clear(0, 6), ...clear(19, 23) } }, 'cloudy'],
    ['7 and 18 do', { icons: { ...clear(7, 9), ...clear(15, 18) } }, 'sunny'],
    [
      '少云 and the night icons count too',
      { icons: { ...clear(7, 9, '102'), 10: '150', 11: '152', 12: '100', 13: '102' } },
      'sunny',
    ],
    ['晴间多云 does not', { icons: clear(7, 18, '103') }, 'cloudy'],
    ['20 hours are enough', { hours: 20, icons: clear(7, 18) }, 'sunny'],
    ['19 are no data', { hours: 19, icons: clear(7, 18) }, null],
    ['19 are none, whatever the day says', { hours: 19, precip: 12 }, null],
  ])('%s', (_what, given, sky) => {
    expect(observe(report(given))?.sky ?? null).toBe(sky);
  });

  it('has no data where nothing says what fell, and takes an hour that comes twice as one', () => {
    const dry = report({});
    const silent = { ...dry, hours: dry.hours.map((hour) => ({ ...hour, precip: null })) };
    expect(observe(silent)).toBeNull();
    expect(observe({ ...dry, hours: Array(24).fill(dry.hours[0]) })).toBeNull();
  });

  it('takes the greatest of the hours where the day has no maximum', () => {
    expect(observe(report({ tempMax: 31.5 }))?.maxTemp).toBe(31.5);
    expect(observe(report({ tempMax: null }))?.maxTemp).toBe(26);
  });

  it('cuts water to tenths, so that what is published decides as what fell', () => {
    expect([0.09, 0.1, 0.19, 0.3, 12.37, 0].map(cut)).toEqual([0, 0.1, 0.1, 0.3, 12.3, 0]);
    expect(cut(0.1 + 0.7)).toBe(0.8);
  });

  it('answers a question, and exactly so many degrees are below', () => {
    const sky = 'sunny' as const;
    const warmer = (maxTemp: number | null) => answerTo({ type: 'maxTemp', above: 30 }, { sky, maxTemp });
    expect([30.1, 30, 29.9, null].map(warmer)).toEqual(['above', 'below', 'below', null]);
    expect(answerTo({ type: 'sky' }, { sky, maxTemp: null })).toBe('sunny');
  });

  it('is hashed as the specification writes it', () => {
    const figures = { day, precip: '0.0', sky: 'sunny' as const, maxTemp: '24.5' };
    expect(observationHashOf('rnd_1', figures)).toBe(sha256Hex('rnd_1|2026-06-16|0.0|sunny|24.5'));
  });
});

function clearNumbers(hours: number, precip: number): Record<number, number> {
  return Object.fromEntries(Array.from({ length: hours }, (_unused, i) => [i, precip]));
}

describe('what operators enter', () => {
  const entered = (by: string, precip: number, sky: 'sunny' | 'cloudy' | 'rainy' = 'cloudy') => ({
    by: by as StaffId,
    at: 1,
    precip,
    sky,
    maxTemp: null,
    reason: '观测站',
  });
  const round = (...all: Array<ReturnType<typeof entered>>) => ({ entered: all }) as never;

  it('has to agree with the rule', () => {
    const wrong = (precip: number, sky: 'sunny' | 'rainy') =>
      misread({ type: 'sky' }, { precip, sky, maxTemp: null });
    expect([wrong(0.1, 'sunny'), wrong(0, 'rainy'), wrong(0.1, 'rainy'), wrong(0, 'sunny')]).toEqual([
      ['sky'],
      ['sky'],
      [],
      [],
    ]);
    expect(misread({ type: 'maxTemp', above: 3 }, { precip: 0, sky: 'sunny', maxTemp: null })).toEqual([
      'maxTemp',
    ]);
  });

  it('settles only when two people say the same', () => {
    expect(agreed(withEntered(round(), entered('a', 0)))).toBeNull();
    expect(agreed(withEntered(round(entered('a', 0)), entered('a', 0)))).toBeNull();
    expect(agreed(withEntered(round(entered('a', 0)), entered('b', 0.3, 'rainy')))).toBeNull();
    expect(agreed(withEntered(round(entered('a', 0)), entered('b', 0)))?.observed).toEqual({
      precip: 0,
      sky: 'cloudy',
      maxTemp: null,
    });
    // Who corrects the own word has said the new one only.
    expect(withEntered(round(entered('a', 0)), entered('a', 1, 'rainy'))).toEqual([entered('a', 1, 'rainy')]);
  });
});
