import type { StandingView, Tier } from '../../../shared-types/contract/member';
import type { Fen, Instant } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import type { Standing } from './standing';
import {
  type Card,
  cardAt,
  moneyScore,
  oneAbove,
  type Scores,
  scoresOn,
  type Thresholds,
  visitScore,
} from './tier';

/** What a card says of its tier: the three scores, the way up, and until when it holds. */
export function standingView(
  card: Card,
  standing: Standing,
  now: Instant,
  thresholds: Thresholds,
): { tier: Tier; view: StandingView } {
  const scores = scoresOn(standing, parkDayOf(now), thresholds);
  const { tier, fall } = cardAt(card, standing, now, thresholds);
  const { recency, visits, money, sum } = scores;
  return {
    tier,
    view: {
      version: thresholds.version,
      recency,
      visits,
      money: { score: money.score, paid: money.paid as Fen },
      sum,
      best: bestSum(thresholds),
      holdsUntil: fall && parkDayOf(fall.at - 1),
      next: wayUp(tier, scores, thresholds),
    },
  };
}

const bestSum = ({ recency, visits, money }: Thresholds): number =>
  [recency, visits, money].reduce((sum, steps) => sum + Math.max(...steps.map(({ score }) => score)), 0);

function wayUp(tier: Tier, scores: Scores, thresholds: Thresholds): StandingView['next'] {
  const above = oneAbove(tier);
  if (above === null) return null;
  const from = thresholds.levels[above as 'silver' | 'gold' | 'diamond'];
  return {
    tier: above,
    from,
    missing: Math.max(0, from - scores.sum),
    ways: waysTo(from, scores, thresholds),
  };
}

/** How many ways are worth telling. */
const WAYS = 3;

/**
 * What would reach a sum if it happened soon: so many more days with a visit, so much more paid, or some of both. Only
 * ways of which nothing can be left out; fewest visits first.
 */
export function waysTo(
  from: number,
  scores: Scores,
  thresholds: Thresholds,
): Array<{ visits: number; paid: Fen }> {
  const fresh = Math.max(...thresholds.recency.map(({ score }) => score));
  // A single visit or purchase, of one yuan say, already makes the person fresh again.
  const visitSteps = [0, ...steps(thresholds.visits, scores.visits.days, 1)];
  const moneySteps = [0, ...steps(thresholds.money, scores.money.paid, 100)];
  const reaching = visitSteps.flatMap((visits) => {
    const enough = moneySteps.find(
      (paid) =>
        visits + paid > 0 &&
        fresh +
          visitScore(scores.visits.days + visits, thresholds) +
          moneyScore(scores.money.paid + paid, thresholds) >=
          from,
    );
    return enough === undefined ? [] : [{ visits, paid: enough as Fen }];
  });
  return reaching.filter((way) => !reaching.some((other) => isLess(other, way))).slice(0, WAYS);
}

type Way = { visits: number; paid: Fen };
const isLess = (a: Way, b: Way): boolean =>
  a !== b && a.visits <= b.visits && a.paid <= b.paid && (a.visits < b.visits || a.paid < b.paid);

/** One `unit`, and what is missing to each step above `have`; least first. A step's `from` is in units. */
const steps = (of: Array<{ from: number }>, have: number, unit: number): number[] =>
  [...new Set([unit, ...of.map(({ from }) => from * unit - have)])]
    .filter((missing) => missing > 0)
    .sort((a, b) => a - b);
