import { describe, expect, it } from 'vitest';
import {
  countOf,
  dayOf,
  fenOf,
  foldOf,
  groupsOfFour,
  leftOf,
  momentOf,
  signedOf,
  spanOf,
  untilOf,
  yuanOf,
} from '../../miniprogram/ui/format';
import { isWellTyped, luhnDigit } from '../../shared-types/counter-code';

const park = (text: string) => Date.parse(`${text}+08:00`);
const now = park('2026-06-10T15:00:00');

describe('dates as people say them', () => {
  it('given days near today, then they have a name; others are dates, with the year only when it differs', () => {
    expect(dayOf(park('2026-06-10T00:00:00'), now)).toBe('今天');
    expect(dayOf(park('2026-06-11T23:59:59'), now)).toBe('明天');
    expect(dayOf(park('2026-06-09T23:59:59'), now)).toBe('昨天');
    expect(dayOf(park('2026-06-15T12:00:00'), now)).toBe('6月15日');
    expect(dayOf(park('2027-01-03T12:00:00'), now)).toBe('2027年1月3日');
  });

  it('given the first hours of a park day, when UTC still has the day before, then it is today', () => {
    expect(momentOf(park('2026-06-10T00:30:00'), park('2026-06-10T07:00:00'))).toBe('今天 00:30');
  });

  it('given an end, then it says the hour, but the last minute of a day is just that day', () => {
    expect(untilOf(park('2026-06-10T20:00:00'), now)).toBe('今天 20:00 截止');
    expect(untilOf(park('2026-06-15T23:59:59.999'), now)).toBe('6月15日截止');
    expect(untilOf(park('2026-06-10T23:59:59.999'), now, '到期')).toBe('今天到期');
    expect(untilOf(park('2026-06-16T00:00:00'), now)).toBe('6月15日截止');
  });

  it('given a window, then whole days have no hours', () => {
    expect(spanOf(park('2026-06-10T00:00:00'), park('2026-06-16T00:00:00'), now)).toBe('今天 – 6月15日');
    expect(spanOf(park('2026-06-10T10:00:00'), park('2026-06-11T20:00:00'), now)).toBe(
      '今天 10:00 – 明天 20:00',
    );
  });
});

describe('countdowns', () => {
  it('given what is left, then hours, minutes and seconds have two digits and days stand before them', () => {
    expect(leftOf(3_723_000)).toBe('01:02:03');
    expect(leftOf(2 * 86_400_000 + 1000)).toBe('2 天 00:00:01');
  });
  it('given the last part of a second, then it still counts; afterwards it stays at zero', () => {
    expect(leftOf(1)).toBe('00:00:01');
    expect(leftOf(0)).toBe('00:00:00');
    expect(leftOf(-5000)).toBe('00:00:00');
  });
});

describe('figures', () => {
  it('given fen, then yuan have only the digits they need', () => {
    expect([990, 2000, 1005, 0].map(yuanOf)).toEqual(['9.9', '20', '10.05', '0']);
  });
  it('given counts, numbers and discounts, then they read as on a price tag', () => {
    expect(countOf(12860)).toBe('12,860');
    expect([signedOf(-1280), signedOf(5, '+'), signedOf(0)]).toEqual(['−1,280', '+5', '0']);
    expect(groupsOfFour('418290375516')).toBe('4182 9037 5516');
    expect([20, 15, 50].map(foldOf)).toEqual(['8', '8.5', '5']);
  });
});

describe('a typed number', () => {
  it('given a right check digit, then it may be sent; any one wrong digit is found before that', () => {
    const number = `41829037551${luhnDigit('41829037551')}`;
    expect(isWellTyped(number)).toBe(true);
    for (let place = 0; place < number.length; place++) {
      const wrong = String((Number(number[place]) + 1) % 10);
      expect(isWellTyped(number.slice(0, place) + wrong + number.slice(place + 1))).toBe(false);
    }
    expect(isWellTyped(number.slice(1))).toBe(false);
  });
});

describe('money as people type it', () => {
  it.each([
    ['128', 12_800],
    ['128.5', 12_850],
    ['128.05', 12_805],
    ['0.1', 10],
    [' 88 ', 8800],
    ['88.', 8800],
    ['19.99', 1999],
    ['', null],
    ['1,280', null],
    ['-5', null],
    ['1.234', null],
    ['.5', null],
    ['十', null],
    ['12345678', null],
    ['1000000', 100_000_000],
    ['1000000.01', null],
  ])('given %j, then it is %j fen', (typed, fen) => {
    expect(fenOf(typed)).toBe(fen);
  });
});
