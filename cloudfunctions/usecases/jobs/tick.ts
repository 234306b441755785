import type { Db } from '../../platform/db';
import type { Keys } from '../../platform/keys';
import type { TimerCtx } from '../../platform/timer';
import { drainCoupons } from './drain-coupons';
import { drainStocks } from './drain-stocks';

/** A run stops by itself well before the platform's 60 s and goes on at the next tick. */
const RUN_MS = 40_000;

/** What one tick did: follow-ups carried out, by source. */
export type TickReport = Record<string, number>;

type Drain = (db: Db, keys: Keys, now: number) => Promise<number>;
const DRAINS: Record<string, Drain> = { stocks: drainStocks, coupons: drainCoupons };

/** Every minute: carries out what is left in outboxes. With nothing due it costs one probe a source, all at once. */
export async function tick({ db, keys, now, elapsedMs }: TimerCtx): Promise<TickReport> {
  const report: TickReport = {};
  const drainAll = async ([name, drain]: [string, Drain]) => {
    let carried = 0;
    do {
      carried = await drain(db, keys, now);
      report[name] = (report[name] ?? 0) + carried;
    } while (carried > 0 && elapsedMs() < RUN_MS);
  };
  // One source in trouble does not keep the others; the run still counts as failed, so that somebody sees it.
  const ends = await Promise.allSettled(Object.entries(DRAINS).map(drainAll));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return report;
}
