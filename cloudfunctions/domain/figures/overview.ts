import type { DayFigures, OverviewTotals, OverviewView } from '../../../shared-types/contract/figures';
import type { Fen, Instant, ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';
import type { Day, Dwell, Reach } from './day';
import { ratio } from './redemption';

/** People a window's ledger rows are about: who paid, and who invited. */
export interface People {
  buyers: number;
  repeatBuyers: number;
  inviting: number;
}
export const NO_PEOPLE: People = { buyers: 0, repeatBuyers: 0, inviting: 0 };

const DEFAULT_DAYS = 30;
export const MAX_DAYS = 800;

/** The days asked about: without an end they end today, without a beginning they are thirty. null: too many, or none. */
export function windowOfDays(
  { from, to }: { from?: ParkDay | undefined; to?: ParkDay | undefined },
  today: ParkDay,
): { from: ParkDay; to: ParkDay } | null {
  const end = to ?? today;
  const begin = from ?? addParkDays(end, 1 - DEFAULT_DAYS);
  return begin > end || begin < addParkDays(end, 1 - MAX_DAYS) ? null : { from: begin, to: end };
}

/** The last day of a window that is over. */
export const reachDayOf = ({ to }: { to: ParkDay }, today: ParkDay): ParkDay =>
  to < today ? to : addParkDays(today, -1);

/** @param days of the window, oldest first */
export function overview(
  at: Instant,
  window: { from: ParkDay; to: ParkDay; reachDay: ParkDay },
  days: Day[],
  people: People,
  reach: Reach,
): OverviewView {
  return { at, ...window, ...reach, days: days.map(figuresOf), totals: totalsOf(days, people) };
}

function figuresOf({ dwell: _dwell, ...figures }: Day): DayFigures {
  return figures;
}

function totalsOf(days: Day[], people: People): OverviewTotals {
  const sum = (field: keyof Omit<DayFigures, 'day'>) => days.reduce((all, day) => all + day[field], 0);
  const [gross, refunded] = [sum('gross') as Fen, sum('refunded') as Fen];
  return {
    pv: sum('pv'),
    joined: sum('joined'),
    invited: sum('invited'),
    claimed: sum('claimed'),
    uses: sum('uses'),
    undone: sum('undone'),
    value: sum('value') as Fen,
    benefits: sum('benefits'),
    orders: sum('orders'),
    gross,
    refunded,
    net: (gross - refunded) as Fen,
    dwellMedian: medianOf(days.flatMap(({ dwell }) => dwell)),
    shareRate: ratio(sum('sharers'), sum('uv')),
    ...people,
    repurchase: ratio(people.repeatBuyers, people.buyers),
    k: ratio(sum('invited'), people.inviting),
    retention: {
      d1: retained(days, 'back1', 1),
      d7: retained(days, 'back7', 7),
      d30: retained(days, 'back30', 30),
    },
  };
}

/** Those who joined on a day of the window whose day n is in it as well; the others cannot have come back yet. */
function retained(days: Day[], back: 'back1' | 'back7' | 'back30', n: number): number | null {
  const cohorts = days.slice(0, Math.max(0, days.length - n));
  const joined = cohorts.reduce((all, day) => all + day.joined, 0);
  return ratio(
    days.slice(n).reduce((all, day) => all + day[back], 0),
    joined,
  );
}

/** The middle of counted values; of an even number the mean of the two in the middle. null: there are none. */
export function medianOf(counted: Dwell): number | null {
  const sorted = [...counted].sort((a, b) => a.seconds - b.seconds);
  const all = sorted.reduce((sum, { n }) => sum + n, 0);
  if (all === 0) return null;
  const at = (place: number): number => {
    let passed = 0;
    for (const { seconds, n } of sorted) {
      passed += n;
      if (place < passed) return seconds;
    }
    return 0;
  };
  return (at(Math.floor((all - 1) / 2)) + at(Math.floor(all / 2))) / 2;
}
