import type { RoundId } from '../../../shared-types/ids';
import type { RoundDoc } from '../../domain/lottery/round';
import type { TimerCtx } from '../../platform/timer';
import { appoint } from '../../store/plan';
import { ROUND_JOB, releasePrizes, roundAppointment } from '../../store/rounds';
import type { NextCursor } from '../jobs/job';
import { afterDraw } from './after-draw';
import { closeRound } from './close-round';
import { drawRound } from './draw-round';
import { settleRound } from './settle-round';
import type { Tended } from './tended';

/**
 * Brings a round as far as it can be brought now: closes it, settles it by the weather, draws it, gives its prizes out,
 * calls alternates. A step is safe to repeat and to run beside itself, and a few seconds long at most; where a run is
 * killed, the next one goes on. The same entries, weather and seed give the same winners, however often it runs.
 */
export async function tendRound(ctx: TimerCtx, subject: string, cursor: string | null): Promise<NextCursor> {
  const roundId = subject as RoundId;
  const round = await ctx.db.get('rounds', roundId);
  const tended = round ? await tend(ctx, round, cursor) : 'done';
  if (tended === 'done') return null;
  if ('next' in tended) return tended.next;
  // Moved, the appointment is no longer the one that this run holds, so its end cannot take it away.
  await appoint(ctx.db, roundAppointment(roundId), { job: ROUND_JOB, at: tended.at, subject: roundId });
  return null;
}

async function tend(ctx: TimerCtx, round: RoundDoc, cursor: string | null): Promise<Tended> {
  if (round.status === 'draft') return 'done';
  if (round.status === 'void') {
    await releasePrizes(ctx.db, round, ctx.now);
    return 'done';
  }
  // The clock went back.
  if (ctx.now < round.spec.closesAt && !round.closed) return { at: round.spec.closesAt };
  if (!round.closed) return closeRound(ctx, round, cursor);
  if (!round.settled) return settleRound(ctx, round);
  if (!round.drawn) return drawRound(ctx, round);
  return afterDraw(ctx, round, cursor);
}
