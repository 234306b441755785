import type { Sky } from '../../../shared-types/contract/lottery';
import type { RoundId } from '../../../shared-types/ids';
import { misread } from '../../domain/lottery/observation';
import { isObservable, type RoundDoc, roundStatus } from '../../domain/lottery/round';
import { settledByOperators, withEntered } from '../../domain/lottery/settle';
import { type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { appoint } from '../../store/plan';
import { keepEvidence, ROUND_JOB, roundAppointment } from '../../store/rounds';
import { changeSetup } from '../setup/change';

interface Input {
  roundId: RoundId;
  precip: number;
  sky: Sky;
  maxTemp?: number | undefined;
  reason: string;
}
type Observed = { roundId: RoundId; status: 'waiting' | 'settled' };

/** The weather by hand: the first operator's word waits, the same by a second one settles. The draw follows by itself. */
export function observeByHand(input: Input, ctx: Ctx): Promise<Result<Observed>> {
  const { db, keys, openid, now } = ctx;
  const { roundId, precip, sky, maxTemp = null, reason } = input;
  return changeSetup(ctx, 'rounds', 'lottery.observe', roundId, async (round) => {
    const status = roundStatus(round, now);
    if (status !== 'closed' || !isObservable(round.spec, now))
      return refuse('wrong_round_status', { status: status ?? 'draft', day: round.spec.day });
    const fields = misread(round.spec.question, { precip, sky, maxTemp });
    if (fields.length > 0) return refuse('invalid_input', { fields });
    const entered = withEntered(round, { by: keys.staffId(openid), at: now, precip, sky, maxTemp, reason });
    // Entries first: the root is public before anything is known that the seed is made of.
    // A promised beacon is asked by the job.
    const isReady = round.closed !== null && round.promise?.rules.drandRound === null;
    const found = isReady ? settledByOperators(round, entered, now, null) : null;
    if (found) await keepEvidence(db, keys, roundId, 'operators', found.raw, now);
    // It may be needed at once: to close, to settle what has been agreed on, or to draw.
    await appoint(db, roundAppointment(roundId), { job: ROUND_JOB, at: now, subject: roundId });
    const agreed = settledByOperators(round, entered, now, null) !== null;
    return {
      change: { entered: _.set(entered), ...(found ? { settled: _.set(found.settled) } : {}) },
      log: { what: 'observed', reason },
      value: { roundId, status: agreed ? 'settled' : 'waiting' },
    };
  });
}

/** Gives a round up, with a reason that everybody reads. Not once its weather is known: then it is drawn. */
export function voidRound(
  { roundId, reason }: { roundId: RoundId; reason: string },
  ctx: Ctx,
): Promise<Result<{ roundId: RoundId }>> {
  const { db, now } = ctx;
  return changeSetup(ctx, 'rounds', 'lottery.void', roundId, async (round: RoundDoc) => {
    const status = roundStatus(round, now);
    if (!status || !['scheduled', 'open', 'closed'].includes(status))
      return refuse('wrong_round_status', { status: status ?? 'draft' });
    // What was reserved goes back by the job.
    await appoint(db, roundAppointment(roundId), { job: ROUND_JOB, at: now, subject: roundId });
    return {
      change: { status: 'void', voided: _.set({ at: now, reason: 'organiser', text: reason }) },
      log: { what: 'voided', reason },
      value: { roundId },
    };
  });
}
