import type { Instant, OfferId, ParkDay } from '../../shared-types/ids';
import { type Booked, grantEntryId } from '../domain/checkin/book';
import type { Env } from '../domain/checkin/decide';
import type { Rules } from '../domain/checkin/ladder';
import type { MemberDoc } from '../domain/member/member';
import type { Grant } from '../domain/offer/grant';
import { _, type Db } from '../platform/db';
import { setting } from './config';
import { publishedOffer } from './offers';
import { acknowledge } from './outbox';

/** What the rules of check-in go by at an instant: two settings of the park, at most 60 s old. */
export async function checkinEnv(db: Db, now: Instant): Promise<Env & { closed: ParkDay[] }> {
  const [rules, { closed }] = await Promise.all([setting(db, now, 'checkin'), setting(db, now, 'calendar')]);
  const days = new Set<string>(closed);
  return { now, rules, closed, isClosed: (day) => days.has(day) };
}

/** The one conditional write of a check-in or a day made up, with everything that follows from it. */
export const writeCheckin = (
  db: Db,
  { _id, rev }: MemberDoc,
  { ci, account, ob, rq }: Booked & Pick<MemberDoc, 'rq'>,
): Promise<number> =>
  db.update(
    'members',
    { _id, rev },
    {
      rev: _.inc(1),
      ci: _.set(ci),
      rq: _.set(rq),
      points: account.points,
      lots: _.set(account.lots),
      pointsEndAt: account.pointsEndAt,
      ob: _.push(ob),
    },
  );

/** Grants that were carried out at once are not left to `jobs`. */
export async function settleGrants(db: Db, grants: Grant[]): Promise<void> {
  const [grant] = grants;
  if (grant) await db.update('members', { _id: grant.memberId }, acknowledge(grants.map(grantEntryId)));
}

/** Names the coupons of the ladder; one that cannot be found is 优惠券. */
export async function couponTitles(
  db: Db,
  now: Instant,
  { rungs }: Rules,
): Promise<(offerId: OfferId) => string> {
  const ids = [...new Set(rungs.flatMap(({ offerId }) => offerId ?? []))];
  const offers = await Promise.all(ids.map((id) => publishedOffer(db, id, now)));
  const titles = new Map(offers.map((offer) => [offer?._id, offer?.spec.title]));
  return (offerId) => titles.get(offerId) ?? '优惠券';
}
