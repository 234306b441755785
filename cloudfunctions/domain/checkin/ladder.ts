import type { ConfigOf } from '../../../shared-types/contract/config';
import type { OfferId, ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';
import type { IsClosed, Run } from './runs';

export type Rules = ConfigOf<'checkin'>;

/** What a day brings on top of the daily points. */
export interface Reward {
  points: number;
  cards: number;
  /** One coupon of each. */
  offers: OfferId[];
}
const NOTHING: Reward = { points: 0, cards: 0, offers: [] };
const sum = (rewards: Reward[]): Reward =>
  rewards.reduce(
    (all, { points, cards, offers }) => ({
      points: all.points + points,
      cards: all.cards + cards,
      offers: [...all.offers, ...offers],
    }),
    NOTHING,
  );
export const isSomething = ({ points, cards, offers }: Reward): boolean =>
  points > 0 || cards > 0 || offers.length > 0;

/** The rungs of a cycle by their day, in order; what is set for one day in two lines is one rung. */
export function rungsOf({ rungs, cycle }: Rules): Array<Reward & { day: number }> {
  const days = [...new Set(rungs.map(({ day }) => day))].filter((day) => day <= cycle);
  const rewardOn = (on: number) =>
    sum(
      rungs
        .filter(({ day }) => day === on)
        .map(({ points = 0, offerId }) => ({ points, cards: 0, offers: offerId ? [offerId] : [] })),
    );
  return days.sort((a, b) => a - b).map((day) => ({ day, ...rewardOn(day) }));
}

/** In how many of its cycles a run of `n` days has come to the rung of a day. */
const reached = (n: number, day: number, cycle: number): number => Math.floor((n - day + cycle) / cycle);

/** A rung that a run has just completed; `position` is its day counted from the first of the run. */
export interface Completed extends Reward {
  position: number;
}

/**
 * Rungs that a run completes by being put together of `pieces` and one day more. A rung pays once per cycle: what the
 * pieces have come to has paid, so joining them pays what all of them together did not, in whatever order the days came.
 */
export function completedRungs(run: Run, pieces: Run[], rules: Rules): Completed[] {
  const { cycle } = rules;
  return rungsOf(rules).flatMap(({ day, ...reward }) => {
    const all = reached(run.n, day, cycle);
    const paid = pieces.reduce((n, piece) => n + reached(piece.n, day, cycle), 0);
    return Array.from({ length: Math.max(0, all - paid) }, (_unused, i) => ({
      ...reward,
      position: (all - 1 - i) * cycle + day,
    })).reverse();
  });
}

/** What the `days`th day of a month brings. */
export const monthReward = ({ month }: Rules, days: number): Reward =>
  sum(
    month
      .filter((line) => line.days === days)
      .map(({ points = 0, cards = 0 }) => ({ points, cards, offers: [] })),
  );

/** Two cycles and a month: where nothing comes within it, nothing comes. */
const LOOK_AHEAD_DAYS = 93;

/** The next day that brings more than the daily points if no open day is missed until then, or null. */
export function nextReward(
  rules: Rules,
  today: ParkDay,
  sofar: { signedToday: boolean; streak: number; monthDays: number },
  isClosed: IsClosed,
): (Reward & { day: ParkDay; inDays: number }) | null {
  let { streak, monthDays } = sofar;
  const rungs = rungsOf(rules);
  for (let inDays = sofar.signedToday ? 1 : 0; inDays < LOOK_AHEAD_DAYS; inDays++) {
    const day = addParkDays(today, inDays);
    if (day.endsWith('-01')) monthDays = 0;
    if (isClosed(day)) continue;
    streak++;
    monthDays++;
    const position = ((streak - 1) % rules.cycle) + 1;
    const rung = rungs.filter((line) => line.day === position);
    const reward = sum([...rung, monthReward(rules, monthDays)]);
    if (isSomething(reward)) return { day, inDays, ...reward };
  }
  return null;
}
