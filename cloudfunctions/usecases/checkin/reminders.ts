import type { ParkDay } from '../../../shared-types/ids';
import { parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { givenSince, type Holder, isToBeReminded } from '../../domain/checkin/remind';
import { streakOf } from '../../domain/checkin/runs';
import { NO_CHECKINS } from '../../domain/checkin/state';
import { REMINDER } from '../../domain/checkin/status';
import { checkinReminder } from '../../domain/member/message-texts';
import { isOutreachHour } from '../../domain/member/outreach';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { checkinEnv } from '../../store/checkin';
import { holdersAfter, sendMessages } from '../../store/outreach';
import type { NextCursor } from '../jobs/job';

/**
 * Reminds those who asked for it and have not checked in yet. Costs what there is of credits, page by page along their
 * index; nothing on a closed day, or where the hours of the day have passed.
 */
export async function checkinReminders(
  ctx: TimerCtx,
  day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  const { db, now } = ctx;
  if (day !== parkDayOf(now) || !isOutreachHour(now)) return null;
  const { holders, next } = await holdersAfter(db, REMINDER, cursor, ['ci.runs', 'ob']);
  if (holders.length === 0) return null;
  const { isClosed } = await checkinEnv(db, now);
  if (isClosed(day)) return null;
  const given = givenSince(day, await creditsGiven(db, day, holders), holders);
  const messages = holders
    .filter((holder) => isToBeReminded(holder, day, given))
    .map((to) => ({
      to,
      template: REMINDER,
      subject: day,
      page: 'packages/checkin/today/index',
      data: checkinReminder(streakOf((to.ci ?? NO_CHECKINS).runs, day, isClosed)),
      marketing: false,
    }));
  await sendMessages(ctx, messages);
  return next;
}

/** A credit that was given today is for tomorrow. */
async function creditsGiven(db: Db, day: ParkDay, holders: Holder[]): Promise<unknown[]> {
  const memberId = _.in(holders.map(({ _id }) => _id));
  const filter = { memberId, type: 'credit', at: _.gte(startOfParkDay(day)), template: REMINDER, delta: 1 };
  return db.find('ledger', filter, { limit: MAX_ROWS });
}
