import type { DayFigures } from '../../../shared-types/contract/figures';
import type { Fen, Instant, ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';

/** Pages left, by how many seconds they were to be seen: from it the median of any window is exact. */
export type Dwell = Array<{ seconds: number; n: number }>;

/** One park day, as the ledgers and the log say it. */
export interface Day extends DayFigures {
  dwell: Dwell;
}

/** Members who were active in the seven and thirty days that end with a day. */
export interface Reach {
  wau: number;
  mau: number;
}

/** A day that is over, kept. It is only a shorter way to what the ledgers say: without it they are asked. */
export interface DayBucket extends Day {
  /** Looks back over thirty days, so that only yesterday is asked for it; null: it was not. */
  reach: Reach | null;
  _id: ParkDay;
  /** When it was computed. */
  at: Instant;
  /** Who was left out: a bucket made with other people left out is as good as none. */
  except: string;
}

/** Of one day, what the events say and what the ledger says. */
export type EventsOfDay = Pick<
  Day,
  'day' | 'pv' | 'uv' | 'guests' | 'active' | 'sharers' | 'back1' | 'back7' | 'back30' | 'dwell'
>;
export type LedgerOfDay = Omit<Day, keyof EventsOfDay> & { day: ParkDay };

const NO_EVENTS = { pv: 0, uv: 0, guests: 0, active: 0, sharers: 0, back1: 0, back7: 0, back30: 0 };
const NO_ROWS = {
  ...{ joined: 0, invited: 0, claimed: 0, uses: 0, undone: 0, benefits: 0, orders: 0 },
  ...{ value: 0 as Fen, gross: 0 as Fen, refunded: 0 as Fen },
};

/** Park days from one to another, both included. */
export function daysBetween(from: ParkDay, to: ParkDay): ParkDay[] {
  const days: ParkDay[] = [];
  for (let day = from; day <= to; day = addParkDays(day, 1)) days.push(day);
  return days;
}

/** Days of which nothing is known are zeros. */
export function dayOf(day: ParkDay, events: EventsOfDay[], ledger: LedgerOfDay[]): Day {
  const { dwell = [], ...seen } = events.find((one) => one.day === day) ?? {};
  const booked = ledger.find((one) => one.day === day);
  return {
    ...{ ...NO_EVENTS, ...NO_ROWS, ...seen, ...booked, day },
    dwell: [...dwell].sort((a, b) => a.seconds - b.seconds),
  };
}
