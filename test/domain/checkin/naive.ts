import type { Rules } from '../../../cloudfunctions/domain/checkin/ladder.ts';

/**
 * The specification of check-in a second time, as plainly as can be: nothing is remembered but the list of days and the
 * cards, everything is worked out anew from the calendar. Days are counted as numbers since an epoch.
 */
export interface Entry {
  day: number;
  madeUp: boolean;
}
export interface Park {
  rules: Rules;
  isClosed(day: number): boolean;
  monthOf(day: number): string;
}

/** Every run of a set of days, each as the list of its days. */
export function runsOf(days: number[], park: Park): number[][] {
  const runs: number[][] = [];
  for (const day of [...days].sort((a, b) => a - b)) {
    const last = runs.at(-1)?.at(-1);
    let missed = false;
    if (last !== undefined) for (let d = last + 1; d < day; d++) if (!park.isClosed(d)) missed = true;
    if (last === undefined || missed) runs.push([day]);
    else runs.at(-1)?.push(day);
  }
  return runs;
}

/** How often a run has come to a rung: the cycles it is made of, one after the other. */
function timesReached(run: number[], rung: number, cycle: number): number {
  let times = 0;
  for (let i = 0; i < run.length; i += cycle) if (run.slice(i, i + cycle).length >= rung) times++;
  return times;
}

export interface Earned {
  streak: number;
  points: number;
  coupons: number;
  cards: number;
}

/** What one more day brings. */
export function earnedBy(before: Entry[], entry: Entry, today: number, park: Park): Earned {
  const { rules } = park;
  const days = before.map(({ day }) => day);
  const all = [...days, entry.day];
  const run = runsOf(all, park).find((r) => r.includes(entry.day)) ?? [];
  const pieces = runsOf(days, park).filter((r) => run.includes(r[0] as number));
  let points = entry.madeUp ? 0 : rules.daily;
  let coupons = 0;
  for (const rung of rules.rungs) {
    const paid = pieces.reduce((n, piece) => n + timesReached(piece, rung.day, rules.cycle), 0);
    const due = Math.max(0, timesReached(run, rung.day, rules.cycle) - paid);
    points += due * (rung.points ?? 0);
    coupons += rung.offerId ? due : 0;
  }
  const month = park.monthOf(today);
  const inMonth = all.filter((d) => park.monthOf(d) === month).length;
  let cards = 0;
  for (const line of rules.month) {
    if (line.days !== inMonth) continue;
    points += line.points ?? 0;
    cards += line.cards ?? 0;
  }
  return { streak: streakAt(all, today, park), points, coupons, cards };
}

export function streakAt(days: number[], today: number, park: Park): number {
  const signed = new Set(days);
  let streak = signed.has(today) ? 1 : 0;
  for (let d = today - 1; d >= Math.min(...days); d--) {
    if (signed.has(d)) streak++;
    else if (!park.isClosed(d)) break;
  }
  return streak;
}

/** Cards left in the month of `today`: those of everybody, earned ones (by replaying the month), less used ones. */
export function cardsLeft(entries: Entry[], today: number, park: Park): number {
  const month = park.monthOf(today);
  const used = entries.filter(({ day, madeUp }) => madeUp && park.monthOf(day) === month).length;
  const days = entries.filter(({ day }) => park.monthOf(day) === month).length;
  const earned = park.rules.month
    .filter((line) => line.days <= days)
    .reduce((sum, line) => sum + (line.cards ?? 0), 0);
  return park.rules.cardsPerMonth + earned - used;
}
