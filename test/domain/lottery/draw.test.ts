import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawnPlaces, fieldOf, lineAt, prizeIndices } from '../../../cloudfunctions/domain/lottery/draw.ts';
import type { EntryPage } from '../../../cloudfunctions/domain/lottery/entry.ts';
import type { Guess } from '../../../shared-types/contract/lottery.ts';
import { drawOrder } from '../../../shared-types/draw/seed.ts';
import { entriesOf, pagesOf } from './given-draw.ts';

const seed = (i: number) => createHash('sha256').update(`seed ${i}`).digest('hex');

/** The p-value of chi-square with k degrees of freedom, by Wilson and Hilferty: good to a few per cent from k = 5 on. */
function pValue(chi2: number, k: number): number {
  const z = (Math.cbrt(chi2 / k) - (1 - 2 / (9 * k))) / Math.sqrt(2 / (9 * k));
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? tail : 1 - tail;
}

describe('the order of a draw', () => {
  it('has every candidate once, and goes on where it ended', () => {
    for (const [candidates, take] of [
      [1, 1],
      [5, 5],
      [1000, 1000],
      [3, 9],
      [0, 4],
    ] as const) {
      const all = drawOrder(seed(1), candidates, take);
      expect(new Set(all).size).toBe(Math.min(candidates, take));
      expect(all.every((position) => position >= 0 && position < candidates)).toBe(true);
      expect(drawOrder(seed(1), candidates, 2)).toEqual(all.slice(0, 2));
    }
  });

  it('is fair: over 20,000 seeds every position comes equally often in every place (p > 0.001 each)', () => {
    const SEEDS = 20_000;
    const [candidates, places] = [12, 3];
    // counts[place][position]
    const counts = Array.from({ length: places }, () => Array<number>(candidates).fill(0));
    for (let i = 0; i < SEEDS; i++)
      drawOrder(seed(i), candidates, places).forEach((position, place) => {
        (counts[place] as number[])[position] = ((counts[place] as number[])[position] ?? 0) + 1;
      });
    const expected = SEEDS / candidates;
    for (const place of counts) {
      const chi2 = place.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
      expect(pValue(chi2, candidates - 1), JSON.stringify(place)).toBeGreaterThan(0.001);
    }
    // And every position by itself: won or not, over all three places.
    for (let position = 0; position < candidates; position++) {
      const won = counts.reduce((sum, place) => sum + (place[position] ?? 0), 0);
      const p = places / candidates;
      const chi2 = (won - SEEDS * p) ** 2 / (SEEDS * p * (1 - p));
      // One degree of freedom, p = 0.001.
      expect(chi2, `position ${position}`).toBeLessThan(10.83);
    }
  });

  it('finds drawn positions in the pages of a copy, among the right ones or among all', () => {
    const answers = Array.from({ length: 2500 }, (_unused, i): Guess => (i % 5 === 0 ? 'rainy' : 'sunny'));
    const entries = entriesOf(answers);
    const pages = pagesOf(entries);
    const right = entries.filter(({ answer }) => answer === 'rainy');
    const field = fieldOf(pages, 'rainy', 'rollover');
    expect(field).toMatchObject({ among: 'correct', candidates: 500 });
    const places = drawnPlaces(field, seed(7), 0, 40);
    const drawn = places.map(({ k, nth }) => lineAt(pages[k] as EntryPage, field.among, 'rainy', nth));
    expect(drawn.map((line) => line.split('|')[0])).toEqual(
      drawOrder(seed(7), 500, 40).map((position) => right[position]?.entryNo),
    );
    expect(fieldOf(pages, 'cloudy', 'rollover')).toMatchObject({ among: 'rollover', candidates: 0 });
    const all = fieldOf(pages, 'cloudy', 'all');
    expect(all).toMatchObject({ among: 'all', candidates: 2500 });
    const [{ k, nth }] = drawnPlaces(all, seed(7), 0, 1) as [{ k: number; nth: number }];
    const [position] = drawOrder(seed(7), 2500, 1) as [number];
    expect(lineAt(pages[k] as EntryPage, 'all', 'cloudy', nth).split('|')[0]).toBe(
      entries[position]?.entryNo,
    );
  });

  it('gives prizes tier by tier', () => {
    const prizes = [{ count: 1 }, { count: 3 }, { count: 2 }] as never;
    expect(prizeIndices({ prizes })).toEqual([0, 1, 1, 1, 2, 2]);
  });
});
