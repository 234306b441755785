import type { Instant, RoundId } from '../../../shared-types/ids';
import { addParkDays, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { lotteryResult } from '../../domain/member/message-texts';
import { isOutreachHour } from '../../domain/member/outreach';
import { _, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { holdersAfter, sendMessages } from '../../store/outreach';
import { appoint } from '../../store/plan';
import { entryIdOf, TELL_JOB, tellAppointment } from '../../store/rounds';
import type { NextCursor } from '../jobs/job';

const TEMPLATE = 'lottery_result';
const MORNING_MS = 9 * 3_600_000;

/** When people may be told: now, or at nine. */
export function tellAt(now: Instant): Instant {
  if (isOutreachHour(now)) return now;
  const today = startOfParkDay(parkDayOf(now)) + MORNING_MS;
  return now < today ? today : startOfParkDay(addParkDays(parkDayOf(now), 1)) + MORNING_MS;
}

/** Tells everybody who guessed and asked for it that a round has been drawn; nobody twice. Costs what there is of credits. */
export async function tellRound(ctx: TimerCtx, subject: string, cursor: string | null): Promise<NextCursor> {
  const { db, keys, now } = ctx;
  const roundId = subject as RoundId;
  if (!isOutreachHour(now)) {
    await appoint(db, tellAppointment(roundId), { job: TELL_JOB, at: tellAt(now), subject });
    return null;
  }
  const round = await db.get('rounds', roundId);
  if (!round?.drawn) return null;
  const { holders, next } = await holdersAfter(db, TEMPLATE, cursor);
  const people = holders.map(({ _id }) => _id);
  const [entries, wins] = await Promise.all([
    db.find(
      'entries',
      { _id: _.in(people.map((memberId) => entryIdOf(keys, roundId, memberId))) },
      { fields: ['memberId'], limit: MAX_ROWS },
    ),
    db.find('wins', { roundId, memberId: _.in(people) }, { fields: ['memberId', 'name'], limit: MAX_ROWS }),
  ]);
  const guessers = new Set(entries.map(({ memberId }) => memberId));
  const won = new Map(wins.map(({ memberId, name }) => [memberId, name]));
  await sendMessages(
    ctx,
    holders
      .filter(({ _id }) => guessers.has(_id))
      .map((to) => ({
        to,
        template: TEMPLATE,
        subject: roundId,
        page: `packages/lottery/round/index?roundId=${roundId}`,
        data: lotteryResult(round.spec.title, won.get(to._id) ?? null),
        // Asked for by the credit itself, which is for this and nothing else.
        marketing: false,
      })),
  );
  return next;
}
