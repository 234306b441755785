import { afterEach, describe, expect, it } from 'vitest';
import { decideSign } from '../../../cloudfunctions/domain/checkin/decide.ts';
import { at } from '../given.ts';
import { Diary, day, RULES } from './diary.ts';

const points = (amount: number) => ({ kind: 'points', amount });
const coupon = { kind: 'coupon' };
const card = { kind: 'card', amount: 1 };

/** Signs days of June in a row, from the first to the last. */
function juneOf(diary: Diary, from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_unused, i) =>
    diary.sign(`2026-06-${String(from + i).padStart(2, '0')}`),
  );
}

describe('a check-in', () => {
  it('brings 5 points a day, 10 more on the third, 30 and a coupon on the seventh, and then it starts again', () => {
    const diary = new Diary();
    const results = [...juneOf(diary, 8, 30)];
    expect(results.slice(0, 8)).toEqual([
      { day: '2026-06-08', streak: 1, points: 5, rewards: [] },
      { day: '2026-06-09', streak: 2, points: 5, rewards: [] },
      { day: '2026-06-10', streak: 3, points: 15, rewards: [points(10)] },
      { day: '2026-06-11', streak: 4, points: 5, rewards: [] },
      { day: '2026-06-12', streak: 5, points: 5, rewards: [] },
      { day: '2026-06-13', streak: 6, points: 5, rewards: [] },
      { day: '2026-06-14', streak: 7, points: 35, rewards: [points(30), coupon] },
      { day: '2026-06-15', streak: 8, points: 5, rewards: [] },
    ]);
    // The tenth day of a run is the third of its cycle, and the tenth of the month.
    expect(results[9]).toEqual({
      day: '2026-06-17',
      streak: 10,
      points: 65,
      rewards: [points(10), points(50)],
    });
    expect(results[19]).toEqual({ day: '2026-06-27', streak: 20, points: 5, rewards: [card] });
    expect(diary.status('2026-06-30').cards).toBe(3);
    expect(diary.status('2026-07-01').cards).toBe(2);
  });

  it('adds up: the balance is the sum of the rows, one row a cause', () => {
    const diary = new Diary();
    juneOf(diary, 1, 30);
    const rows = diary.member.ob.flatMap(({ d }) => ('type' in d && d.type === 'points' ? [d] : []));
    expect(rows.reduce((sum, { delta }) => sum + delta, 0)).toBe(diary.member.points);
    expect(new Set(rows.map(({ _id }) => _id)).size).toBe(rows.length);
    expect(rows.filter(({ cause }) => cause.what === 'rung').map(({ cause }) => cause.of)).toEqual([
      '2026-06-01_3',
      '2026-06-01_7',
      '2026-06-01_10',
      '2026-06-01_14',
      '2026-06-01_17',
      '2026-06-01_21',
      '2026-06-01_24',
      '2026-06-01_28',
    ]);
  });

  it('a second time that day is refused with the first one’s result, and changes nothing', () => {
    const diary = new Diary();
    const first = diary.sign('2026-06-15');
    const before = structuredClone(diary.member);
    const again = decideSign(diary.member, diary.mark(), { groupId: 'G' }, diary.env(at('2026-06-15T20:00')));
    expect(again).toMatchObject({ refusal: { code: 'already_signed' }, first: { result: first } });
    expect(diary.member).toEqual(before);
  });

  it('repeated with its request id gets its answer, also when the next day has begun; another content is another request', () => {
    const diary = new Diary();
    const mark = diary.mark('retry');
    const first = diary.sign('2026-06-15T23:59', mark);
    diary.sign('2026-06-16T00:00');
    expect(diary.sign('2026-06-16T08:00', mark)).toEqual(first);
    expect(diary.sign('2026-06-16T08:00', { ...mark, hash: 'other' })).toBe('request_id_reused');
  });

  it('is for members', () => {
    const { env, mark } = new Diary();
    expect(decideSign(null, mark(), { groupId: null }, env(at('2026-06-15T10:00')))).toEqual({
      refusal: { ok: false, code: 'member_required' },
    });
  });

  it('carries the group it came from in its result', () => {
    const diary = new Diary();
    const signed = decideSign(
      diary.member,
      diary.mark(),
      { groupId: 'G' },
      diary.env(at('2026-06-15T10:00')),
    );
    expect(signed).toMatchObject({ outcome: { result: { groupId: 'G' } } });
  });
});

describe('the streak', () => {
  it.each([
    ['the next day', ['2026-06-14', '2026-06-15'], 2],
    ['after a gap', ['2026-06-13', '2026-06-15'], 1],
    ['from February to March', ['2026-02-27', '2026-02-28', '2026-03-01'], 3],
    ['over a leap day', ['2028-02-28', '2028-02-29', '2028-03-01'], 3],
    ['past a leap day that was missed', ['2028-02-28', '2028-03-01'], 1],
    ['from year to year', ['2026-12-30', '2026-12-31', '2027-01-01'], 3],
  ])('%s', (_name, days, streak) => {
    const diary = new Diary();
    expect(days.map((d) => diary.sign(d)).at(-1)).toMatchObject({ streak });
  });

  it('is as it was until an open day is over, and then it is nothing', () => {
    const diary = new Diary();
    diary.sign('2026-06-14');
    diary.sign('2026-06-15');
    expect(diary.status('2026-06-16T23:59:59.999').streak).toBe(2);
    expect(diary.status('2026-06-17T00:00').streak).toBe(0);
  });

  it('goes over closed days: they neither break nor count, and nobody signs on them', () => {
    const diary = new Diary();
    diary.closed = new Set(['2026-06-15', '2026-06-16']);
    diary.sign('2026-06-13');
    diary.sign('2026-06-14');
    expect(diary.sign('2026-06-15')).toBe('park_closed');
    expect(diary.status('2026-06-16')).toMatchObject({ streak: 2, closedToday: true, signedToday: false });
    expect(diary.sign('2026-06-17')).toMatchObject({ streak: 3, rewards: [points(10)] });
  });

  it('is whole again when a day is declared closed afterwards, and pays what was due', () => {
    const diary = new Diary();
    diary.sign('2026-06-13');
    diary.sign('2026-06-14');
    diary.sign('2026-06-16');
    expect(diary.status('2026-06-16').streak).toBe(1);
    diary.closed.add('2026-06-15');
    expect(diary.status('2026-06-16').streak).toBe(3);
    expect(diary.sign('2026-06-17')).toMatchObject({ streak: 4, points: 15, rewards: [points(10)] });
  });
});

describe.each(['UTC', 'Asia/Shanghai'])('around midnight under TZ=%s', (zone) => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  it.each([
    ['2026-06-15T23:59:59.999', '2026-06-15'],
    ['2026-06-16T00:00:00.000', '2026-06-16'],
    ['2026-06-16T07:59:59.999', '2026-06-16'],
    ['2026-06-16T08:00:00.000', '2026-06-16'],
  ])('%s is %s', (when, expected) => {
    process.env.TZ = zone;
    expect(new Date(0).getHours()).toBe(zone === 'UTC' ? 0 : 8);
    const diary = new Diary();
    diary.sign('2026-06-14');
    expect(diary.sign(when)).toMatchObject({ day: expected, streak: expected === '2026-06-15' ? 2 : 1 });
    expect(diary.status(when)).toMatchObject({ today: expected, signedToday: true });
  });

  it('the last millisecond of a day and the first of the next are two days', () => {
    process.env.TZ = zone;
    const diary = new Diary();
    expect(diary.sign('2026-06-15T23:59:59.999')).toMatchObject({ streak: 1 });
    expect(diary.sign('2026-06-16T00:00:00.000')).toMatchObject({ streak: 2 });
    expect(diary.sign('2026-06-16T07:59')).toBe('already_signed');
    expect(diary.sign('2026-06-16T08:00')).toBe('already_signed');
  });
});

describe('a call that drew its time before midnight and comes after one that drew it later', () => {
  it('is told the result of its own day, if that was signed', () => {
    const diary = new Diary();
    const own = diary.sign('2026-06-15T12:00');
    diary.sign('2026-06-16T00:00:00.000');
    const late = decideSign(
      diary.member,
      diary.mark(),
      { groupId: null },
      diary.env(at('2026-06-15T23:59:59.999')),
    );
    expect(late).toMatchObject({ refusal: { code: 'already_signed' }, first: { result: own } });
  });

  it('does not sign a day that is over: the newest counts', () => {
    const diary = new Diary();
    const newer = diary.sign('2026-06-16T00:00:00.000');
    const late = decideSign(
      diary.member,
      diary.mark(),
      { groupId: null },
      diary.env(at('2026-06-15T23:59:59.999')),
    );
    expect(late).toMatchObject({ refusal: { code: 'already_signed' }, first: { result: newer } });
  });

  it('cannot use a card of the month that is over', () => {
    const diary = new Diary();
    diary.sign('2026-06-29');
    diary.sign('2026-07-01T00:00:00.000');
    expect(diary.makeUp('2026-06-30T23:59:59.999', '2026-06-28')).toBe('day_not_allowed');
  });
});

describe('what comes next', () => {
  it('is the nearest day that brings more than the daily points', () => {
    const diary = new Diary();
    expect(diary.status('2026-06-15').nextReward).toEqual({
      day: '2026-06-17',
      inDays: 2,
      points: 10,
      cards: 0,
      coupons: [],
    });
    juneOf(diary, 15, 18);
    diary.closed.add('2026-06-20');
    expect(diary.status('2026-06-18').nextReward).toEqual({
      day: '2026-06-22',
      inDays: 4,
      points: 30,
      cards: 0,
      coupons: ['off_fish'],
    });
  });

  it('adds what a rung and the month bring on one day, and forgets the month at its end', () => {
    const diary = new Diary();
    juneOf(diary, 1, 9);
    expect(diary.status('2026-06-09').nextReward).toMatchObject({ day: '2026-06-10', inDays: 1, points: 60 });
    const late = new Diary();
    juneOf(late, 22, 30);
    expect(late.status('2026-06-30').nextReward).toMatchObject({ day: '2026-07-01', points: 10 });
  });

  it('shows a finished cycle until the next day', () => {
    const diary = new Diary();
    juneOf(diary, 1, 7);
    expect(diary.status('2026-06-07').ladder).toEqual({
      cycle: 7,
      at: 7,
      daily: 5,
      rungs: [
        { day: 3, points: 10, cards: 0, coupons: [] },
        { day: 7, points: 30, cards: 0, coupons: ['off_fish'] },
      ],
    });
    expect(diary.status('2026-06-08').ladder.at).toBe(0);
    expect(diary.status('2026-06-09').ladder.at).toBe(0);
  });

  it('is nothing where a park has set nothing', () => {
    const diary = new Diary();
    diary.rules = { ...RULES, rungs: [], month: [] };
    expect(diary.status('2026-06-15').nextReward).toBeNull();
    expect(diary.sign('2026-06-15')).toMatchObject({ points: 5, rewards: [] });
  });

  it('takes two lines for one day as one rung', () => {
    const diary = new Diary();
    diary.rules = { ...RULES, rungs: [...RULES.rungs, { day: 3, points: 7 }] };
    const [, , third] = juneOf(diary, 1, 3);
    expect(third).toMatchObject({ points: 22, rewards: [points(17)] });
  });

  it('shows any month', () => {
    const diary = new Diary();
    diary.sign('2026-05-31');
    diary.sign('2026-06-02');
    diary.makeUp('2026-06-02', '2026-06-01');
    diary.closed.add('2026-05-12');
    expect(diary.status('2026-06-02', '2026-05')).toMatchObject({
      days: ['2026-05-31'],
      madeUp: [],
      closed: ['2026-05-12'],
      streak: 3,
    });
    expect(diary.status('2026-06-02')).toMatchObject({
      days: ['2026-06-01', '2026-06-02'],
      madeUp: ['2026-06-01'],
      month: { days: 2 },
    });
    expect(diary.status('2026-06-02', '2031-01').days).toEqual([]);
    expect(day('2026-06-02')).toBe(diary.status('2026-06-02').today);
  });
});
