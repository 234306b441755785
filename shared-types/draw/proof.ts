import { canonicalJson } from '../canonical-json';
import type { DrawProof, ProofEntry } from '../contract/lottery';
import { hex, sha256, sha256Hex, unhex, utf8 } from '../sha256';
import { growingTree, leafHash, rootByPath } from './merkle';
import { amongWhom, answerTo, lineOf, observationHashOf, prizesInOrder, RAIN_FROM } from './rules';
import { commitOf, drawOrder, drawSeedOf } from './seed';

/** The links of a proof, in the order in which they hang on each other. */
export const LINKS = [
  'format',
  'rules',
  'commit',
  'entries',
  'root',
  'path',
  'observation',
  'answer',
  'seed',
  'candidates',
  'winners',
  'alternates',
] as const;
export type Link = (typeof LINKS)[number];
export interface CheckedLink {
  link: Link;
  ok: boolean;
  /** What it should have been and what it is, where the two can be shown. */
  expected?: string;
  found?: string;
}

/** How far a check has come. */
export interface Checking {
  /** What is known so far. */
  links: CheckedLink[];
  at: Link;
  /** How much of that link is done, 0…1. */
  part: number;
}

/** Entries that are hashed between two looks up: some ms on a slow phone. */
const CHUNK = 64;

/**
 * Recomputes a draw, link by link (docs/draw-proof.md), and pauses before each and within the long one, so that a screen
 * can be drawn meanwhile. A proof holds if every link does; one that cannot be read has nothing but a broken format.
 * @param entriesFile the text behind `entriesUrl`, where the proof does not have its entries in it
 */
export function* checking(proof: DrawProof, entriesFile?: string): Generator<Checking, CheckedLink[]> {
  const links: CheckedLink[] = [];
  try {
    const entries = proof.entries ?? (entriesFile === undefined ? null : entriesOf(entriesFile));
    for (const link of LINKS) {
      yield { links: [...links], at: link, part: 0 };
      if (link !== 'root') links.push(CHECKS[link](proof, entries, entriesFile));
      else {
        const leaves = hashing(entries ?? []);
        let next = leaves.next();
        for (; !next.done; next = leaves.next()) yield { links: [...links], at: link, part: next.value };
        links.push(same('root', hex(next.value), proof.entriesRoot));
      }
    }
    return links;
  } catch {
    return [UNREADABLE];
  }
}
const UNREADABLE: CheckedLink = { link: 'format', ok: false };

/** Whether these are the links of a proof that cannot be read at all: it has no count of entries to compare. */
export const isUnreadable = ([first, ...rest]: CheckedLink[]): boolean =>
  rest.length === 0 && first?.link === 'format' && !first.ok && first.expected === undefined;

/** The root over entries; yields how much of them is hashed. */
function* hashing(entries: ProofEntry[]): Generator<number, Uint8Array> {
  const tree = growingTree();
  for (const [i, entry] of entries.entries()) {
    if (i % CHUNK === CHUNK - 1) yield i / entries.length;
    tree.add(leafHash(lineOf(entry)));
  }
  return tree.root();
}

/** `checking` without a pause. */
export function checkProof(proof: DrawProof, entriesFile?: string): CheckedLink[] {
  const run = checking(proof, entriesFile);
  for (let next = run.next(); ; next = run.next()) if (next.done) return next.value;
}

export const holds = (links: CheckedLink[]): boolean => links.every(({ ok }) => ok);

type Check = (proof: DrawProof, entries: ProofEntry[] | null, file: string | undefined) => CheckedLink;
const same = (link: Link, expected: unknown, found: unknown): CheckedLink => {
  const [a, b] = [textOf(expected), textOf(found)];
  return { link, ok: a === b, expected: a, found: b };
};
const textOf = (value: unknown): string => (typeof value === 'string' ? value : canonicalJson(value));
const entriesOf = (file: string): ProofEntry[] => JSON.parse(file) as ProofEntry[];

const CHECKS: Record<Exclude<Link, 'root'>, Check> = {
  format: ({ version, entriesCount }, entries) => ({
    link: 'format',
    ok: version === 1 && entries !== null && entries.length === entriesCount,
    expected: String(entriesCount),
    found: String(entries?.length ?? 0),
  }),
  rules: ({ rules, rulesHash, drand }) => ({
    ...same('rules', sha256Hex(canonicalJson(rules)), rulesHash),
    // Without a promised round there is no beacon; with one it is that round, or it could not be had.
    ...(drand !== null && drand.round !== rules.drandRound ? { ok: false } : {}),
  }),
  commit: ({ commit, serverSeed }) => same('commit', commitOf(serverSeed), commit),
  entries: ({ entriesSha256 }, entries, file) => {
    if (
      !(entries ?? []).every((entry, i, all) => i === 0 || (all[i - 1] as ProofEntry).entryNo < entry.entryNo)
    )
      return { link: 'entries', ok: false };
    if (file === undefined) return { link: 'entries', ok: entriesSha256 === undefined };
    return same('entries', hex(sha256(utf8(file))), entriesSha256);
  },
  path: ({ path, entriesCount, entriesRoot }) => {
    if (!path) return { link: 'path', ok: true };
    const hashes = path.hashes.map(unhex);
    if (hashes.includes(null)) return { link: 'path', ok: false };
    const root = rootByPath(leafHash(lineOf(path.entry)), path.index, entriesCount, hashes as Uint8Array[]);
    return same('path', root && hex(root), entriesRoot);
  },
  observation: ({ roundId, rules, observation, observationHash }) => {
    const isDay = observation.day === rules.day;
    const isRule = Number(observation.precip) >= RAIN_FROM === (observation.sky === 'rainy');
    const hash = same('observation', observationHashOf(roundId, observation), observationHash);
    return { ...hash, ok: hash.ok && isDay && isRule };
  },
  answer: ({ rules, observation: { sky, maxTemp }, answer }) =>
    same(
      'answer',
      answerTo(rules.question, { sky, maxTemp: maxTemp === '' ? null : Number(maxTemp) }),
      answer,
    ),
  seed: ({ serverSeed, entriesRoot, observationHash, drand, drawSeed }) =>
    same('seed', drawSeedOf(serverSeed, entriesRoot, observationHash, drand?.randomness ?? ''), drawSeed),
  candidates: (proof, entries) =>
    same(
      'candidates',
      [amongOf(proof, entries), candidatesOf(proof, entries).length],
      [proof.among, proof.candidates],
    ),
  winners: (proof, entries) => {
    const { drawSeed, rules, winners } = proof;
    const candidates = candidatesOf(proof, entries);
    const prizes = prizesInOrder(rules.prizes);
    const drawn = drawOrder(drawSeed, candidates.length, prizes.length);
    const expected = drawn.map((position, i) => ({
      tier: prizes[i]?.tier,
      name: prizes[i]?.name,
      entryNo: candidates[position]?.entryNo,
    }));
    return same('winners', expected, winners);
  },
  alternates: (proof, entries) => {
    const { drawSeed, winners, alternates } = proof;
    const candidates = candidatesOf(proof, entries);
    const drawn = drawOrder(drawSeed, candidates.length, winners.length + alternates.length);
    const expected = drawn.slice(winners.length).map((position) => candidates[position]?.entryNo);
    return same('alternates', expected, alternates);
  },
};

const correctOf = ({ answer }: DrawProof, entries: ProofEntry[] | null): ProofEntry[] =>
  (entries ?? []).filter((entry) => entry.answer === answer);
const amongOf = (proof: DrawProof, entries: ProofEntry[] | null): DrawProof['among'] =>
  amongWhom(correctOf(proof, entries).length, proof.rules.noWinner);
function candidatesOf(proof: DrawProof, entries: ProofEntry[] | null): ProofEntry[] {
  const among = amongOf(proof, entries);
  return among === 'rollover' ? [] : among === 'all' ? (entries ?? []) : correctOf(proof, entries);
}
