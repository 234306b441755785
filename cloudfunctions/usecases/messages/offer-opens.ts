import type { Instant, OfferId } from '../../../shared-types/ids';
import type { Recipient } from '../../domain/member/credits';
import { offerOpening } from '../../domain/member/message-texts';
import type { OfferDoc } from '../../domain/offer/offer';
import { tellingOf } from '../../domain/offer/opening';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { appointOpening } from '../../store/openings';
import { type Addressed, recipientsOf, sendMessages } from '../../store/outreach';
import type { NextCursor } from '../jobs/job';

const TEMPLATE = 'offer_opens';
/** People a page, and so at most as many messages. */
const PAGE = 500;

/**
 * Tells those who asked that an offer opens, page by page along the members' ids. They asked for this one message, so
 * the week's cap does not count it; the hours hold all the same. Nothing goes out for an offer that was stopped.
 */
export async function offerOpens(ctx: TimerCtx, subject: string, cursor: string | null): Promise<NextCursor> {
  const { db, now } = ctx;
  const offerId = subject as OfferId;
  const offer = await db.get('offers', offerId);
  const telling = tellingOf(offer, now);
  if (!offer || telling === 'never') return null;
  if (telling !== 'now') {
    await appointOpening(db, offerId, telling.at);
    return null;
  }
  const rows = await db.find(
    'reminders',
    { offerId, ...(cursor === null ? {} : { memberId: _.gt(cursor) }) },
    { order: [['memberId', 'asc']], limit: PAGE, fields: ['memberId'] },
  );
  const ids = rows.map(({ memberId }) => memberId);
  const recipients = await recipientsOf(db, TEMPLATE, ids);
  await sendMessages(
    ctx,
    [...recipients.values()].map((to) => messageOf(offer, to, now)),
  );
  return rows.length < PAGE ? null : (ids.at(-1) ?? null);
}

const messageOf = ({ _id, spec }: OfferDoc, to: Recipient, now: Instant): Addressed => ({
  to,
  template: TEMPLATE,
  subject: _id,
  page: `packages/wallet/offer/index?offerId=${_id}`,
  data: offerOpening(spec.title, spec.claimFrom, now),
  marketing: false,
});
