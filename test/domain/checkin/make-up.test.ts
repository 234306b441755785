import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addParkDays, startOfParkDay } from '../../../shared-types/park-day.ts';
import { at } from '../given.ts';
import { type Act, Diary, day, RULES } from './diary.ts';
import { cardsLeft, type Entry, earnedBy, type Park, runsOf, streakAt } from './naive.ts';

const points = (amount: number) => ({ kind: 'points', amount });
const coupon = { kind: 'coupon' };
const june = (n: number) => `2026-06-${String(n).padStart(2, '0')}`;
const signed = (...days: number[]) => {
  const diary = new Diary();
  for (const n of days) diary.sign(june(n));
  return diary;
};

describe('a card', () => {
  it('joins two runs, answers the streak as of today, and pays what the joined run completes', () => {
    const diary = signed(15, 16, 18);
    expect(diary.makeUp(june(18), june(17))).toEqual({
      day: '2026-06-17',
      streak: 4,
      points: 10,
      rewards: [points(10)],
    });
    expect(diary.status(june(18))).toMatchObject({ cards: 1, madeUp: ['2026-06-17'], streak: 4 });
  });

  it('pays a rung once, whether the card or the check-in comes first', () => {
    const early = signed(10, 11, 12, 13, 14);
    early.makeUp(june(16), june(15));
    const viaSign = early.sign(june(16));
    const late = signed(10, 11, 12, 13, 14, 16);
    const viaCard = late.makeUp(june(16), june(15));
    expect(viaSign).toMatchObject({ streak: 7, points: 35, rewards: [points(30), coupon] });
    expect(viaCard).toMatchObject({ streak: 7, points: 30, rewards: [points(30), coupon] });
    expect(early.member.points).toBe(late.member.points);
  });

  it('pays nothing again: not the third day of either run, not to a run that only begins earlier', () => {
    const both = signed(10, 11, 12, 14, 15, 16);
    expect(both.makeUp(june(16), june(13))).toMatchObject({ streak: 7, rewards: [points(30), coupon] });
    const longer = signed(11, 12, 13);
    expect(longer.makeUp(june(13), june(10))).toMatchObject({ streak: 4, points: 0, rewards: [] });
    const whole = signed(11, 12, 13, 14, 15, 16, 17);
    expect(whole.makeUp(june(17), june(10))).toMatchObject({ streak: 8, points: 0, rewards: [] });
    // The next cycle pays as any other.
    expect([18, 19].map((n) => whole.sign(june(n)))).toMatchObject([
      { rewards: [] },
      { streak: 10, rewards: [points(10), points(50)] },
    ]);
  });

  it('pays for a third day that the second run had already come to only once', () => {
    // 10–15 and 17–19 are a run of ten once the 16th is there: its tenth day is the third of its second cycle.
    const diary = signed(10, 11, 12, 13, 14, 15, 17, 18, 19);
    expect(diary.makeUp(june(19), june(16))).toMatchObject({
      streak: 10,
      points: 80,
      rewards: [points(30), coupon, points(50)],
    });
  });

  it('names its rung by the first day of the joined run', () => {
    const diary = signed(15, 16, 18);
    diary.makeUp(june(18), june(17));
    expect(diary.member.ob.map(({ id }) => id)).toContain('pts_1_rung_2026-06-15_3');
  });

  it('counts for the month, without the daily points', () => {
    const diary = signed(1, 2, 3, 4, 5, 6, 7, 8, 10);
    expect(diary.makeUp(june(10), june(9))).toMatchObject({
      streak: 10,
      points: 60,
      rewards: [points(10), points(50)],
    });
  });

  it('does not make a broken streak of today whole if another day is missing', () => {
    const diary = signed(10, 11);
    expect(diary.makeUp(june(15), june(12))).toMatchObject({ streak: 0, rewards: [points(10)] });
    expect(diary.makeUp(june(15), june(14))).toMatchObject({ streak: 1, rewards: [] });
  });

  it.each([
    ['today', '2026-06-15', '2026-06-15', 'day_not_allowed'],
    ['tomorrow', '2026-06-15', '2026-06-16', 'day_not_allowed'],
    ['eight days ago', '2026-06-15', '2026-06-07', 'day_not_allowed'],
    ['a day of last month', '2026-06-02', '2026-05-31', 'day_not_allowed'],
    ['a signed day', '2026-06-15', '2026-06-12', 'day_not_allowed'],
    ['a closed day', '2026-06-15', '2026-06-13', 'day_not_allowed'],
  ])('is not for %s', (_name, today, missed, code) => {
    const diary = signed(12);
    diary.closed.add('2026-06-13');
    const before = structuredClone(diary.member);
    expect(diary.makeUp(today, missed)).toBe(code);
    expect(diary.member).toEqual(before);
  });

  it('is offered for the days it can be used for, also when the clock went back', () => {
    const diary = signed(10, 20);
    for (const today of ['2026-06-15', '2026-06-20', '2026-06-25']) {
      const { missed } = diary.status(today);
      for (let n = 1; n <= 30; n++) {
        const again = new Diary();
        again.member = structuredClone(diary.member);
        expect(typeof again.makeUp(today, june(n)) === 'object', `${today} ${n}`).toBe(
          missed.includes(day(june(n))),
        );
      }
    }
  });

  it('reaches back seven days', () => {
    expect(signed(1).makeUp('2026-06-15', '2026-06-08')).toMatchObject({ day: '2026-06-08' });
  });

  it('never reaches before the day of joining', () => {
    const diary = new Diary(at('2026-06-10T18:00'));
    expect(diary.status('2026-06-12').missed).toEqual(['2026-06-10', '2026-06-11']);
    expect(diary.makeUp('2026-06-12', '2026-06-09')).toBe('day_not_allowed');
    expect(diary.makeUp('2026-06-12', '2026-06-10')).toMatchObject({ streak: 0 });
  });

  it('is one of two a month; the twentieth day brings another, and what is left ends with the month', () => {
    const diary = signed(10);
    diary.makeUp(june(15), june(11));
    diary.makeUp(june(15), june(12));
    expect(diary.makeUp(june(15), june(13))).toBe('no_cards_left');
    expect(diary.status(june(15)).cards).toBe(0);
    expect(diary.status('2026-07-01').cards).toBe(2);
    const steady = new Diary();
    for (let n = 1; n <= 20; n++) steady.sign(june(n));
    expect(steady.status(june(20)).cards).toBe(3);
  });

  it('is used once by a request, however often it is repeated', () => {
    const diary = signed(15, 17);
    const mark = { key: 'checkin.makeUp:once', hash: 'h' };
    const first = diary.makeUp(june(17), june(16), mark);
    expect(diary.makeUp(june(18), june(16), mark)).toEqual(first);
    expect(diary.makeUp(june(17), june(14), { ...mark, hash: 'other' })).toBe('request_id_reused');
    expect(diary.status(june(17)).cards).toBe(1);
  });
});

/** A history: what the days bring, and when nobody came. */
const FIRST = day('2026-01-20');
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ act: fc.constant('sign' as const), wait: fc.constantFrom(0, 1, 1, 1, 2) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ act: fc.constant('makeUp' as const), back: fc.integer({ min: 0, max: 9 }) }),
  },
);
const history = fc.record({
  closed: fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 20 }),
  joined: fc.integer({ min: 0, max: 6 }),
  steps: fc.array(step, { minLength: 20, maxLength: 90 }),
});
const epochDay = (text: string) => Math.round(startOfParkDay(day(text)) / 86_400_000);
const BASE = epochDay(FIRST);
const nthDay = (n: number) => addParkDays(FIRST, n - BASE);

describe('on any history', () => {
  it('property: agrees with a second implementation that works everything out from the list of days', () => {
    fc.assert(
      fc.property(history, ({ closed, joined, steps }) => {
        const park: Park = {
          rules: RULES,
          isClosed: (n) => closed.includes(n - BASE),
          monthOf: (n) => nthDay(n).slice(0, 7),
        };
        const diary = new Diary(startOfParkDay(nthDay(BASE + joined)) + 3_600_000);
        diary.closed = new Set(closed.map((n) => nthDay(BASE + n)));
        const entries: Entry[] = [];
        let today = BASE + joined;
        let balance = 0;
        for (const s of steps) {
          if (s.act === 'sign') today += s.wait;
          const target = s.act === 'sign' ? today : today - s.back;
          const expected = expectedOf(entries, s.act, target, today, BASE + joined, park);
          const result =
            s.act === 'sign' ? diary.sign(nthDay(today)) : diary.makeUp(nthDay(today), nthDay(target));
          expect(outline(result)).toEqual(expected.outline);
          if (expected.entry) {
            entries.push(expected.entry);
            balance += (result as { points: number }).points;
          }
          expect(diary.member.points).toBe(balance);
          const status = diary.status(nthDay(today));
          const days = entries.map((entry) => entry.day);
          expect(status.streak).toBe(days.length === 0 ? 0 : streakAt(days, today, park));
          expect(status.cards).toBe(cardsLeft(entries, today, park));
          expect(status.days).toEqual(
            [...days]
              .sort((a, b) => a - b)
              .filter((n) => park.monthOf(n) === park.monthOf(today))
              .map(nthDay),
          );
        }
        const ids = diary.member.ob.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        expect(rungsPaid(diary)).toBeGreaterThanOrEqual(rungsOwed(entries, park));
      }),
      { numRuns: 80 },
    );
  });
});

function expectedOf(
  entries: Entry[],
  act: 'sign' | 'makeUp',
  target: number,
  today: number,
  joined: number,
  park: Park,
): { outline: unknown; entry?: Entry } {
  const there = entries.some(({ day: n }) => n === target);
  if (act === 'sign') {
    if (there) return { outline: 'already_signed' };
    if (park.isClosed(today)) return { outline: 'park_closed' };
  } else {
    const inReach = target < today && target >= today - 7 && target >= joined;
    const missed = !there && !park.isClosed(target) && park.monthOf(target) === park.monthOf(today);
    if (!inReach || !missed) return { outline: 'day_not_allowed' };
    if (cardsLeft(entries, today, park) <= 0) return { outline: 'no_cards_left' };
  }
  const entry = { day: target, madeUp: act === 'makeUp' };
  return { outline: earnedBy(entries, entry, today, park), entry };
}

function outline(act: Act): unknown {
  if (typeof act === 'string') return act;
  const { streak, points: earned, rewards } = act;
  return {
    streak,
    points: earned,
    coupons: rewards.filter(({ kind }) => kind === 'coupon').length,
    cards: rewards.reduce((sum, reward) => sum + (reward.kind === 'card' ? reward.amount : 0), 0),
  };
}

/** Rungs that the runs as they are in the end have come to: each has been paid, in whatever order the days came. */
const rungsOwed = (entries: Entry[], park: Park): number =>
  runsOf(
    entries.map((entry) => entry.day),
    park,
  ).reduce((sum, { length }) => sum + Math.floor((length + 4) / 7) + Math.floor(length / 7), 0);
const rungsPaid = (diary: Diary): number =>
  diary.member.ob.filter(({ d }) => 'type' in d && d.type === 'points' && d.cause.what === 'rung').length;
