import type { MemberFound } from '../../../shared-types/contract/member-desk';
import { maskedName, tierOf } from '../../domain/member/member';
import { done, type Result, refuse } from '../../domain/result';
import { soughtIn } from '../../domain/staff/sought';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { setting } from '../../store/config';
import { memberSought } from '../../store/sought';

/** The one member that something staff were told or shown leads to, and just enough to know them by. */
export async function findMember(input: { text: string }, ctx: Ctx): Promise<Result<MemberFound>> {
  const { db, keys, openid, now } = ctx;
  const sought = soughtIn(input.text);
  const [staff, found, thresholds] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    sought && memberSought(ctx, sought),
    setting(db, now, 'tiers'),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!found) return refuse('not_found');
  const { _id: memberId, nickname, joinedAt } = found.member;
  const tier = tierOf(found.member, [], now, thresholds);
  return done({ memberId, name: maskedName(nickname), tier, joinedAt, by: found.by });
}
