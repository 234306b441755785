import type { EndingPoints } from '../../../shared-types/contract/member';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { endOfParkDay, parkDayOf } from '../../../shared-types/park-day';

/** One change of a balance. `_id` derives from the cause, so that no cause counts twice. */
export interface PointsRow {
  _id: string;
  type: 'points';
  memberId: MemberId;
  delta: number;
  balanceAfter: number;
  cause: PointsCause;
  at: Instant;
  /** Last instant of the points this row brought; null for a row that took some. */
  expiresAt: Instant | null;
}

/** Why: what happened, and what names it among its like (a day, an order, a rung). */
export interface PointsCause {
  what: 'checkin' | 'rung' | 'month' | 'order' | 'refund' | 'expired' | 'spent' | 'forfeited';
  of: string;
}

/** What a member document keeps of the points: `points` is the balance, `lots` what is left of it by year of earning. */
export interface Account {
  points: number;
  lots: Record<string, number>;
  pointsEndAt: Instant | null;
}

/** An account after a change, with the row of it; null where nothing changes. */
export interface Booking {
  account: Account;
  row: PointsRow;
}

const yearOf = (at: Instant): number => Number(parkDayOf(at).slice(0, 4));

/** Points earned in year Y end with the last second of 31 December Y+1, park time. */
export const lotEnd = (year: number): Instant => endOfParkDay(`${year + 1}-12-31` as ParkDay);

const withLots = (points: number, lots: Record<string, number>): Account => {
  const left = Object.fromEntries(Object.entries(lots).filter(([, n]) => n > 0));
  const years = Object.keys(left).map(Number);
  return { points, lots: left, pointsEndAt: years.length > 0 ? lotEnd(Math.min(...years)) : null };
};

interface Change {
  memberId: MemberId;
  cause: PointsCause;
  at: Instant;
}

const rowOf = (
  { memberId, cause, at }: Change,
  delta: number,
  balanceAfter: number,
  expiresAt: Instant | null,
): PointsRow => ({
  _id: `pts_${memberId.slice(4)}_${cause.what}_${cause.of}`,
  type: 'points',
  memberId,
  delta,
  balanceAfter,
  cause,
  at,
  expiresAt,
});

/** Earns points; what is owed after a refund is paid back first. */
export function earn(account: Account, n: number, change: Change): Booking {
  const points = account.points + n;
  const year = yearOf(change.at);
  const owed = Math.max(0, -account.points);
  const kept = Math.max(0, n - owed);
  const lots = { ...account.lots, [year]: (account.lots[year] ?? 0) + kept };
  return { account: withLots(points, lots), row: rowOf(change, n, points, lotEnd(year)) };
}

/** Takes points, the oldest first; the caller has asked whether there are enough. */
export const spend = (account: Account, n: number, change: Change): Booking =>
  take(account, n, change, Object.keys(account.lots).sort());

/** Gives up all that is left, also what is owed; null where there is nothing. */
export function forfeit({ points }: Account, change: Change): Booking | null {
  if (points === 0) return null;
  return { account: withLots(0, {}), row: rowOf(change, -points, 0, null) };
}

/** Takes back what was earned at `earnedAt`: from its own year first, then the oldest, then below zero. */
export function takeBack(account: Account, n: number, earnedAt: Instant, change: Change): Booking {
  const own = String(yearOf(earnedAt));
  const others = Object.keys(account.lots)
    .filter((year) => year !== own)
    .sort();
  return take(account, n, change, [own, ...others]);
}

function take(account: Account, n: number, change: Change, order: string[]): Booking {
  const lots = { ...account.lots };
  let missing = n;
  for (const year of order) {
    const part = Math.min(missing, lots[year] ?? 0);
    lots[year] = (lots[year] ?? 0) - part;
    missing -= part;
  }
  const points = account.points - n;
  return { account: withLots(points, lots), row: rowOf(change, -n, points, null) };
}

/**
 * Takes away the lots whose end has passed, one row a year. That points have ended is a fact of time: whoever changes or
 * shows an account settles it first, whether or not the job has been there.
 */
export function settle(
  account: Account,
  memberId: MemberId,
  now: Instant,
): { account: Account; rows: PointsRow[] } {
  const rows: PointsRow[] = [];
  let settled = account;
  for (const year of Object.keys(account.lots)
    .map(Number)
    .sort((a, b) => a - b)) {
    const end = lotEnd(year);
    const left = settled.lots[year] ?? 0;
    if (end >= now || left === 0) continue;
    const change: Change = { memberId, cause: { what: 'expired', of: String(year) }, at: end + 1 };
    const points = settled.points - left;
    rows.push(rowOf(change, -left, points, null));
    settled = withLots(points, { ...settled.lots, [year]: 0 });
  }
  return { account: settled, rows };
}

/** The points that end first; null where none are left to end. */
export function endingFirst({ lots, pointsEndAt }: Account): EndingPoints | null {
  const [year] = Object.keys(lots).sort();
  return year === undefined || pointsEndAt === null ? null : { points: lots[year] ?? 0, at: pointsEndAt };
}

/** Newest first; rows of one instant in the order in which the balance went through them, the last one first. */
export function newestFirst(rows: PointsRow[]): PointsRow[] {
  const sorted = [...rows].sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1));
  const result: PointsRow[] = [];
  for (const row of sorted) {
    if (result.includes(row)) continue;
    const together = sorted.filter(({ at }) => at === row.at);
    result.push(...chained(together));
  }
  return result;
}

/** Of rows of one instant: the last is the one whose balance no other begins with. */
function chained(rows: PointsRow[]): PointsRow[] {
  const left = [...rows];
  const result: PointsRow[] = [];
  while (left.length > 0) {
    const next = left.findIndex(
      (row) => !left.some((other) => other !== row && other.balanceAfter - other.delta === row.balanceAfter),
    );
    result.push(...left.splice(Math.max(0, next), 1));
  }
  return result;
}
