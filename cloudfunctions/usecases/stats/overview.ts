import type { OverviewView } from '../../../shared-types/contract/figures';
import type { Instant, ParkDay } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { overview, reachDayOf, windowOfDays } from '../../domain/figures/overview';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { peopleOfDays, reachOf } from '../../store/day-figures';
import { daysOf, holds, keptDays, outsidersOf } from '../../store/days';

export interface DaysInput {
  from?: ParkDay | undefined;
  to?: ParkDay | undefined;
  asOf?: Instant | undefined;
}

/**
 * What went on, day by day: at most six requests in two rounds, however much it was. Days that are over are read as they were
 * kept; today, days of which something became known late, and everything as of before is asked of the ledgers.
 */
export async function overviewFigures(
  { from, to, asOf }: DaysInput,
  { db, keys, openid, now }: Ctx,
): Promise<Result<OverviewView>> {
  const at = Math.min(asOf ?? now, now);
  const today = parkDayOf(at);
  const window = windowOfDays({ from, to }, today);
  if (!window) return refuse('invalid_input', { fields: ['from', 'to'] });
  const [outsiders, everyKept] = await Promise.all([
    outsidersOf(db, keys),
    asOf === undefined ? keptDays(db, window) : [],
  ]);
  if (!actsAs(outsiders.rowOf(keys.staffId(openid)), ['operator', 'analyst'])) return refuse('not_allowed');
  const reachDay = reachDayOf(window, today);
  const known = { asOf: at, except: outsiders.except };
  const kept = everyKept.filter((day) => day._id < today && holds(day, outsiders, now));
  const [days, people, reach] = await Promise.all([
    daysOf(db, window, kept, known),
    peopleOfDays(db, window, known),
    kept.find(({ _id }) => _id === reachDay)?.reach ?? reachOf(db, reachDay, known),
  ]);
  return done(overview(at, { ...window, reachDay }, days, people, reach));
}
