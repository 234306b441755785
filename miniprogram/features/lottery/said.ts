import type { Guess, Question, RoundView } from '@shared/contract';
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
