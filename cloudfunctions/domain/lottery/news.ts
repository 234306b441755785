import type { Guess } from '../../../shared-types/contract/lottery';
import type { LotteryNews } from '../../../shared-types/contract/member';
import type { Instant, ParkDay, RoundId } from '../../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../../shared-types/park-day';
import type { Drawn } from './round';
import { type WinDoc, winStatus } from './win';

/** A guess of somebody, and how far its round has come. */
export interface Guessed {
  roundId: RoundId;
  answer: Guess;
  round: Array<{
    spec: { day: ParkDay };
    settled: { answer: Guess } | null;
    drawn: Pick<Drawn, 'at' | 'candidates' | 'winners'> | null;
  }>;
}
export type Won = Pick<WinDoc, '_id' | 'roundId' | 'name' | 'status' | 'claimUntil' | 'at'>;

/** What waits to be claimed, and the newest draw: it is news on the day it is drawn, and all day after D. */
export function lotteryNews(wins: Won[], guesses: Guessed[], now: Instant): LotteryNews {
  const toClaim = wins
    .filter((win) => winStatus(win, now) === 'to_claim')
    .sort((a, b) => a.claimUntil - b.claimUntil);
  const [first] = toClaim;
  return {
    claim: first ? { name: first.name, until: first.claimUntil, count: toClaim.length } : null,
    result: newest(wins, guesses, now),
  };
}

function newest(wins: Won[], guesses: Guessed[], now: Instant): LotteryNews['result'] {
  const drawn = guesses
    .flatMap(({ roundId, answer: mine, round: [round] }) =>
      round?.settled && round.drawn
        ? [{ roundId, mine, answer: round.settled.answer, day: round.spec.day, ...round.drawn }]
        : [],
    )
    .filter(({ day, at }) => isNews(day, at, now))
    .sort((a, b) => b.at - a.at);
  const [last] = drawn;
  if (!last) return null;
  const { roundId, day, answer, mine, candidates, winners } = last;
  const prize = wins.find((win) => win.roundId === roundId && winStatus(win, now) !== 'lapsed')?.name ?? null;
  return { roundId, day, right: mine === answer, prize, candidates, winners };
}

const isNews = (day: ParkDay, drawnAt: Instant, now: Instant): boolean =>
  parkDayOf(now) <= addParkDays(day, 1) || parkDayOf(now) === parkDayOf(drawnAt);
