import type { ParkDay } from '../../../shared-types/ids';
import type { MemberDoc } from '../../domain/member/member';
import { settle } from '../../domain/member/points';
import { _, type Db, type Filter } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { ledgerEntries } from '../../store/outbox';
import { type NextCursor, onward } from './job';

const PAGE = 200;
const AT_ONCE = 20;

/**
 * Takes away points whose time has ended, along the index of when that is: on most days one request. Whoever is done
 * leaves the index, so there is no cursor to keep, and a run that is killed goes on where it was.
 */
export async function expirePoints(
  { db, now }: TimerCtx,
  _day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  const ended = { pointsEndAt: _.and([_.gt(0), _.lt(now)]) } as unknown as Filter;
  const fields = ['rev', 'points', 'lots', 'pointsEndAt'];
  const members = await db.find('members', ended, { order: [['pointsEndAt', 'asc']], limit: PAGE, fields });
  for (let i = 0; i < members.length; i += AT_ONCE)
    await Promise.all(members.slice(i, i + AT_ONCE).map((member) => expire(db, member, now)));
  return members.length === 0 ? null : onward(cursor);
}

/** Somebody who changes the member meanwhile has settled it as well; if not, the next page finds it again. */
async function expire(db: Db, member: MemberDoc, now: number): Promise<void> {
  const { account, rows } = settle(member, member._id, now);
  const { points, lots, pointsEndAt } = account;
  await db.update(
    'members',
    { _id: member._id, rev: member.rev },
    { rev: _.inc(1), points, lots: _.set(lots), pointsEndAt, ob: _.push(ledgerEntries(rows)) },
  );
}
