import type { ProfileView } from '../../../shared-types/contract/member';
import { parkDayOf } from '../../../shared-types/park-day';
import { decideProfile, type ProfileInput, profileView } from '../../domain/member/profile';
import type { Result } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { expectCardToday, isBirthday, makeCardToday } from '../birthday/card-today';
import { changeMember } from './change';
import { refusalOfName } from './name';

/** Changes name, picture or birthday; a birthday that is today brings this year's card at once. */
export async function updateProfile(input: ProfileInput, ctx: Ctx): Promise<Result<ProfileView>> {
  const { db, keys, openid, now } = ctx;
  const memberId = keys.memberId(openid);
  const today = parkDayOf(now);
  const answer = await changeMember<ProfileView>(ctx, 'member.updateProfile', async (member) => {
    const decision = decideProfile(member, input, today);
    if ('ok' in decision) return decision;
    const refusal = await refusalOfName(input.nickname, ctx);
    if (refusal) return refusal;
    const { birthday, ...plain } = decision.changed;
    if (birthday && isBirthday(birthday.on, now)) await expectCardToday(db, memberId, now);
    return {
      change: { ...plain, ...(birthday ? { birthday: _.set(birthday) } : {}) },
      value: profileView({ ...member, ...decision.changed }),
    };
  });
  if (answer.ok && input.birthday && isBirthday(input.birthday, now))
    await makeCardToday(ctx, memberId, today);
  return answer;
}
