import type { ParkDay } from '../../../shared-types/ids';
import type { MemberDoc } from '../../domain/member/member';
import { cardAt, type Thresholds } from '../../domain/member/tier';
import { _, type Db, type Filter } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { setting } from '../../store/config';
import { type NextCursor, onward } from './job';

const PAGE = 200;
const AT_ONCE = 20;

/**
 * Lowers the tiers whose first of a month has come, one level each, and works out anew whose day was worked out by other
 * thresholds. It asks every day, so that a first that nobody ran on is made up for; only on a first is there anybody.
 * Whoever is done leaves what is asked for, so there is no cursor to keep.
 */
export async function lowerTiers(
  { db, now }: TimerCtx,
  _day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  const thresholds = await setting(db, now, 'tiers');
  const { version } = thresholds;
  const due = await members(db, { 'fall.version': version, 'fall.at': _.and([_.gt(0), _.lte(now)]) });
  const others = _.or([
    { 'fall.version': _.and([_.gt(''), _.lt(version)]) },
    { 'fall.version': _.gt(version) },
  ]) as unknown as Filter;
  const page = due.length > 0 ? due : await members(db, others);
  for (let i = 0; i < page.length; i += AT_ONCE)
    await Promise.all(page.slice(i, i + AT_ONCE).map((member) => lower(db, member, now, thresholds)));
  return page.length === 0 ? null : onward(cursor);
}

const members = (db: Db, filter: Filter) =>
  db.find('members', filter, { limit: PAGE, fields: ['rev', 'tier', 'fall', 'standing'] });

async function lower(db: Db, member: MemberDoc, now: number, thresholds: Thresholds): Promise<void> {
  const { tier, fall } = cardAt(member, member.standing, now, thresholds);
  await db.update(
    'members',
    { _id: member._id, rev: member.rev },
    { rev: _.inc(1), tier, fall: fall && _.set(fall) },
  );
}
