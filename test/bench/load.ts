import { readFileSync } from 'node:fs';
import { median } from './table.ts';

export const CALLERS = [1, 16, 64];
export const callersText = (n: number) => `${n} caller${n === 1 ? '' : 's'}`;

/** Does `count` actions with so many callers at a time, each with a number of its own; answers real ms. */
export async function race(
  callers: number,
  count: number,
  action: (i: number) => Promise<unknown>,
): Promise<number> {
  let next = 0;
  const from = performance.now();
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < count) await action(next++);
    }),
  );
  return performance.now() - from;
}

/** What one kind of action does at each number of callers, and what it costs whatever else the machine does. */
export interface Rates {
  /** Actions a second: the median of the rounds, by number of callers. */
  perSecond: number[];
  /** CPU ms of an action in each of the processes watched, in all. */
  cpuMs: number[];
}

/**
 * Measures several kinds of actions in turns, a short round of each at a time, so that what disturbs the machine for
 * a while disturbs all of them. One round before is not counted.
 * @param pids processes whose CPU time is counted
 */
export async function rates(
  actions: Record<string, (i: number) => Promise<unknown>>,
  { count, rounds, pids }: { count: number; rounds: number; pids: number[] },
): Promise<Record<string, Rates>> {
  const seen = Object.keys(actions).map(() => ({
    rates: CALLERS.map(() => [] as number[]),
    cpu: pids.map(() => 0),
  }));
  let number = 0;
  for (let round = 0; round <= rounds; round++)
    for (const [a, action] of Object.values(actions).entries())
      for (const [c, callers] of CALLERS.entries()) {
        const before = pids.map(cpuOf);
        const ms = await race(callers, count, () => action(number++));
        if (round === 0) continue;
        seen[a]?.rates[c]?.push((count / ms) * 1000);
        pids.forEach((pid, p) => {
          seen[a]!.cpu[p]! += cpuOf(pid) - before[p]!;
        });
      }
  const times = rounds * CALLERS.length * count;
  return Object.fromEntries(
    Object.keys(actions).map((name, a) => [
      name,
      { perSecond: seen[a]!.rates.map(median), cpuMs: seen[a]!.cpu.map((ms) => ms / times) },
    ]),
  );
}

/** CPU ms a process has used, with all its threads. Linux only; NaN elsewhere. */
export function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** Real ms of one piece of work, and its result. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; value: T }> {
  const from = performance.now();
  const value = await work();
  return { ms: performance.now() - from, value };
}

/** Real ms: the median of several goes. */
export async function medianMs(goes: number, work: (i: number) => Promise<unknown>): Promise<number> {
  const all: number[] = [];
  for (let i = 0; i < goes; i++) all.push((await timed(() => work(i))).ms);
  return median(all);
}

/**
 * Memory of a process in MB: what it made itself, and the pages of files it has mapped (the database), which the
 * kernel takes back when it needs them. Linux only; NaN elsewhere.
 */
export function memoryOf(pid: number): { own: number; mapped: number } {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const mb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
    return { own: mb('RssAnon'), mapped: mb('RssFile') };
  } catch {
    return { own: Number.NaN, mapped: Number.NaN };
  }
}
