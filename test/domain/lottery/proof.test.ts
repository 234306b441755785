import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wayUp } from '../../../cloudfunctions/domain/lottery/copy.ts';
import type { EntryPage } from '../../../cloudfunctions/domain/lottery/entry.ts';
// @ts-expect-error plain JavaScript, so that a stranger can read and run it alone
import { verify } from '../../../docs/draw/verify-draw.mjs';
import type { DrawProof, Guess, ProofEntry } from '../../../shared-types/contract/lottery.ts';
import { checking, checkProof, holds, isUnreadable } from '../../../shared-types/draw/proof.ts';
import { sha256Hex } from '../../../shared-types/sha256.ts';
import { drawnProof, entriesOf, pagesOf } from './given-draw.ts';
import { mixed, PRIZES, vectors } from './vectors.ts';

/** Two checkers that share no code: the phone's and the stranger's. */
const brokenLinks = (proof: DrawProof, file?: string): string[] => {
  const phone = checkProof(proof, file);
  let stranger: string[];
  try {
    stranger = [...new Set((verify(proof, file) as Array<{ link: string }>).map(({ link }) => link))];
  } catch {
    stranger = ['format'];
  }
  expect(stranger.length === 0, JSON.stringify({ phone, stranger })).toBe(holds(phone));
  return stranger;
};

describe('a proof', () => {
  it('of any draw holds, whoever checks it', () => {
    const guess = fc.constantFrom<Guess>('sunny', 'cloudy', 'rainy');
    fc.assert(
      fc.property(
        fc.array(guess, { maxLength: 60 }),
        fc.constantFrom<'rollover' | 'all'>('rollover', 'all'),
        fc.nat(5),
        fc.boolean(),
        (answers, noWinner, alternates, beacon) => {
          const drand = beacon ? { round: 77, randomness: 'ab'.repeat(32) } : null;
          const proof = drawnProof({ answers, spec: { ...PRIZES, noWinner }, alternates, drand });
          expect(brokenLinks(proof)).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('names its way of drawing: the right ones, all, or nobody', () => {
    const none = { answers: ['rainy', 'rainy'] as Guess[] };
    expect(drawnProof({ ...none, spec: { noWinner: 'all' } })).toMatchObject({ among: 'all', candidates: 2 });
    const back = drawnProof({ ...none, spec: { noWinner: 'rollover' } });
    expect(back).toMatchObject({ among: 'rollover', candidates: 0, winners: [] });
    expect(drawnProof({ answers: [] })).toMatchObject({ entriesCount: 0, winners: [] });
  });

  it('says which link broke', () => {
    const proof = drawnProof({ answers: mixed(30), spec: PRIZES, alternates: 2 });
    const bent = (over: Partial<DrawProof>) => brokenLinks({ ...proof, ...over });
    const entries = proof.entries as ProofEntry[];
    const [first, ...rest] = entries as [ProofEntry, ...ProofEntry[]];
    expect(bent({ rules: { ...proof.rules, title: '别的' } })).toEqual(['rules']);
    expect(bent({ serverSeed: 'ff'.repeat(32) })).toEqual(['commit', 'seed']);
    expect(bent({ entries: [{ ...first, answer: 'cloudy' }, ...rest] })).toContain('root');
    expect(bent({ entries: [{ ...first, ticketHash: 'x' }, ...rest] })).toEqual(['root']);
    expect(bent({ entries: rest })).toContain('format');
    expect(bent({ entries: [...rest, first] })).toContain('entries');
    expect(bent({ observation: { ...proof.observation, maxTemp: '30' } })).toEqual(['observation']);
    expect(bent({ answer: 'rainy' })).toContain('answer');
    expect(bent({ drand: { round: 1, randomness: 'ab' } })).toEqual(['rules', 'seed']);
    expect(bent({ candidates: 9 })).toEqual(['candidates']);
    expect(bent({ winners: [...proof.winners].reverse() })).toEqual(['winners']);
    expect(bent({ alternates: [...proof.alternates].reverse() })).toEqual(['alternates']);
  });

  it('is bound in every leaf but those that say nothing', () => {
    const drand = { round: 77, randomness: 'ab'.repeat(32) };
    const proof = drawnProof({ answers: mixed(25), spec: PRIZES, alternates: 1, drand });
    const FREE = /^(note|generatedAt|entriesUrl|observation\.rawHash)$/;
    const leaves = leavesOf(proof).filter(({ path }) => !FREE.test(path));
    expect(leaves.length).toBeGreaterThan(100);
    for (const { path, bent } of leaves)
      for (const other of bent) expect(brokenLinks(other).length, path).toBeGreaterThan(0);
  });

  it('with its entries in a file is bound to that file', () => {
    const { entries, ...proof } = drawnProof({ answers: mixed(40), spec: PRIZES });
    const file = JSON.stringify(entries);
    const apart = { ...proof, entriesUrl: 'https://x', entriesSha256: sha256Hex(file) };
    expect(brokenLinks(apart, file)).toEqual([]);
    expect(brokenLinks(apart)).toEqual(['format']);
    expect(brokenLinks(apart, `${file} `)).toEqual(['entries']);
    expect(brokenLinks({ ...apart, entriesSha256: 'x' }, file)).toEqual(['entries']);
  });

  it('is what docs/draw/vectors.json has: root, seed and winners', () => {
    const path = fileURLToPath(new URL('../../../docs/draw/vectors.json', import.meta.url));
    const kept = (JSON.parse(readFileSync(path, 'utf8')) as { vectors: DrawProof[] }).vectors;
    expect(kept.map((vector) => brokenLinks(vector))).toEqual([[], [], []]);
    expect(kept).toEqual(JSON.parse(JSON.stringify(vectors())));
  });
});

/** Every leaf of a JSON value, with the whole in which just that leaf is another, missing, or has a neighbour. */
function leavesOf(proof: DrawProof): Array<{ path: string; bent: DrawProof[] }> {
  const walk = (value: unknown, path: string[]): Array<{ path: string; bent: DrawProof[] }> => {
    if (value !== null && typeof value === 'object')
      return Object.entries(value).flatMap(([name, member]) => walk(member, [...path, name]));
    const other =
      typeof value === 'string' ? [`${value}0`, ''] : typeof value === 'number' ? [value + 1] : [1];
    return [
      {
        path: path.join('.'),
        bent: other.filter((one) => one !== value).map((one) => bentAt(proof, path, one)),
      },
    ];
  };
  return walk(proof, []);
}

function bentAt(whole: DrawProof, path: string[], value: unknown): DrawProof {
  const copy = JSON.parse(JSON.stringify(whole));
  const last = path.at(-1) as string;
  const parent = path.slice(0, -1).reduce((at, name) => at[name], copy);
  parent[last] = value;
  return copy;
}

describe('a check', () => {
  const steps = (proof: DrawProof) => {
    const seen = [];
    const run = checking(proof);
    let next = run.next();
    for (; !next.done; next = run.next()) seen.push(next.value);
    return { seen, links: next.value };
  };

  it('of the largest proof that has its entries in it pauses before every link, and every 64 entries', () => {
    const proof = drawnProof({ answers: mixed(5000), spec: PRIZES });
    const { seen, links } = steps(proof);
    expect(links).toEqual(checkProof(proof));
    expect(holds(links)).toBe(true);
    const firsts = seen.filter(({ part }) => part === 0);
    expect(firsts.map(({ at }) => at)).toEqual(links.map(({ link }) => link));
    expect(firsts.map((one) => one.links.length)).toEqual(links.map((_link, i) => i));
    const within = seen.filter(({ part }) => part > 0);
    expect(within).toHaveLength(Math.floor(5000 / 64));
    expect(new Set(within.map(({ at }) => at))).toEqual(new Set(['root']));
    expect(within.every(({ part }, i) => part < 1 && part > (within[i - 1]?.part ?? 0))).toBe(true);
  });

  it('of a proof that cannot be read ends at once, and is told from one that is broken', () => {
    const proof = drawnProof({ answers: mixed(5) });
    const unreadable = steps({ ...proof, entries: 7 } as never).links;
    expect(unreadable).toEqual([{ link: 'format', ok: false }]);
    expect(isUnreadable(unreadable)).toBe(true);
    expect(isUnreadable(checkProof({ ...proof, entriesCount: 6 }).slice(0, 1))).toBe(false);
  });

  it('of more than 5,000 entries finds every own one by its way, and no other', () => {
    const answers = mixed(5400);
    const whole = drawnProof({ answers, spec: PRIZES });
    const pages = pagesOf(entriesOf(answers));
    const { entries, ...large } = whole;
    const pathIn = (entryNo: string): DrawProof['path'] => {
      const page = pages.find(({ last }) => last >= entryNo) as EntryPage;
      return wayUp(page, pages, entryNo) ?? undefined;
    };
    const found = (path: DrawProof['path']) =>
      checkProof({ ...large, ...(path ? { path } : {}) }).find(({ link }) => link === 'path')?.ok;
    for (const i of [0, 127, 128, 4999, 5000, 5399]) {
      const entry = entries?.[i] as ProofEntry;
      const path = pathIn(entry.entryNo);
      expect(path).toMatchObject({ index: i, entry });
      expect(found(path), String(i)).toBe(true);
      expect(found(path && { ...path, entry: { ...entry, answer: 'above' } })).toBe(false);
      expect(found(path && { ...path, index: i === 0 ? 1 : i - 1 })).toBe(false);
    }
  });
});
