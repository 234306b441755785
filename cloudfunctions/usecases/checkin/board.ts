import type { BoardView } from '../../../shared-types/contract/checkin';
import { parkDayOf } from '../../../shared-types/park-day';
import { boardView, type Standing } from '../../domain/checkin/board';
import { done, type Result, refuse } from '../../domain/result';
import { _, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { checkinEnv } from '../../store/checkin';
import { enterGroup, hasEntered, membersOfGroup } from '../../store/group-visits';
import { memberOf } from '../../store/members';

interface Input {
  groupTicket?: string | undefined;
  groupId?: string | undefined;
}

/**
 * The board of a group, worked out when it is looked at, so that a check-in need not know of it. A group id from the
 * phone is believed only of somebody who came in by that group's ticket before.
 */
export async function board(input: Input, ctx: Ctx): Promise<Result<BoardView>> {
  const { db, keys, openid, now, wechat } = ctx;
  if (input.groupTicket === undefined && input.groupId === undefined)
    return refuse('invalid_input', { fields: ['groupTicket'] });
  const memberId = keys.memberId(openid);
  const byTicket = input.groupTicket === undefined ? null : await wechat.groupOf(input.groupTicket);
  const groupId = byTicket ?? input.groupId;
  if (groupId === undefined) return refuse('not_allowed');

  const [me, entered, others, { isClosed }] = await Promise.all([
    memberOf(db, memberId),
    byTicket !== null || hasEntered(db, keys, groupId, memberId),
    membersOfGroup(db, groupId),
    checkinEnv(db, now),
  ]);
  if (!entered) return refuse('not_allowed');
  const [members] = await Promise.all([
    standings(
      ctx,
      others.filter((id) => id !== memberId),
    ),
    me && byTicket !== null ? enterGroup(db, keys, groupId, memberId, now) : undefined,
  ]);
  const all = me ? [...members, me] : members;
  return done(boardView(groupId, all, me && memberId, parkDayOf(now), isClosed));
}

/** What a board shows of members, at most a thousand a request. */
async function standings({ db }: Ctx, ids: string[]): Promise<Standing[]> {
  const fields = ['nickname', 'avatarFileId', 'consent', 'ci.runs', 'ci.days', 'ci.signedAt'];
  const pages = Array.from({ length: Math.ceil(ids.length / MAX_ROWS) }, (_unused, i) =>
    db.find('members', { _id: _.in(ids.slice(i * MAX_ROWS, (i + 1) * MAX_ROWS)) }, { fields }),
  );
  return (await Promise.all(pages)).flat();
}
