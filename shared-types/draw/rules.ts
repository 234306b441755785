import type { DrawProof, Guess, RoundRules, Sky } from '../contract/lottery';
import { sha256Hex } from '../sha256';

/** From so much water on a day is `rainy` (mm). */
export const RAIN_FROM = 0.1;

/** The right answer to a question; null where the observation does not have it. Exactly `above` degrees is `below`. */
export function answerTo(
  question: RoundRules['question'],
  { sky, maxTemp }: { sky: Sky; maxTemp: number | null },
): Guess | null {
  if (question.type === 'sky') return sky;
  return maxTemp === null ? null : maxTemp > question.above ? 'above' : 'below';
}

/** Only what was observed: a second fetch, with another raw answer, makes no other seed. Figures as the proof has them. */
export const observationHashOf = (
  roundId: string,
  { day, precip, sky, maxTemp }: Pick<DrawProof['observation'], 'day' | 'precip' | 'sky' | 'maxTemp'>,
): string => sha256Hex(`${roundId}|${day}|${precip}|${sky}|${maxTemp}`);

/** An entry as it is hashed: a leaf of the tree. */
export const lineOf = ({
  entryNo,
  ticketHash,
  answer,
}: {
  entryNo: string;
  ticketHash: string;
  answer: string;
}): string => `${entryNo}|${ticketHash}|${answer}`;

/** Every single prize, in the order in which they are drawn. */
export const prizesInOrder = <Prize extends { count: number }>(prizes: Prize[]): Prize[] =>
  prizes.flatMap((prize) => Array.from({ length: prize.count }, () => prize));

/** Who is in the draw: the right ones; if there are none, all or nobody, as was promised. */
export const amongWhom = (correct: number, noWinner: RoundRules['noWinner']): DrawProof['among'] =>
  correct > 0 ? 'correct' : noWinner === 'all' ? 'all' : 'rollover';
