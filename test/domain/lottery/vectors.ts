import type { DrawProof, Guess } from '../../../shared-types/contract/lottery.ts';
import { drawnProof } from './given-draw.ts';

export const mixed = (n: number): Guess[] =>
  Array.from({ length: n }, (_unused, i) => (['sunny', 'cloudy', 'rainy'] as const)[(i * 7) % 3] as Guess);
export const PRIZES = {
  prizes: [
    { tier: 1, name: '年卡', count: 1, value: 29800 },
    { tier: 2, name: '喂奶鱼', count: 3, value: 990 },
  ] as never,
};

/** Rounds that a rewrite has to come out the same for. */
export const vectors = (): DrawProof[] => [
  drawnProof({ answers: mixed(7), spec: PRIZES, alternates: 1 }),
  drawnProof({
    answers: Array.from({ length: 300 }, (_unused, i) => (i % 4 === 0 ? 'above' : 'below')),
    spec: { ...PRIZES, question: { type: 'maxTemp', above: 24 } },
    drand: { round: 77, randomness: 'ab'.repeat(32) },
  }),
  drawnProof({ answers: ['rainy', 'cloudy'], spec: { ...PRIZES, noWinner: 'rollover' } }),
];
