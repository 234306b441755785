import { canonicalJson } from '../../../shared-types/canonical-json';
import type {
  DrawProof,
  Guess,
  ObservationView,
  RoundRules,
  RoundStatus,
} from '../../../shared-types/contract/lottery';
import type { RoundDraft } from '../../../shared-types/contract/lottery-desk';
import type { Instant, OfferId, RoundId, StaffId } from '../../../shared-types/ids';
import { addParkDays, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { hex, sha256, sha256Hex } from '../../../shared-types/sha256';
import type { RequestMark, RequestMarks } from '../request';

/**
 * A round of the weather lottery. Its document is the aggregate of everything that happens to it as a whole; entries
 * are rows of their own, and from closing on what counts is the copy of them in `entryPages`.
 */
export interface RoundDoc {
  _id: RoundId;
  rev: number;
  status: 'draft' | 'published' | 'void';
  spec: RoundDraft;
  /** From publishing on: what was promised, and the seed nobody can read. */
  promise: Promised | null;
  /** The closing job is at it: whatever was written before this is in its copy. */
  closingAt: Instant | null;
  closed: Closed | null;
  settled: Settled | null;
  drawn: Drawn | null;
  voided: { at: Instant; reason: 'no_observation' | 'organiser'; text: string | null } | null;
  /** What operators entered: the newest of each. */
  entered: Entered[];
  alarm: Alarm | null;
  lastTry: { at: Instant; why: 'down' | 'no_data' } | null;
  savedBy: RequestMark;
  rq: RequestMarks;
  log: Array<{
    at: Instant;
    by: StaffId;
    what: 'saved' | 'published' | 'observed' | 'voided';
    from?: RoundDraft;
    to?: RoundDraft;
    reason?: string;
  }>;
}

interface Promised {
  rules: RoundRules;
  rulesHash: string;
  commit: string;
  /** The server's seed, sealed with a key of the environment. */
  seed: string;
}
export interface Closed {
  at: Instant;
  entries: number;
  /** Pages of the copy; one that came later is not of it. */
  pages: number;
  entriesRoot: string;
  /** The copy as one file, where there are too many entries for an answer. */
  file: { fileId: string; sha256: string } | null;
}
export interface Settled {
  observation: ObservationView;
  observationHash: string;
  answer: Guess;
  drand: DrawProof['drand'];
}
export interface Drawn {
  at: Instant;
  serverSeed: string;
  drawSeed: string;
  among: DrawProof['among'];
  candidates: number;
  winners: number;
  claimUntil: Instant;
  /** What follows from the draw is done: coupons given, people told, what nobody won given back. */
  issued: boolean;
}
export interface Entered {
  by: StaffId;
  at: Instant;
  precip: number;
  sky: ObservationView['sky'];
  maxTemp: number | null;
  reason: string;
}
export interface Alarm {
  at: Instant;
  source: string;
  precip: number | null;
  maxTemp: number | null;
  sky: ObservationView['sky'] | null;
}

/** How a round stands at an instant; null for a draft, which is nobody's business. */
export function roundStatus({ status, promise, settled, drawn }: RoundDoc, now: Instant): RoundStatus | null {
  if (status === 'draft' || !promise) return null;
  if (status === 'void') return 'void';
  if (drawn) return 'drawn';
  if (settled) return 'settled';
  if (now >= promise.rules.closesAt) return 'closed';
  return now >= promise.rules.opensAt ? 'open' : 'scheduled';
}

/** The day is over, so that its weather can be known. */
export const isObservable = ({ day }: Pick<RoundDraft, 'day'>, now: Instant): boolean => parkDayOf(now) > day;

/** From the ninth day after D on, no more is waited for. */
export const isHopeless = ({ day }: Pick<RoundDraft, 'day'>, now: Instant): boolean =>
  parkDayOf(now) >= addParkDays(day, 9);

/** The first instant at which the day's weather is asked for. */
export const firstAsked = ({ day }: Pick<RoundDraft, 'day'>): Instant => startOfParkDay(addParkDays(day, 1));

/** Answers that fit a question. */
export const guessesOf = ({ type }: RoundRules['question']): readonly Guess[] =>
  type === 'sky' ? ['sunny', 'cloudy', 'rainy'] : ['above', 'below'];

/** Coupons that a round's prizes are, by offer: what publishing reserves. */
export function couponPrizes({ prizes }: Pick<RoundDraft, 'prizes'>): Map<OfferId, number> {
  const units = new Map<OfferId, number>();
  for (const { offerId, count } of prizes)
    if (offerId !== undefined) units.set(offerId, (units.get(offerId) ?? 0) + count);
  return units;
}

/** What is promised, in the form that is hashed: nobody is named. */
export function rulesOf({ audience, ...spec }: RoundDraft, drandRound: number | null): RoundRules {
  const { openids, ...conditions } = audience ?? {};
  const rules = {
    ...spec,
    audience: audience ? { ...conditions, ...(openids ? { listed: openids.length } : {}) } : null,
    settlement: spec.question.type === 'sky' ? 'sky-1' : 'max-temp-1',
    drandRound,
  };
  // Without what was left out: the form that is hashed is the form that is sent.
  return JSON.parse(JSON.stringify(rules)) as RoundRules;
}

/** What publishing promises: the rules and their hash, the seed sealed, and the seed's hash. */
export function promised(
  roundId: RoundId,
  spec: RoundDraft,
  {
    seed,
    drandRound,
    seal,
  }: { seed: Uint8Array; drandRound: number | null; seal: (seed: string, roundId: string) => string },
): Promised {
  const rules = rulesOf(spec, drandRound);
  return {
    rules,
    rulesHash: sha256Hex(canonicalJson(rules)),
    commit: hex(sha256(seed)),
    seed: seal(hex(seed), roundId),
  };
}

export const newRound = (
  _id: RoundId,
  spec: RoundDraft,
  { savedBy, by, at }: { savedBy: RequestMark; by: StaffId; at: Instant },
): RoundDoc => ({
  _id,
  rev: 0,
  status: 'draft',
  spec,
  promise: null,
  closingAt: null,
  closed: null,
  settled: null,
  drawn: null,
  voided: null,
  entered: [],
  alarm: null,
  lastTry: null,
  savedBy,
  rq: [],
  log: [{ at, by, what: 'saved', to: spec }],
});
