import type { ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';

/** Days on which the park is closed neither break a run nor count. */
export type IsClosed = (day: ParkDay) => boolean;

/** Days in a row, signed or made up: the first, the last, and how many count. */
export interface Run {
  from: ParkDay;
  to: ParkDay;
  n: number;
}

/** A card reaches back seven days, so at most five runs can still be joined to another. */
const KEPT_RUNS = 8;

/** Whether nothing but closed days lies between two days. */
export function follows(earlier: ParkDay, later: ParkDay, isClosed: IsClosed): boolean {
  for (let day = addParkDays(earlier, 1); day < later; day = addParkDays(day, 1))
    if (!isClosed(day)) return false;
  return true;
}

/**
 * Puts a day into the runs (oldest first) and joins what it connects. `pieces` are the runs that became part of `run`;
 * they also connect where a day between them was declared closed only afterwards.
 */
export function place(
  runs: Run[],
  day: ParkDay,
  isClosed: IsClosed,
): { runs: Run[]; run: Run; pieces: Run[] } {
  const all = [...runs, { from: day, to: day, n: 1 }].sort((a, b) => (a.from < b.from ? -1 : 1));
  const at = all.findIndex(({ from, to, n }) => from === day && to === day && n === 1);
  const connected = (i: number) => follows((all[i] as Run).to, (all[i + 1] as Run).from, isClosed);
  let first = at;
  while (first > 0 && connected(first - 1)) first--;
  let last = at;
  while (last < all.length - 1 && connected(last)) last++;
  const parts = all.slice(first, last + 1);
  const run = {
    from: (parts[0] as Run).from,
    to: (parts.at(-1) as Run).to,
    n: parts.reduce((sum, { n }) => sum + n, 0),
  };
  return {
    run,
    pieces: [...all.slice(first, at), ...all.slice(at + 1, last + 1)],
    runs: [...all.slice(0, first), run, ...all.slice(last + 1)].slice(-KEPT_RUNS),
  };
}

/** The streak as of `today`, which may still be signed; 0 where an open day was missed. */
export function streakOf(runs: Run[], today: ParkDay, isClosed: IsClosed): number {
  let n = 0;
  let next = today;
  for (const { from, to, n: length } of [...runs].reverse()) {
    if (!follows(to, next, isClosed)) break;
    n += length;
    next = from;
  }
  return n;
}
