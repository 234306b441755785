import { canonicalJson } from '../../../shared-types/canonical-json';
import type { DrawProof, ObservationView } from '../../../shared-types/contract/lottery';
import { answerTo } from '../../../shared-types/draw/rules';
import type { Instant } from '../../../shared-types/ids';
import { sha256Hex } from '../../../shared-types/sha256';
import { cut, type Observed, observationHash } from './observation';
import type { Entered, RoundDoc, Settled } from './round';

/** What settles a round: an observation with its source, and what the beacon said. null: it does not have the answer. */
export function settle(
  { _id, spec }: RoundDoc,
  observed: Observed,
  { source, rawHash, at, drand }: Pick<ObservationView, 'source' | 'rawHash' | 'at'> & Pick<Settled, 'drand'>,
): Settled | null {
  const answer = answerTo(spec.question, observed);
  if (answer === null) return null;
  return {
    observation: { day: spec.day, ...observed, source, rawHash, at },
    observationHash: observationHash(_id, spec.day, observed),
    answer,
    drand,
  };
}

/** The entries after one more: each operator has one, the newest. */
export const withEntered = ({ entered }: RoundDoc, one: Entered): Entered[] => [
  ...entered.filter(({ by }) => by !== one.by),
  one,
];

/** What two operators have entered alike; null if no two did. */
export function agreed(entered: Entered[]): { observed: Observed; raw: string } | null {
  for (const one of entered) {
    const same = entered.filter((other) => figures(other) === figures(one));
    if (same.length >= 2) {
      const { precip, sky, maxTemp } = one;
      // Who they are is in the round's log; here only what they said.
      return {
        observed: { precip: cut(precip), sky, maxTemp },
        raw: canonicalJson(same.map(({ at, reason }) => ({ at, precip, sky, maxTemp, reason }))),
      };
    }
  }
  return null;
}
const figures = ({ precip, sky, maxTemp }: Entered): string => `${cut(precip)}|${sky}|${maxTemp}`;

/** Two operators' entry as a settlement. */
export function settledByOperators(
  round: RoundDoc,
  entered: Entered[],
  at: Instant,
  drand: DrawProof['drand'],
): { settled: Settled; raw: string } | null {
  const found = agreed(entered);
  if (!found) return null;
  const rawHash = sha256Hex(found.raw);
  const settled = settle(round, found.observed, { source: 'operators', rawHash, at, drand });
  return settled && { settled, raw: found.raw };
}
