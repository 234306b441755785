import { describe, expect, it } from 'vitest';
import {
  barOf,
  dateOf,
  lastingOf,
  moneyOf,
  rateOf,
  timesOf,
} from '../../miniprogram/packages/operator/figures/format';
import { questionsOf } from '../../miniprogram/packages/operator/figures/question';

describe('figures as analysts read them', () => {
  it.each([
    [0, '¥0.00'],
    [5, '¥0.05'],
    [123_400, '¥1,234.00'],
    [123_456_789, '¥1,234,567.89'],
    [-1250, '−¥12.50'],
  ])('given %i fen, then it reads %s', (fen, text) => expect(moneyOf(fen)).toBe(text));

  it.each([
    [null, '–'],
    [0, '0%'],
    [0.5, '50%'],
    [1 / 3, '33.3%'],
    [1, '100%'],
  ])('given the ratio %d, then it reads %s', (ratio, text) => expect(rateOf(ratio)).toBe(text));

  it('given nothing to divide by, then no figure is made up', () => {
    expect(timesOf(null)).toBe('–');
    expect(timesOf(1.5)).toBe('1.50');
    expect(lastingOf(null)).toBe('–');
  });

  it.each([
    [0, '0 秒'],
    [45_400, '45 秒'],
    [59_600, '1 分'],
    [12 * 60_000, '12 分'],
    [185 * 60_000, '3 小时 5 分'],
    [120 * 60_000, '2 小时'],
    [52 * 3_600_000, '2 天 4 小时'],
  ])('given %i ms, then it reads %s', (ms, text) => expect(lastingOf(ms)).toBe(text));

  it('given a bar, then it is as long as its share, and what is little can be seen', () => {
    expect(barOf(1, 2)).toBe('50%');
    expect(barOf(1, 100_000)).toBe('1%');
    expect(barOf(0, 5)).toBe('0%');
    expect(barOf(0, 0)).toBe('0%');
  });

  it('given a park day, then it reads as people say it', () => expect(dateOf('2026-06-05')).toBe('6月5日'));
});

describe('what the tabs ask', () => {
  const now = Date.parse('2026-06-15T00:30:00+08:00');

  it('given seven days, then they end with the park day of today', () => {
    expect(questionsOf({ days: 7, storeId: '', way: 'coupon' }, now).overview).toEqual({
      what: 'overview',
      from: '2026-06-09',
      to: '2026-06-15',
    });
  });

  it('given no store, then none is asked about', () => {
    expect(questionsOf({ days: 7, storeId: '', way: 'coupon' }, now).redemption).not.toHaveProperty(
      'storeId',
    );
  });
});
