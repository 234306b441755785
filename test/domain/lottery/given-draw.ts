import { entriesRootOf, entryOf, PAGE_LINES, pageOf } from '../../../cloudfunctions/domain/lottery/copy.ts';
import { drawnPlaces, fieldOf, lineAt, prizeIndices } from '../../../cloudfunctions/domain/lottery/draw.ts';
import type { EntryDoc, EntryPage } from '../../../cloudfunctions/domain/lottery/entry.ts';
import { newEntry } from '../../../cloudfunctions/domain/lottery/entry.ts';
import type { Observed } from '../../../cloudfunctions/domain/lottery/observation.ts';
import { proofOf } from '../../../cloudfunctions/domain/lottery/proof.ts';
import {
  newRound,
  type RoundDoc,
  rulesOf,
  type Settled,
} from '../../../cloudfunctions/domain/lottery/round.ts';
import { settle } from '../../../cloudfunctions/domain/lottery/settle.ts';
import { canonicalJson } from '../../../shared-types/canonical-json.ts';
import type { DrawProof, Guess } from '../../../shared-types/contract/lottery.ts';
import type { RoundDraft } from '../../../shared-types/contract/lottery-desk.ts';
import { commitOf, drawSeedOf } from '../../../shared-types/draw/seed.ts';
import type { MemberId, RoundId, StaffId } from '../../../shared-types/ids.ts';
import { sha256Hex } from '../../../shared-types/sha256.ts';
import { NOW } from '../../setup/product.ts';
import { roundDraft } from '../../setup/round-draft.ts';

export const ROUND = 'rnd_vector' as RoundId;
export const SEED = '000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f';

/** Entries of a made-up round: the nth has everything by its number. */
export const entriesOf = (answers: Guess[]): EntryDoc[] =>
  answers.map((answer, i) => {
    const entryNo = `01TEST${String(i).padStart(8, '0')}`;
    const person = { memberId: `mbr_${i}` as MemberId, pseudonym: `person${i}`, salt: `salt${i}` };
    return newEntry(
      { _id: `ent_${i}`, roundId: ROUND, entryNo, answer, at: NOW, ...person },
      { key: `k:${i}`, hash: 'h' },
    );
  });

export function pagesOf(entries: EntryDoc[]): EntryPage[] {
  const pages: EntryPage[] = [];
  for (let from = 0; from < entries.length; from += PAGE_LINES)
    pages.push(pageOf(ROUND, pages.length, entries.slice(from, from + PAGE_LINES)));
  return pages;
}

export const DRY: Observed = { precip: 0, sky: 'sunny', maxTemp: 24.5 };
const nobody = { savedBy: { key: '', hash: '' }, by: 'stf_a' as StaffId, at: NOW };

/** A whole draw by the rules alone: the proof that its round would give. */
export function drawnProof({
  answers,
  spec = {},
  observed = DRY,
  drand = null,
  serverSeed = SEED,
  alternates = 0,
}: {
  answers: Guess[];
  spec?: Partial<RoundDraft>;
  observed?: Observed;
  drand?: DrawProof['drand'];
  serverSeed?: string;
  alternates?: number;
}): DrawProof {
  const draft = { ...roundDraft(), ...spec };
  const rules = rulesOf(draft, drand?.round ?? null);
  const pages = pagesOf(entriesOf(answers));
  const entriesRoot = entriesRootOf(pages);
  const blank = newRound(ROUND, draft, nobody);
  const source = { source: 'qweather' as const, rawHash: sha256Hex('raw'), at: NOW, drand };
  const settled = settle(blank, observed, source) as Settled;
  const drawSeed = drawSeedOf(
    serverSeed,
    entriesRoot,
    settled.observationHash,
    drand?.randomness ?? '',
  ) as string;
  const field = fieldOf(pages, settled.answer, rules.noWinner);
  const prizes = prizeIndices(rules);
  const places = drawnPlaces(field, drawSeed, 0, prizes.length + alternates);
  const winners = Math.min(prizes.length, places.length);
  const wins = places.map(({ k, nth }, n) => {
    const { entryNo } = entryOf(lineAt(pages[k] as EntryPage, field.among, settled.answer, nth));
    const { tier, name } = rules.prizes[prizes[n] ?? 0] ?? { tier: 0, name: '' };
    return { n, tier, name, entryNo };
  });
  const round: RoundDoc = {
    ...blank,
    promise: {
      rules,
      rulesHash: sha256Hex(canonicalJson(rules)),
      commit: commitOf(serverSeed) as string,
      seed: '',
    },
    closed: { at: NOW, entries: answers.length, pages: pages.length, entriesRoot, file: null },
    settled,
    drawn: {
      at: NOW,
      serverSeed,
      drawSeed,
      among: field.among,
      candidates: field.candidates,
      winners,
      claimUntil: NOW,
      issued: true,
    },
  };
  return proofOf(round, wins, {
    now: NOW,
    entries: pages.flatMap(({ lines }) => lines.map(entryOf)),
  }) as DrawProof;
}
