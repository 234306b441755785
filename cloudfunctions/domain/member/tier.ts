import type { ConfigOf } from '../../../shared-types/contract/config';
import type { Tier } from '../../../shared-types/contract/member';
import type { Instant, ParkDay } from '../../../shared-types/ids';
import {
  addParkDays,
  firstOfNextMonth,
  parkDayOf,
  parkDaysBetween,
  startOfParkDay,
} from '../../../shared-types/park-day';
import { lastDay, type Standing, WINDOW_DAYS } from './standing';

/** The table of a park: configuration, versioned. */
export type Thresholds = ConfigOf<'tiers'>;

const TIERS: readonly Tier[] = ['bronze', 'silver', 'gold', 'diamond'];
export const rankOf = (tier: Tier): number => TIERS.indexOf(tier);
const oneBelow = (tier: Tier): Tier => TIERS[Math.max(0, rankOf(tier) - 1)] as Tier;
export const oneAbove = (tier: Tier): Tier | null => TIERS[rankOf(tier) + 1] ?? null;

/** The three scores of a day, with what they were read from. */
export interface Scores {
  /** R: park days since the last visit or purchase; null = never. */
  recency: { days: number | null; score: number };
  /** F: days with a visit in the window. */
  visits: { days: number; score: number };
  /** M: net paid in the window, fen. */
  money: { paid: number; score: number };
  sum: number;
}

/** The scores as of park day D: what happened after it is not there yet. */
export function scoresOn(standing: Standing, day: ParkDay, thresholds: Thresholds): Scores {
  const from = addParkDays(day, -WINDOW_DAYS);
  const inWindow = (at: ParkDay) => at >= from && at <= day;
  const visits = standing.visits.filter(inWindow).length;
  const paid = standing.paid.reduce((sum, row) => (inWindow(row.day) ? sum + row.fen : sum), 0);
  const days = daysSince(standing, day);
  const scores = {
    recency: { days, score: recencyScore(days, thresholds) },
    visits: { days: visits, score: stepScore(visits, thresholds.visits) },
    money: { paid, score: moneyScore(paid, thresholds) },
  };
  return { ...scores, sum: scores.recency.score + scores.visits.score + scores.money.score };
}

function daysSince(standing: Standing, day: ParkDay): number | null {
  const before = {
    visits: standing.visits.filter((at) => at <= day),
    paid: standing.paid.filter((row) => row.day <= day),
  };
  const known = standing.last !== null && standing.last <= day ? standing.last : lastDay(before);
  return known === null ? null : parkDaysBetween(known, day);
}

const recencyScore = (days: number | null, { recency }: Thresholds): number =>
  days === null
    ? 1
    : ([...recency].sort((a, b) => a.upTo - b.upTo).find(({ upTo }) => days <= upTo)?.score ?? 1);

/** Highest step first; below the lowest it is 0. */
const stepScore = (n: number, steps: Thresholds['visits']): number =>
  [...steps].sort((a, b) => b.from - a.from).find(({ from }) => n >= from)?.score ?? 0;

/** Thresholds are whole CNY; anything above nothing scores 1. */
export const moneyScore = (fen: number, { money }: Thresholds): number =>
  fen <= 0 ? 0 : stepScore(fen / 100, money) || 1;

export const visitScore = (days: number, { visits }: Thresholds): number => stepScore(days, visits);

export function tierOfSum(sum: number, { levels }: Thresholds): Tier {
  if (sum >= levels.diamond) return 'diamond';
  if (sum >= levels.gold) return 'gold';
  return sum >= levels.silver ? 'silver' : 'bronze';
}

const tierOn = (standing: Standing, day: ParkDay, thresholds: Thresholds): Tier =>
  tierOfSum(scoresOn(standing, day, thresholds).sum, thresholds);

/** The most visit days any threshold asks for. */
export const mostVisits = ({ visits }: Thresholds): number => Math.max(...visits.map(({ from }) => from));

/** The tier a card carries and the first of a month on which the scores will no longer reach it. */
export interface Card {
  tier: Tier;
  fall: { at: Instant; version: string } | null;
}

/**
 * The card as of `now`: falls whose day has come have happened, one level each, whether or not the monthly job has been
 * there; what the scores reach today is reached at once.
 */
export function cardAt(card: Card, standing: Standing, now: Instant, thresholds: Thresholds): Card {
  const today = parkDayOf(now);
  return raised(fallen(card, standing, now, thresholds), standing, today, thresholds);
}

/**
 * The card after events on `days`: each raises it as of its own day, also when we learn of it later, and the day of the
 * next fall is worked out anew from all that is known.
 */
export function cardAfter(
  card: Card,
  standing: Standing,
  days: ParkDay[],
  now: Instant,
  thresholds: Thresholds,
): Card {
  let next = card;
  for (const day of [...new Set(days)].sort())
    next = raised(fallen(next, standing, startOfParkDay(day), thresholds), standing, day, thresholds);
  const { tier } = cardAt(next, standing, now, thresholds);
  return { tier, fall: fallOf(tier, standing, parkDayOf(now), thresholds) };
}

function raised(card: Card, standing: Standing, day: ParkDay, thresholds: Thresholds): Card {
  const earned = tierOn(standing, day, thresholds);
  if (rankOf(earned) <= rankOf(card.tier)) return card;
  return { tier: earned, fall: fallOf(earned, standing, day, thresholds) };
}

/** With other thresholds than the fall was worked out by, the earliest fall is the next first of a month. */
function fallen(card: Card, standing: Standing, now: Instant, thresholds: Thresholds): Card {
  let { tier, fall } = card;
  if (fall?.version !== thresholds.version) fall = fallOf(tier, standing, parkDayOf(now), thresholds);
  while (fall && fall.at <= now) {
    tier = oneBelow(tier);
    fall = fallOf(tier, standing, parkDayOf(fall.at), thresholds);
  }
  return { tier, fall };
}

/** The first of a month after `after` on which the scores do not reach the tier, if nothing more happens; null = never. */
export function fallOf(
  tier: Tier,
  standing: Standing,
  after: ParkDay,
  thresholds: Thresholds,
): { at: Instant; version: string } | null {
  if (tier === 'bronze') return null;
  const last = addParkDays(after, WINDOW_DAYS + 62 + Math.max(...thresholds.recency.map(({ upTo }) => upTo)));
  for (let day = firstOfNextMonth(after); day <= last; day = firstOfNextMonth(day))
    if (rankOf(tierOn(standing, day, thresholds)) < rankOf(tier))
      return { at: startOfParkDay(day), version: thresholds.version };
  return null;
}
