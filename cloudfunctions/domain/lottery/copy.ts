import type { Guess, ProofEntry } from '../../../shared-types/contract/lottery';
import { leafHash, pathOf, rootOf } from '../../../shared-types/draw/merkle';
import { lineOf } from '../../../shared-types/draw/rules';
import type { RoundId } from '../../../shared-types/ids';
import { hex, unhex } from '../../../shared-types/sha256';
import type { EntryDoc, EntryPage } from './entry';

/** Lines of a subtree that is hashed as one, so that a way up needs one page and the roots of the others. */
const SUBTREE = 128;
/** Lines of a page: what one read of at most 1,000 rows can fill, in whole subtrees. */
export const PAGE_LINES = 7 * SUBTREE;

export const pageId = (roundId: RoundId, k: number): string => `${roundId}_${k}`;

/** Page k of the copy of a round's entries, which are given by entryNo. */
export function pageOf(
  roundId: RoundId,
  k: number,
  entries: Array<Pick<EntryDoc, 'entryNo' | 'ticketHash' | 'answer'>>,
): EntryPage {
  const lines = entries.map(lineOf);
  const counts: EntryPage['counts'] = {};
  for (const { answer } of entries) counts[answer] = (counts[answer] ?? 0) + 1;
  const roots = subtrees(lines).map((tree) => hex(rootOf(tree.map(leafHash))));
  return { _id: pageId(roundId, k), roundId, k, last: entries.at(-1)?.entryNo ?? '', lines, roots, counts };
}

function subtrees(lines: string[]): string[][] {
  const trees: string[][] = [];
  for (let from = 0; from < lines.length; from += SUBTREE) trees.push(lines.slice(from, from + SUBTREE));
  return trees;
}

type Summary = Pick<EntryPage, 'k' | 'roots' | 'counts'>;
const bytesOf = (roots: string[]): Uint8Array[] => roots.map((root) => unhex(root) as Uint8Array);

/** The root over all entries, from the pages by k. */
export const entriesRootOf = (pages: Summary[]): string =>
  hex(rootOf(bytesOf(pages.flatMap(({ roots }) => roots))));

export const countOf = ({ counts }: Pick<EntryPage, 'counts'>): number =>
  Object.values(counts).reduce((sum, n) => sum + n, 0);

export function entryOf(line: string): ProofEntry {
  const [entryNo = '', ticketHash = '', answer = ''] = line.split('|');
  return { entryNo, ticketHash, answer: answer as Guess };
}

/** An entry's way up to the root: within its subtree, then over the subtrees. null if the page has no such entry. */
export function wayUp(
  page: EntryPage,
  pages: Summary[],
  entryNo: string,
): { index: number; entry: ProofEntry; hashes: string[] } | null {
  const i = page.lines.findIndex((line) => line.startsWith(`${entryNo}|`));
  if (i < 0) return null;
  const tree = Math.floor(i / SUBTREE);
  const own = (subtrees(page.lines)[tree] as string[]).map(leafHash);
  const before = pages.filter(({ k }) => k < page.k).reduce((sum, { roots }) => sum + roots.length, 0);
  const roots = bytesOf(pages.flatMap((one) => one.roots));
  return {
    index: page.k * PAGE_LINES + i,
    entry: entryOf(page.lines[i] as string),
    hashes: [...pathOf(own, i % SUBTREE), ...pathOf(roots, before + tree)].map(hex),
  };
}
