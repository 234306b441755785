import type { FunnelStep } from '../../../shared-types/contract/stats';
import type { Instant } from '../../../shared-types/ids';
import type { Window } from './redemption';
import { ratio } from './redemption';

/** What somebody did, and when. */
export interface Done {
  who: string;
  name: string;
  at: Instant;
}

/**
 * How far people came along the steps. Each begins with their earliest first step in the window; a later step counts from
 * its earliest instant that is not before the step ahead of it, within `windowMs` of the first.
 */
export function funnel(steps: string[], log: Done[], { from, to }: Window, windowMs: number): FunnelStep[] {
  const byPerson = new Map<string, Done[]>();
  for (const one of log) byPerson.set(one.who, [...(byPerson.get(one.who) ?? []), one]);
  const times: number[][] = steps.map(() => []);
  for (const events of byPerson.values()) {
    events.sort((a, b) => a.at - b.at);
    const first = events.find(({ name, at }) => name === steps[0] && at >= from && at < to);
    if (!first) continue;
    let reached: Done = first;
    times[0]?.push(0);
    for (const [i, step] of steps.entries()) {
      if (i === 0) continue;
      const after = events.indexOf(reached);
      const next = events.find(({ name, at }, n) => name === step && n > after && at - first.at <= windowMs);
      if (!next) break;
      times[i]?.push(next.at - first.at);
      reached = next;
    }
  }
  const began = times[0]?.length ?? 0;
  return steps.map((event, i) => ({
    event,
    members: times[i]?.length ?? 0,
    conversion: ratio(times[i]?.length ?? 0, began),
    medianMs: median(times[i] ?? []),
  }));
}

/** The middle value; of an even number the mean of the two in the middle. */
export function median(values: number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const [low = 0, high = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
