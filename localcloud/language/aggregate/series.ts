import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { lookUp, show } from '../values/shape.ts';

/** Rounds to the next number of a series: strictly above, or strictly below. 0 stays 0. */
export interface Rounder {
  up(n: number): number;
  down(n: number): number;
}

/** Renard numbers (ISO 3): R40, and what R80 has in between. */
const R40 = [
  100, 106, 112, 118, 125, 132, 140, 150, 160, 170, 180, 190, 200, 212, 224, 236, 250, 265, 280, 300, 315,
  335, 355, 375, 400, 425, 450, 475, 500, 530, 560, 600, 630, 670, 710, 750, 800, 850, 900, 950,
];
const R80_BETWEEN = [
  103, 109, 115, 122, 128, 136, 145, 155, 165, 175, 185, 195, 206, 218, 230, 243, 258, 272, 290, 307, 325,
  345, 365, 387, 412, 437, 462, 487, 515, 545, 575, 615, 650, 690, 730, 775, 825, 875, 925, 975,
];
/** Resistor values (IEC 60063): the coarse series by table, the fine ones by formula. */
const E24 = [
  100, 110, 120, 130, 150, 160, 180, 200, 220, 240, 270, 300, 330, 360, 390, 430, 470, 510, 560, 620, 680,
  750, 820, 910,
];

const every = (list: number[], step: number): number[] => list.filter((_, i) => i % step === 0);
/** The standard writes 920 where the formula gives 919. */
const fine = (count: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.round(100 * 10 ** (i / count))).map((n) =>
    n === 919 ? 920 : n,
  );

/** The numbers of one decade, as whole hundredths from 100. */
const SERIES: Record<string, number[]> = {
  R5: every(R40, 8),
  R10: every(R40, 4),
  R20: every(R40, 2),
  R40,
  R80: [...R40, ...R80_BETWEEN].sort((a, b) => a - b),
  '1-2-5': [100, 200, 500],
  E6: every(E24, 4),
  E12: every(E24, 2),
  E24,
  E48: fine(48),
  E96: fine(96),
  E192: fine(192),
};

/** The rounder of a `granularity` of `$bucketAuto`. */
export function rounderOf(granularity: Value): Rounder {
  if (granularity === 'POWERSOF2') return powersOfTwo;
  const series = lookUp(SERIES, granularity);
  if (!series) throw badValue(`Unknown rounding granularity ${show(granularity)}`);
  return {
    up: (n) => (n === 0 ? 0 : around(series, n).find((candidate) => candidate > n)!),
    down: (n) => (n === 0 ? 0 : around(series, n).findLast((candidate) => candidate < n)!),
  };
}

/** The numbers of the decade of n and of its neighbours; written as decimals, so that 63 tenths are 6.3. */
function around(series: number[], n: number): number[] {
  const decade = Math.floor(Math.log10(n)) - 2;
  return [decade - 1, decade, decade + 1].flatMap((exponent) =>
    series.map((digits) => Number(`${digits}e${exponent}`)),
  );
}

const powersOfTwo: Rounder = {
  up: (n) => (n === 0 ? 0 : 2 ** (Math.floor(Math.log2(n)) + 1)),
  down: (n) => (n === 0 ? 0 : 2 ** (Math.ceil(Math.log2(n)) - 1)),
};
