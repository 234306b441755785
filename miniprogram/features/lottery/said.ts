import type { Guess, Question, RoundRow, RoundView } from '@shared/contract';
import { lottery as texts } from '../../texts/lottery';

/** The question as a person asks it. */
export const questionOf = (city: string, question: Question): string =>
  question.type === 'sky' ? texts.sky(city) : texts.warm(city, question.above);

/** What can be answered to it. */
export const answersTo = (question: Question): Guess[] =>
  question.type === 'sky' ? ['sunny', 'cloudy', 'rainy'] : ['above', 'below'];

/** Whether it can be guessed now: the page may stand open when it closes. */
export const isOpen = ({ status, rules }: RoundView, now: number): boolean =>
  status === 'open' && now < rules.closesAt;

/** How likely a prize was for each who was in the draw, as a person reads it. */
export function chanceOf(prizes: number, candidates: number): string {
  const percent = (prizes / candidates) * 100;
  return percent < 0.1 ? texts.chanceSmall : texts.chance(String(Math.round(percent * 10) / 10));
}

/** How a guess came out, or what it waits for; null while there is nothing to say. */
export function cameOf(
  round: Pick<RoundRow, 'status' | 'answer'>,
  guess: Guess,
  isWon: boolean,
): keyof typeof texts.came | null {
  if (round.status === 'scheduled') return null;
  if (round.status !== 'drawn') return round.status;
  if (isWon) return 'won';
  return round.answer === guess ? 'right' : 'wrong';
}
