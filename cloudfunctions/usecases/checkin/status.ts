import type { CheckinStatusView } from '../../../shared-types/contract/checkin';
import type { Month } from '../../domain/checkin/days';
import { statusView } from '../../domain/checkin/status';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { checkinEnv, couponTitles } from '../../store/checkin';
import { enterGroup } from '../../store/group-visits';
import { memberOf } from '../../store/members';

/** My check-ins of a month, what comes next, and the group I came from. */
export async function checkinStatus(
  { month, groupTicket }: { month?: Month | undefined; groupTicket?: string | undefined },
  { db, keys, openid, now, wechat }: Ctx,
): Promise<Result<CheckinStatusView>> {
  const memberId = keys.memberId(openid);
  const [member, env, groupId] = await Promise.all([
    memberOf(db, memberId),
    checkinEnv(db, now),
    groupTicket === undefined ? null : wechat.groupOf(groupTicket),
  ]);
  const [title] = await Promise.all([
    couponTitles(db, now, env.rules),
    // That a member came in by a group's card is a fact by itself, whether or not a check-in follows.
    member && groupId !== null ? enterGroup(db, keys, groupId, memberId, now) : undefined,
  ]);
  const view = statusView(member, month, env, env.closed, title);
  return done(groupId === null ? view : { ...view, groupId });
}
