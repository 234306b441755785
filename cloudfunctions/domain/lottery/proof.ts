import type { DrawProof, ProofEntry } from '../../../shared-types/contract/lottery';
import type { Instant } from '../../../shared-types/ids';
import { figuresOf } from './observation';
import type { RoundDoc } from './round';
import type { WinDoc } from './win';

/** Up to so many entries stand in the proof itself; an answer may have 1 MB. */
export const INLINE_ENTRIES = 5000;

/** What a drawn round says of itself to a stranger: nobody is named in it. null before the draw. */
export function proofOf(
  { _id, promise, closed, settled, drawn }: RoundDoc,
  wins: Array<Pick<WinDoc, 'n' | 'tier' | 'name' | 'entryNo'>>,
  {
    now,
    entries,
    url,
    path,
  }: { now: Instant; entries?: ProofEntry[]; url?: string; path?: DrawProof['path'] },
): DrawProof | null {
  if (!promise || !closed || !settled || !drawn) return null;
  const { observation, observationHash, answer, drand } = settled;
  const { day, sky, rawHash, source } = observation;
  const inOrder = [...wins].sort((a, b) => a.n - b.n);
  const isWinner = ({ n }: { n: number }) => n < drawn.winners;
  return {
    version: 1,
    note: noteOf(source, promise.rules.drandRound !== null, drand !== null),
    generatedAt: now,
    roundId: _id,
    rules: promise.rules,
    rulesHash: promise.rulesHash,
    commit: promise.commit,
    serverSeed: drawn.serverSeed,
    drand,
    entriesCount: closed.entries,
    entriesRoot: closed.entriesRoot,
    ...(entries ? { entries } : {}),
    ...(url !== undefined && closed.file ? { entriesUrl: url, entriesSha256: closed.file.sha256 } : {}),
    observation: { day, sky, rawHash, ...figuresOf(observation) },
    observationHash,
    answer,
    among: drawn.among,
    candidates: drawn.candidates,
    drawSeed: drawn.drawSeed,
    winners: inOrder.filter(isWinner).map(({ tier, name, entryNo }) => ({ tier, name, entryNo })),
    alternates: inOrder.filter((win) => !isWinner(win)).map(({ entryNo }) => entryNo),
    ...(path ? { path } : {}),
  };
}

const noteOf = (source: string, promised: boolean, beacon: boolean): string =>
  [
    source === 'operators'
      ? 'The weather was entered by two operators, who agreed.'
      : `The weather is what ${source} answered; rawHash is the SHA-256 of that answer.`,
    beacon
      ? 'A round of the drand beacon, fixed before opening, is in the seed.'
      : `${promised ? 'The promised beacon could not be had' : 'No public beacon is in the seed'}: whoever knew the seed before closing could have chosen which entries to add.`,
    'How to check: docs/draw-proof.md, npm run verify-draw -- proof.json',
  ].join(' ');
