import type { DayFigures, OverviewView } from '@shared/contract/figures';
import type { figures } from '../../../texts/figures';
import { countOf } from '../../../ui/format';
import { lastingOf, moneyOf, rateOf, timesOf } from './format';

export interface Tile {
  id: keyof typeof figures.names;
  value: string;
}

/** What an overview comes to. Heads of several days are not added up: they are today's. */
export function tilesOf({ days, totals, wau, mau }: OverviewView): Tile[] {
  const last = days.at(-1);
  return [
    { id: 'pv', value: countOf(totals.pv) },
    { id: 'uv', value: countOf(last?.uv ?? 0) },
    { id: 'dau', value: countOf(last?.active ?? 0) },
    { id: 'wau', value: countOf(wau) },
    { id: 'mau', value: countOf(mau) },
    { id: 'joined', value: countOf(totals.joined) },
    { id: 'claimed', value: countOf(totals.claimed) },
    { id: 'uses', value: countOf(totals.uses) },
    { id: 'gross', value: moneyOf(totals.gross) },
    { id: 'net', value: moneyOf(totals.net) },
    { id: 'repurchase', value: rateOf(totals.repurchase) },
    { id: 'k', value: timesOf(totals.k) },
    { id: 'd1', value: rateOf(totals.retention.d1) },
    { id: 'd7', value: rateOf(totals.retention.d7) },
    { id: 'd30', value: rateOf(totals.retention.d30) },
    { id: 'shareRate', value: rateOf(totals.shareRate) },
    { id: 'dwell', value: lastingOf(totals.dwellMedian === null ? null : totals.dwellMedian * 1000) },
  ];
}

interface Measure {
  of(day: DayFigures): number;
  say(n: number): string;
}

/** What can be drawn day by day: what happened on it, so that no bar goes below zero. */
export const MEASURES = {
  pv: { of: ({ pv }) => pv, say: countOf },
  uv: { of: ({ uv }) => uv, say: countOf },
  dau: { of: ({ active }) => active, say: countOf },
  joined: { of: ({ joined }) => joined, say: countOf },
  claimed: { of: ({ claimed }) => claimed, say: countOf },
  uses: { of: ({ uses }) => uses, say: countOf },
  gross: { of: ({ gross }) => gross, say: moneyOf },
} satisfies Partial<Record<keyof typeof figures.names, Measure>>;
export type MeasureName = keyof typeof MEASURES;
