import type { Guess, RoundRules } from '../../../shared-types/contract/lottery';
import { amongWhom, prizesInOrder } from '../../../shared-types/draw/rules';
import { drawOrder } from '../../../shared-types/draw/seed';
import { countOf } from './copy';
import type { EntryPage } from './entry';
import type { Drawn } from './round';

type Counts = Pick<EntryPage, 'k' | 'counts'>;

/** Who takes part, as the pages count them. */
export interface Field {
  among: Drawn['among'];
  /** Candidates of each page, by k. */
  perPage: number[];
  candidates: number;
}

export function fieldOf(pages: Counts[], answer: Guess, noWinner: RoundRules['noWinner']): Field {
  const correct = pages.map(({ counts }) => counts[answer] ?? 0);
  const total = sum(correct);
  const among = amongWhom(total, noWinner);
  const perPage = among === 'correct' ? correct : among === 'all' ? pages.map(countOf) : pages.map(() => 0);
  return { among, perPage, candidates: sum(perPage) };
}
const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

/** A place in the copy: which page, and which of the candidates on it. */
export interface Place {
  k: number;
  nth: number;
}

/** Places drawn from `from` on, `take` of them, as far as there are candidates. */
export function drawnPlaces(
  { perPage, candidates }: Field,
  drawSeed: string,
  from: number,
  take: number,
): Place[] {
  return drawOrder(drawSeed, candidates, from + take)
    .slice(from)
    .map((position) => placeOf(perPage, position));
}

function placeOf(perPage: number[], position: number): Place {
  let nth = position;
  for (const [k, n] of perPage.entries()) {
    if (nth < n) return { k, nth };
    nth -= n;
  }
  throw new Error('a position that no page has');
}

/** The line at a place of its page. */
export function lineAt(page: EntryPage, among: Drawn['among'], answer: Guess, nth: number): string {
  const candidates = among === 'all' ? page.lines : page.lines.filter((line) => line.endsWith(`|${answer}`));
  return candidates[nth] as string;
}

/** Which of the prizes each winner gets, by the order of the draw: indices into the rules' list. */
export const prizeIndices = ({ prizes }: Pick<RoundRules, 'prizes'>): number[] =>
  prizesInOrder(prizes.map(({ count }, index) => ({ count, index }))).map(({ index }) => index);
