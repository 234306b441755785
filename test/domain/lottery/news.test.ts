import { describe, expect, it } from 'vitest';
import { type Guessed, lotteryNews, type Won } from '../../../cloudfunctions/domain/lottery/news.ts';

const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-06-17T10:00:00');
const won = (over: Partial<Won>): Won =>
  ({
    _id: 'win_a',
    roundId: 'rnd_a',
    name: '海豚毛绒玩具',
    status: 'to_claim',
    claimUntil: at('2026-06-24T00:00:00'),
    at: at('2026-06-17T00:01:00'),
    ...over,
  }) as Won;
const guessed = (over: { roundId?: string; day?: string; drawnAt?: number | null; answer?: string } = {}) => {
  const {
    roundId = 'rnd_a',
    day = '2026-06-16',
    drawnAt = at('2026-06-17T00:01:00'),
    answer = 'sunny',
  } = over;
  const drawn = drawnAt === null ? null : { at: drawnAt, candidates: 128, winners: 3 };
  return {
    roundId,
    answer,
    round: [{ spec: { day }, settled: drawn && { answer: 'sunny' }, drawn }],
  } as unknown as Guessed;
};

describe('what the lottery says at home', () => {
  it('is what ends first of what is to be claimed, and how many there are', () => {
    const later = won({ name: '企鹅玩偶', claimUntil: at('2026-06-30T00:00:00') });
    const { claim } = lotteryNews([later, won({}), won({ status: 'claimed' })], [], NOW);
    expect(claim).toEqual({ name: '海豚毛绒玩具', until: at('2026-06-24T00:00:00'), count: 2 });
  });

  it('is nothing of what can no longer be claimed', () => {
    expect(lotteryNews([won({})], [], at('2026-06-24T00:00:00')).claim).toBeNull();
  });

  it.each([
    ['right, and drawn', guessed(), [won({})], { right: true, prize: '海豚毛绒玩具' }],
    ['right, and not drawn', guessed(), [], { right: true, prize: null }],
    ['wrong', guessed({ answer: 'rainy' }), [], { right: false, prize: null }],
    ['right, and lapsed', guessed(), [won({ status: 'lapsed' })], { right: true, prize: null }],
  ])('is how yesterday came out: %s', (_what, guess, wins, outcome) => {
    expect(lotteryNews(wins, [guess], NOW).result).toEqual({
      roundId: 'rnd_a',
      day: '2026-06-16',
      candidates: 128,
      winners: 3,
      ...outcome,
    });
  });

  it.each([
    ['not drawn yet', guessed({ drawnAt: null }), null],
    ['of the day before yesterday', guessed({ day: '2026-06-15', drawnAt: at('2026-06-16T00:01:00') }), null],
    ['drawn late, but today', guessed({ day: '2026-06-10', drawnAt: at('2026-06-17T09:00:00') }), 'rnd_a'],
    ['of a round that is gone', { ...guessed(), round: [] }, null],
  ])('is no news when it is %s', (_what, guess, roundId) => {
    expect(lotteryNews([], [guess], NOW).result?.roundId ?? null).toBe(roundId);
  });

  it('is the newest draw of several', () => {
    const older = guessed({ roundId: 'rnd_b', drawnAt: at('2026-06-17T00:00:30') });
    expect(lotteryNews([], [older, guessed()], NOW).result?.roundId).toBe('rnd_a');
  });
});
