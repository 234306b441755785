import type { ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';
import type { Counts } from './counts';

/** F and M look at [D − 365, D) plus today so far. */
export const WINDOW_DAYS = 365;

/** What the three scores are made of: enough to say them on any later day without asking the ledger. */
export interface Standing {
  /** Newest days with a visit, newest first, as many as the highest threshold asks for and a few more. */
  visits: ParkDay[];
  /** Money rows of the trailing year, by the id of their ledger row; fen, negative for what was paid back. */
  paid: Array<{ id: string; day: ParkDay; fen: number }>;
  /** The last day with a visit or a purchase. */
  last: ParkDay | null;
}
export const NO_STANDING: Standing = { visits: [], paid: [], last: null };

/** A ledger row that counts, wherever it stands now: in the ledger or still in an outbox. */
export interface CountingRow {
  _id: string;
  counts: Counts;
}

/** What a member's ledger says: net visits by day, and every money row, from a year before the first day in question. */
export interface History {
  /** Days with at least one visit that stands; any order. */
  visits: ParkDay[];
  paid: Standing['paid'];
}

/**
 * Uses that reach us late (a gate without network, at most 72 h) are judged by their own day, so a few more visits are
 * kept than the highest threshold needs.
 */
const SPARE_VISITS = 4;
export const visitsKept = (mostVisits: number): number => mostVisits + SPARE_VISITS;

/** The standing by the ledger; what is older than the ledger was asked for stays as the last day it was known. */
export function standingOf(history: History, before: Standing, today: ParkDay, mostVisits: number): Standing {
  const from = addParkDays(today, -WINDOW_DAYS);
  const visits = [...history.visits].sort().reverse().slice(0, visitsKept(mostVisits));
  const paid = [...history.paid].sort((a, b) => (a.day + a.id < b.day + b.id ? -1 : 1));
  const older = before.last !== null && before.last < from ? before.last : null;
  return { visits, paid, last: lastDay({ visits, paid }) ?? older };
}

/** With what is still in outboxes: it counts as having happened, and not twice if the ledger has it already. */
export function standingWith(standing: Standing, waiting: CountingRow[]): Standing {
  if (waiting.length === 0) return standing;
  const net = new Map<ParkDay, number>();
  for (const { counts } of waiting) net.set(counts.day, (net.get(counts.day) ?? 0) + counts.visits);
  const come = [...net].filter(([, n]) => n > 0).map(([day]) => day);
  const visits = [...new Set([...standing.visits, ...come])].sort().reverse();
  const known = new Set(standing.paid.map(({ id }) => id));
  const money = waiting.filter(({ _id, counts }) => counts.paid !== 0 && !known.has(_id));
  const paid = [
    ...standing.paid,
    ...money.map(({ _id, counts }) => ({ id: _id, day: counts.day, fen: counts.paid })),
  ];
  const last = [standing.last, lastDay({ visits, paid })].filter((day) => day !== null);
  return { visits, paid, last: last.sort().at(-1) ?? null };
}

/** The newest day with a visit, or with money that was not paid back. */
export function lastDay({ visits, paid }: History): ParkDay | null {
  const spent = new Map<ParkDay, number>();
  for (const { day, fen } of paid) spent.set(day, (spent.get(day) ?? 0) + fen);
  const purchases = [...spent].filter(([, fen]) => fen > 0).map(([day]) => day);
  return [...visits, ...purchases].sort().at(-1) ?? null;
}
