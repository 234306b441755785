import type { ParkDay } from '../../../shared-types/ids';
import { parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { givenSince, type Holder, isToBeReminded } from '../../domain/checkin/remind';
import { streakOf } from '../../domain/checkin/runs';
import { NO_CHECKINS } from '../../domain/checkin/state';
import { REMINDER } from '../../domain/checkin/status';
import type { Recipient } from '../../domain/member/credits';
import { checkinReminder } from '../../domain/member/message-texts';
import { isOutreachHour } from '../../domain/member/outreach';
import { _, type Db, type Filter, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { checkinEnv } from '../../store/checkin';
import { sendMessages } from '../../store/outreach';
import type { NextCursor } from '../jobs/job';

/** Holders of a credit a page, and so at most as many messages. */
const PAGE = 500;
const CREDITS = `credits.${REMINDER}`;

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
  const holders = await holdersAfter(db, cursor);
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
  const last = holders.at(-1);
  return holders.length < PAGE || !last ? null : `${last.credits[REMINDER]} ${last._id}`;
}

/** Spending a credit moves a member towards the beginning of the index, which the walk has left behind. */
async function holdersAfter(db: Db, cursor: string | null): Promise<Array<Holder & Recipient>> {
  const [n, id] = cursor?.split(' ') ?? ['1', ''];
  const credits = Number(n);
  const filter = _.and([
    { [CREDITS]: _.gte(credits) },
    _.or([{ [CREDITS]: _.gt(credits) }, { [CREDITS]: credits, _id: _.gt(id) }]),
  ]);
  const order: Array<[string, 'asc']> = [
    [CREDITS, 'asc'],
    ['_id', 'asc'],
  ];
  const fields = ['rev', 'openid', 'credits', 'outreach', 'spent', 'ci.runs', 'ob'];
  return db.find('members', filter as unknown as Filter, { order, limit: PAGE, fields });
}

/** A credit that was given today is for tomorrow. */
async function creditsGiven(db: Db, day: ParkDay, holders: Holder[]): Promise<unknown[]> {
  const memberId = _.in(holders.map(({ _id }) => _id));
  const filter = { memberId, type: 'credit', at: _.gte(startOfParkDay(day)), template: REMINDER, delta: 1 };
  return db.find('ledger', filter, { limit: MAX_ROWS });
}
