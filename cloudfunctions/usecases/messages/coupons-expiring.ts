import type { Instant, ParkDay } from '../../../shared-types/ids';
import { addParkDays, endOfParkDay, parkDayOf } from '../../../shared-types/park-day';
import { type Ending, type EndingCoupon, endingByOwner, wholeOwners } from '../../domain/coupon/ending';
import type { Recipient } from '../../domain/member/credits';
import { couponsEnding } from '../../domain/member/message-texts';
import { isOutreachHour } from '../../domain/member/outreach';
import { _, type Db } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { setting } from '../../store/config';
import { type Addressed, recipientsOf, sendMessages } from '../../store/outreach';
import type { NextCursor } from '../jobs/job';

const TEMPLATE = 'coupon_expiring';
/** Coupons a page, and so at most as many messages. */
const PAGE = 500;

/**
 * Reminds people of coupons that end soon: one message a person and day. Costs what ends with that day, page by page
 * along the index; only people with a credit are written to. A day whose hours have passed is left out: its reminder
 * would come at night, or when it is too late.
 */
export async function couponsExpiring(
  ctx: TimerCtx,
  day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  const { db, now } = ctx;
  if (day !== parkDayOf(now) || !isOutreachHour(now)) return null;
  const { expiryDays } = await setting(db, now, 'messages');
  // Validity always ends with the last instant of a day.
  const endAt = endOfParkDay(addParkDays(day, expiryDays));
  const page = wholeOwners(await couponsEndingAt(db, endAt, cursor), PAGE);
  const endings = endingByOwner(page.rows, now);
  const owners = endings.map(({ owner }) => owner);
  const recipients = await recipientsOf(db, TEMPLATE, owners);
  const messages = endings.flatMap((ending) => {
    const to = recipients.get(ending.owner);
    return to ? [messageOf(ending, to, day, endAt)] : [];
  });
  await sendMessages(ctx, messages);
  return page.after;
}

const couponsEndingAt = (db: Db, endAt: Instant, after: string | null): Promise<EndingCoupon[]> =>
  db.find(
    'coupons',
    { endAt, ...(after === null ? {} : { owner: _.gt(after) }) },
    {
      order: [['owner', 'asc']],
      limit: PAGE,
      fields: ['owner', 'state', 'left', 'transfer', 'terms.title'],
    },
  );

const messageOf = (ending: Ending, to: Recipient, day: ParkDay, endAt: Instant): Addressed => ({
  to,
  template: TEMPLATE,
  subject: day,
  page: 'pages/wallet/index',
  data: couponsEnding(ending, endAt),
  marketing: true,
});
