import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { noVisitOn, paidBackOn, paidOn, visitOn } from '../../cloudfunctions/domain/member/counts.ts';
import {
  NO_STANDING,
  type Standing,
  standingOf,
  standingWith,
} from '../../cloudfunctions/domain/member/standing.ts';
import {
  type Card,
  cardAfter,
  cardAt,
  fallOf,
  mostVisits,
  rankOf,
  scoresOn,
  tierOfSum,
} from '../../cloudfunctions/domain/member/tier.ts';
import { standingView } from '../../cloudfunctions/domain/member/tier-view.ts';
import type { Tier } from '../../shared-types/contract/member.ts';
import type { Fen, ParkDay } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { at } from './given.ts';

const table = DEFAULTS.tiers;
const today = '2026-06-15' as ParkDay;
const now = startOfParkDay(today) + 10 * 3_600_000;
const ago = (days: number) => addParkDays(today, -days);

/** A standing by the ledger: visits and payments by how many days ago they were. */
const given = (visits: number[], paid: Array<[daysAgo: number, yuan: number]> = []): Standing =>
  standingOf(
    {
      visits: visits.map(ago),
      paid: paid.map(([days, yuan], i) => ({ id: `p${i}`, day: ago(days), fen: yuan * 100 })),
    },
    NO_STANDING,
    today,
    mostVisits(table),
  );
const scores = (standing: Standing, day = today) => {
  const { recency, visits, money, sum } = scoresOn(standing, day, table);
  return [recency.score, visits.score, money.score, sum];
};
const first = (n: number) => Array.from({ length: n }, (_, i) => i);

describe('the three scores', () => {
  it.each([
    [0, 5],
    [30, 5],
    [31, 4],
    [60, 4],
    [61, 3],
    [90, 3],
    [91, 2],
    [180, 2],
    [181, 1],
    [400, 1],
  ])('R: last seen %i park days ago scores %i', (days, score) => {
    expect(scores(given([days]))[0]).toBe(score);
  });
  it('R: never is 1, and a purchase counts like a visit', () => {
    expect(scores(NO_STANDING)).toEqual([1, 0, 0, 1]);
    expect(scores(given([], [[3, 1]]))[0]).toBe(5);
  });
  it.each([
    [0, 0],
    [1, 1],
    [2, 2],
    [3, 3],
    [4, 3],
    [5, 4],
    [7, 4],
    [8, 5],
    [30, 5],
  ])('F: %i days with a visit score %i', (n, score) => {
    expect(scores(given(first(n)))[1]).toBe(score);
  });
  it.each([
    [0, 0],
    [0.01, 1],
    [199.99, 1],
    [200, 2],
    [599.99, 2],
    [600, 3],
    [1499.99, 3],
    [1500, 4],
    [2999.99, 4],
    [3000, 5],
  ])('M: ¥%d paid scores %i', (yuan, score) => {
    expect(scores(given([], [[1, yuan]]))[2]).toBe(score);
  });
  it('the window is [D − 365, D) plus today so far', () => {
    expect(scores(given([365], [[365, 600]])).slice(1, 3)).toEqual([1, 3]);
    expect(scores(given([366], [[366, 600]])).slice(1, 3)).toEqual([0, 0]);
    expect(scores(given([0], [[0, 600]])).slice(1, 3)).toEqual([1, 3]);
    expect(scores(given([0], [[0, 600]]), ago(1)).slice(1, 3)).toEqual([0, 0]);
  });
  it('what was paid back counts against the day it was paid, and is no purchase any more', () => {
    const paid = standingWith(NO_STANDING, [{ _id: 'a', counts: paidOn(now, 60_000 as Fen) }]);
    const back = standingWith(paid, [{ _id: 'b', counts: paidBackOn(now, 60_000 as Fen) }]);
    expect(scores(paid)).toEqual([5, 0, 3, 8]);
    expect(scoresOn(back, today, table).money).toEqual({ paid: 0, score: 0 });
    expect(
      given(
        [],
        [
          [40, 100],
          [40, -100],
        ],
      ).last,
    ).toBeNull();
  });
  it.each<[number, Tier]>([
    [1, 'bronze'],
    [6, 'bronze'],
    [7, 'silver'],
    [9, 'silver'],
    [10, 'gold'],
    [12, 'gold'],
    [13, 'diamond'],
    [15, 'diamond'],
  ])('a sum of %i is %s', (sum, tier) => expect(tierOfSum(sum, table)).toBe(tier));
});

describe('the public data (../shared/data)', () => {
  it('gives the tiers that are stated there, as of 1998-07-01', () => {
    const file = new URL('../../../shared/data/cdnow-sample.txt', import.meta.url);
    const day = '1998-07-01' as ParkDay;
    const rows = new Map<string, Array<{ day: ParkDay; fen: number }>>();
    for (const line of readFileSync(file, 'utf8').trim().split('\n')) {
      const [, id = '', date = '', , amount = ''] = line.trim().split(/\s+/);
      const on = `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` as ParkDay;
      rows.set(id, [...(rows.get(id) ?? []), { day: on, fen: Math.round(Number(amount) * 100) }]);
    }
    const sums = new Map<number, number>();
    const tiers = new Map<Tier, number>();
    for (const own of rows.values()) {
      const paid = own.map((row, i) => ({ id: String(i), ...row }));
      const history = { visits: [...new Set(own.map((row) => row.day))], paid };
      const { sum } = scoresOn(standingOf(history, NO_STANDING, day, mostVisits(table)), day, table);
      sums.set(sum, (sums.get(sum) ?? 0) + 1);
      const tier = tierOfSum(sum, table);
      tiers.set(tier, (tiers.get(tier) ?? 0) + 1);
    }
    expect(rows.size).toBe(2357);
    expect(Object.fromEntries(tiers)).toEqual({ bronze: 2066, silver: 188, gold: 92, diamond: 11 });
    expect(Object.fromEntries(sums)).toEqual({
      ...{ 1: 1545, 3: 195, 4: 130, 5: 112, 6: 84, 7: 69, 8: 56, 9: 63, 10: 37, 11: 30, 12: 25, 13: 11 },
    });
  });
});

const bronze: Card = { tier: 'bronze', fall: null };
const fallOn = (day: string) => ({ at: at(`${day}T00:00`), version: table.version });

describe('a card', () => {
  it('rises at once, by as many levels as the scores say', () => {
    expect(cardAt(bronze, given(first(8), [[0, 3000]]), now, table).tier).toBe('diamond');
  });
  it('knows the first of a month on which its scores no longer reach it', () => {
    // R 5 + F 2 = 7 until 30 days after the last visit: 15 July; on 1 August R is 4.
    expect(cardAt(bronze, given([0, 1]), now, table)).toEqual({ tier: 'silver', fall: fallOn('2026-08-01') });
  });
  it('keeps its tier between the firsts, and falls one level on each', () => {
    const diamond = cardAt(bronze, given(first(8), [[0, 3000]]), now, table);
    expect(diamond.fall).toEqual(fallOn('2026-10-01'));
    const standing = given(first(8), [[0, 3000]]);
    const on = (time: string) => cardAt(diamond, standing, at(time), table).tier;
    expect([on('2026-09-30T23:59:59.999'), on('2026-10-01T00:00')]).toEqual(['diamond', 'gold']);
    // The window loses its visits and money in June 2027: R 1, F and M 0. One level a month, not all at once.
    expect(on('2027-06-30T23:59:59.999')).toBe('gold');
    expect([on('2027-07-01T00:00'), on('2027-07-31T12:00'), on('2027-08-01T00:00')]).toEqual([
      'silver',
      'silver',
      'bronze',
    ]);
  });
  it('that fell rises again with the next event', () => {
    const standing = given([0, 1]);
    const silver = cardAt(bronze, standing, now, table);
    const later = at('2026-08-20T10:00');
    expect(cardAt(silver, standing, later, table).tier).toBe('bronze');
    const came = standingWith(standing, [{ _id: 'v', counts: visitOn(later) }]);
    expect(cardAfter(silver, came, [parkDayOf(later)], later, table).tier).toBe('silver');
  });
  it('is not lowered by an undo before the first', () => {
    const came = given([0, 1]);
    const silver = cardAfter(bronze, came, [today], now, table);
    const back = cardAfter(silver, given([1]), [today], now, table);
    expect(back).toEqual({ tier: 'silver', fall: fallOn('2026-07-01') });
  });
  it('an event learnt of late counts as of its own day', () => {
    // Gold was due to fall on 1 July; a use without network on 30 June is sent on 2 July.
    const card: Card = { tier: 'silver', fall: fallOn('2026-07-01') };
    const lateDay = '2026-06-30' as ParkDay;
    const late = at('2026-07-02T09:00');
    const standing = standingWith(given([20]), [{ _id: 'v', counts: visitOn(at('2026-06-30T18:00')) }]);
    expect(cardAt(card, given([20]), late, table).tier).toBe('bronze');
    expect(cardAfter(card, standing, [lateDay], late, table)).toEqual({
      tier: 'silver',
      fall: fallOn('2026-08-01'),
    });
  });
  it('judged by new thresholds falls on the next first at the earliest, and rises at once', () => {
    const strict = { ...table, version: 'strict', levels: { silver: 9, gold: 10, diamond: 13 } };
    const standing = given([0, 1]);
    const silver = cardAt(bronze, standing, now, table);
    expect(cardAt(silver, standing, now, strict)).toEqual({
      tier: 'silver',
      fall: { at: at('2026-07-01T00:00'), version: 'strict' },
    });
    const mild = { ...table, version: 'mild', levels: { silver: 2, gold: 5, diamond: 13 } };
    expect(cardAt(silver, standing, now, mild).tier).toBe('gold');
  });

  it('property: with more visits and payments nobody scores less, and without any nobody scores more', () => {
    const days = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 15 });
    const paid = fc.array(fc.tuple(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 2000 })), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(days, paid, fc.integer({ min: 0, max: 400 }), (visits, payments, later) => {
        const standing = given(visits, payments);
        const { sum } = scoresOn(standing, today, table);
        expect(scoresOn(standing, addParkDays(today, later), table).sum).toBeLessThanOrEqual(sum);
        expect(scoresOn(given([...visits, 0], payments), today, table).sum).toBeGreaterThanOrEqual(sum);
      }),
    );
  });
  it('property: asking every day is asking once: each fall is one level, on a first, when the scores are below', () => {
    const days = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 4000 }), (visits, yuan) => {
        const standing = given(visits, [[Math.min(...visits), yuan]]);
        let card = cardAt(bronze, standing, now, table);
        const start = card;
        for (let n = 1; n <= 460; n++) {
          const day = addParkDays(today, n);
          const next = cardAt(card, standing, startOfParkDay(day), table);
          const fell = rankOf(card.tier) - rankOf(next.tier);
          expect(fell).toBeGreaterThanOrEqual(0);
          if (fell > 0) {
            const reached = rankOf(tierOfSum(scoresOn(standing, day, table).sum, table));
            expect([fell, day.slice(8), reached < rankOf(card.tier)]).toEqual([1, '01', true]);
          }
          card = next;
        }
        expect(card.tier).toBe('bronze');
        expect(cardAt(start, standing, startOfParkDay(addParkDays(today, 460)), table)).toEqual(card);
      }),
      { numRuns: 30 },
    );
  });
});

describe('what still stands in outboxes', () => {
  it('counts once, also when the ledger has it already', () => {
    const row = { _id: 'p0', counts: paidOn(startOfParkDay(ago(1)), 100_000 as Fen) };
    expect(scoresOn(standingWith(given([], [[1, 1000]]), [row]), today, table).money.paid).toBe(100_000);
    const visit = { _id: 'v', counts: visitOn(now) };
    expect(scoresOn(standingWith(given([0]), [visit]), today, table).visits.days).toBe(1);
  });
  it('a use and its undo together are nothing', () => {
    const rows = [
      { _id: 'v', counts: visitOn(now) },
      { _id: 'u', counts: noVisitOn(now) },
    ];
    expect(standingWith(NO_STANDING, rows)).toEqual(NO_STANDING);
  });
});

describe('the way up', () => {
  const view = (standing: Standing, card = bronze) => standingView(card, standing, now, table).view;
  it('tells visits, money, or some of both', () => {
    // One visit today: R 5, F 1, M 0. Silver is 7: one more day, or any purchase.
    expect(view(given([0])).next).toEqual({
      tier: 'silver',
      from: 7,
      missing: 1,
      ways: [
        { visits: 0, paid: 100 },
        { visits: 1, paid: 0 },
      ],
    });
    // R 4 of 50 days ago comes back to 5 with any event.
    expect(view(given([50, 51], [[50, 300]])).next).toMatchObject({ tier: 'gold', from: 10, missing: 2 });
    expect(view(given([50, 51], [[50, 300]])).next?.ways).toEqual([
      { visits: 0, paid: 30_000 },
      { visits: 1, paid: 0 },
    ]);
  });
  it('property: every way told does reach the tier, and without its last visit or its last fen it does not', () => {
    const visits = fc.uniqueArray(fc.integer({ min: 1, max: 360 }), { maxLength: 9 });
    fc.assert(
      fc.property(visits, fc.integer({ min: 0, max: 4000 }), (days, yuan) => {
        const standing = given(days, yuan > 0 ? [[200, yuan]] : []);
        const { next } = view(standing);
        for (const way of next?.ways ?? []) {
          const sum = (n: number, paid: number) => {
            const spare = first(400).filter((i) => !days.includes(i));
            const more = [...days, ...spare.slice(0, n)];
            return scoresOn(
              given(more, [
                [200, yuan],
                [0, paid / 100],
              ]),
              today,
              table,
            ).sum;
          };
          expect(sum(way.visits, way.paid)).toBeGreaterThanOrEqual(next?.from as number);
          if (way.visits > 1) expect(sum(way.visits - 1, way.paid)).toBeLessThan(next?.from as number);
        }
      }),
    );
  });
  it('says until when the tier holds, and nothing of a tier above diamond', () => {
    const standing = given(first(8), [[0, 3000]]);
    const diamond = cardAt(bronze, standing, now, table);
    expect(view(standing, diamond)).toMatchObject({
      sum: 15,
      best: 15,
      holdsUntil: '2026-09-30',
      next: null,
    });
    expect(view(NO_STANDING).holdsUntil).toBeNull();
  });
  it('visits kept are as many as the thresholds ask for', () => {
    expect(given(first(60)).visits).toHaveLength(12);
    expect(given(first(60)).visits[0]).toBe(today);
    expect(fallOf('bronze', NO_STANDING, today, table)).toBeNull();
    expect(DAY_MS).toBe(86_400_000);
  });
});
