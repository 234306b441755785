import type { FunnelStep } from '../../../shared-types/contract/stats';
import type { Instant, ParkDay } from '../../../shared-types/ids';
import { funnel } from '../../domain/figures/funnel';
import { windowOf } from '../../domain/figures/redemption';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { outsidersOf } from '../../store/days';
import { doneIn } from '../../store/figures';

interface Input {
  steps: string[];
  from: ParkDay | Instant;
  to: ParkDay | Instant;
  windowMinutes: number;
  asOf?: Instant | undefined;
}

/** How far members came along some steps: unique, in order, within a time of the first. */
export async function funnelFigures(
  { steps, from, to, windowMinutes, asOf }: Input,
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ at: Instant; steps: FunnelStep[] }>> {
  const at = Math.min(asOf ?? now, now);
  const outsiders = await outsidersOf(db, keys);
  if (!actsAs(outsiders.rowOf(keys.staffId(openid)), ['operator', 'analyst'])) return refuse('not_allowed');
  const window = windowOf(from, to);
  const windowMs = windowMinutes * 60_000;
  const long = { from: window.from, to: window.to + windowMs };
  const log = await doneIn(db, [...new Set(steps)], long, at, outsiders.except);
  return done({ at, steps: funnel(steps, log, window, windowMs) });
}
