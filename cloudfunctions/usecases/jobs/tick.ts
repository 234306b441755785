import type { TimerCtx } from '../../platform/timer';
import { followEvents } from '../events/follow';
import { drainGroups } from './drain-groups';
import { drainLedger } from './drain-ledger';
import { drainStocks } from './drain-stocks';
import { finishErasures } from './finish-erasures';
import { finishRenewals } from './finish-renewals';
import { followTags } from './follow-tags';
import { giveGrants } from './give-grants';
import { JOBS } from './jobs';
import { runPlan } from './run-plan';
import { wakeGroups } from './wake-groups';

/** A run stops by itself well before the platform's 60 s and goes on at the next tick. */
const RUN_MS = 40_000;

/** What one tick did: follow-ups carried out, by source, and pages of planned jobs. */
export type TickReport = Record<string, number>;

type Drain = (ctx: TimerCtx) => Promise<number>;
const DRAINS: Record<string, Drain> = {
  stocks: ({ db, keys, now }) => drainStocks(db, keys, now),
  coupons: ({ db, now }) => drainLedger(db, 'coupons', now),
  members: (ctx) =>
    drainLedger(ctx.db, 'members', ctx.now, async (entries) => [
      ...(await giveGrants(ctx, entries)),
      ...(await finishErasures(ctx, entries)),
      ...(await followTags(ctx, entries)),
    ]),
  passes: ({ db, now }) => drainLedger(db, 'passes', now, (entries) => finishRenewals(db, now, entries)),
  groups: wakeGroups,
  orders: drainGroups,
};

/**
 * Every minute: carries out what is left in outboxes and what the plan says is due. With nothing due it costs one
 * probe a source and one for the plan, all at once, and one for events after them.
 */
export async function tick(ctx: TimerCtx): Promise<TickReport> {
  const hasTime = () => ctx.elapsedMs() < RUN_MS;
  const report: TickReport = {};
  const drainAll = async ([name, drain]: [string, Drain]) => {
    let carried = 0;
    do {
      carried = await drain(ctx);
      report[name] = (report[name] ?? 0) + carried;
    } while (carried > 0 && hasTime());
  };
  const planned = async () => {
    report.plan = await runPlan(ctx, JOBS, hasTime);
  };
  // One source in trouble does not keep the others; the run still counts as failed, so that somebody sees it.
  const ends = await Promise.allSettled([...Object.entries(DRAINS).map(drainAll), planned()]);
  // Afterwards: what the ledgers say has just become events, and tags follow them within the minute.
  ends.push(...(await Promise.allSettled([drainAll(['events', followEvents])])));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return report;
}
