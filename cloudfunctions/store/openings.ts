import type { Instant, MemberId, OfferId } from '../../shared-types/ids';
import { _, type Db } from '../platform/db';
import { appoint } from './plan';

/** Makes, or moves, the appointment at which those who asked are told that an offer opens. */
export const appointOpening = (db: Db, offerId: OfferId, at: Instant): Promise<void> =>
  appoint(db, `opens_${offerId}`, { job: 'offerOpens', at, subject: offerId });

/** Which of these offers a member asked to be told of; no request for none. */
export async function remindersOf(db: Db, memberId: MemberId, offerIds: OfferId[]): Promise<Set<OfferId>> {
  if (offerIds.length === 0) return new Set();
  const filter = { memberId, offerId: _.in(offerIds) };
  const rows = await db.find('reminders', filter, { fields: ['offerId'] });
  return new Set(rows.map(({ offerId }) => offerId));
}
