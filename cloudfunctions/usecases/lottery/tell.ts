import type { Instant, RoundId } from '../../../shared-types/ids';
import { addParkDays, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { lotteryResult } from '../../domain/member/message-texts';
import { isOutreachHour } from '../../domain/member/outreach';
import { _, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { recipientsOf, sendMessages } from '../../store/outreach';
import { appoint } from '../../store/plan';
import { TELL_JOB, tellAppointment } from '../../store/rounds';
import type { NextCursor } from '../jobs/job';

const TEMPLATE = 'lottery_result';
/** Entries a page, and so at most as many messages. */
const PAGE = 500;
const MORNING_MS = 9 * 3_600_000;

/** When people may be told: now, or at nine. */
export function tellAt(now: Instant): Instant {
  if (isOutreachHour(now)) return now;
  const today = startOfParkDay(parkDayOf(now)) + MORNING_MS;
  return now < today ? today : startOfParkDay(addParkDays(parkDayOf(now), 1)) + MORNING_MS;
}

/** Tells everybody who asked for it that a round has been drawn, along its entries; nobody twice. */
export async function tellRound(ctx: TimerCtx, subject: string, cursor: string | null): Promise<NextCursor> {
  const { db, now } = ctx;
  const roundId = subject as RoundId;
  if (!isOutreachHour(now)) {
    await appoint(db, tellAppointment(roundId), { job: TELL_JOB, at: tellAt(now), subject });
    return null;
  }
  const round = await db.get('rounds', roundId);
  if (!round?.drawn) return null;
  const entries = await db.find(
    'entries',
    { roundId, ...(cursor === null ? {} : { entryNo: _.gt(cursor) }) },
    { order: [['entryNo', 'asc']], limit: PAGE, fields: ['entryNo', 'memberId'] },
  );
  const people = entries.map(({ memberId }) => memberId);
  const [recipients, wins] = await Promise.all([
    recipientsOf(db, TEMPLATE, people),
    db.find('wins', { roundId, memberId: _.in(people) }, { fields: ['memberId', 'name'], limit: MAX_ROWS }),
  ]);
  const won = new Map(wins.map(({ memberId, name }) => [memberId, name]));
  await sendMessages(
    ctx,
    [...recipients.values()].map((to) => ({
      to,
      template: TEMPLATE,
      subject: roundId,
      page: `packages/lottery/round/index?roundId=${roundId}`,
      data: lotteryResult(round.spec.title, won.get(to._id) ?? null),
      // Asked for by the credit itself, which is for this and nothing else.
      marketing: false,
    })),
  );
  return entries.length < PAGE ? null : (entries.at(-1)?.entryNo ?? null);
}
