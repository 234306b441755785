import { describe, expect, it } from 'vitest';
import { daysOf, draftOf, readDraft } from '../../miniprogram/packages/member/birthday/draft';
import { birthdayText, lunarDay } from '../../miniprogram/texts/profile';

const draft = draftOf(null);

describe('a birthday as it is being chosen', () => {
  it.each([
    ['nothing yet', draft, { wrong: 'day' }],
    ['a day the month never has', { ...draft, month: 4, day: 31 }, { wrong: 'day' }],
    ['29 February', { ...draft, month: 2, day: 29 }, { birthday: { calendar: 'solar', month: 2, day: 29 } }],
    ['a year to come', { ...draft, month: 1, day: 1, year: '2027' }, { wrong: 'year' }],
    ['half a year', { ...draft, month: 1, day: 1, year: '19' }, { wrong: 'year' }],
    [
      'with its year',
      { ...draft, month: 1, day: 1, year: ' 1990 ' },
      { birthday: { calendar: 'solar', month: 1, day: 1, year: 1990 } },
    ],
    [
      'a leap month left on from the lunar calendar',
      { ...draft, month: 4, day: 1, leapMonth: true },
      { birthday: { calendar: 'solar', month: 4, day: 1 } },
    ],
    [
      'lunar, in a leap month',
      { ...draft, calendar: 'lunar' as const, month: 4, day: 30, leapMonth: true },
      { birthday: { calendar: 'lunar', month: 4, day: 30, leapMonth: true } },
    ],
  ])('%s', (_what, chosen, read) => {
    expect(readDraft(chosen, 2026)).toEqual(read);
  });

  it('begins with what was said before', () => {
    const before = { calendar: 'lunar' as const, month: 8, day: 15, year: 1990 };
    expect(readDraft(draftOf(before), 2026)).toEqual({ birthday: before });
  });

  it('is said as people say it', () => {
    expect([1, 10, 11, 20, 21, 29, 30].map(lunarDay)).toEqual([
      '初一',
      '初十',
      '十一',
      '二十',
      '廿一',
      '廿九',
      '三十',
    ]);
    expect(birthdayText({ calendar: 'solar', month: 6, day: 24 })).toBe('6月24日');
    expect(birthdayText({ calendar: 'lunar', month: 12, day: 8, leapMonth: true })).toBe('农历闰腊月初八');
    expect([...new Set([1, 2, 4].map((month) => daysOf({ ...draft, month })))]).toEqual([31, 29, 30]);
  });
});
