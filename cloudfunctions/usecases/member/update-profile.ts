import type { Birthday } from '../../../shared-types/contract/fields';
import type { MemberView } from '../../../shared-types/contract/member';
import { parkDayOf } from '../../../shared-types/park-day';
import { memberView } from '../../domain/member/member';
import { decideBirthday } from '../../domain/member/profile';
import type { Result } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { expectCardToday, isBirthday, makeCardToday } from '../birthday/card-today';
import { changeMember } from './change';
import { refusalOfName } from './name';

interface Input {
  nickname?: string | undefined;
  avatarFileId?: string | undefined;
  birthday?: Birthday | undefined;
}

/** Changes what a member says of themselves; who names today as the birthday gets this year's card at once. */
export async function updateProfile(input: Input, ctx: Ctx): Promise<Result<MemberView>> {
  const { db, keys, now, openid } = ctx;
  const { nickname, avatarFileId, birthday } = input;
  const today = parkDayOf(now);
  let checked = false;
  let replaced = '';
  const result = await changeMember<MemberView>(ctx, 'member.updateProfile', async (member) => {
    const said = birthday && decideBirthday(member.birthday, birthday, today);
    if (said && 'ok' in said) return said;
    if (!checked) {
      const refusal = await refusalOfName(nickname, ctx);
      if (refusal) return refusal;
      checked = true;
    }
    if (said && isBirthday(said.birthday.on, now)) await expectCardToday(db, member._id, now);
    const plain = {
      ...(nickname === undefined ? {} : { nickname }),
      ...(avatarFileId === undefined ? {} : { avatarFileId }),
    };
    replaced =
      avatarFileId === undefined || avatarFileId === member.avatarFileId ? '' : (member.avatarFileId ?? '');
    const changed = { ...member, ...plain, ...said };
    return {
      change: { ...plain, ...(said ? { birthday: _.set(said.birthday) } : {}) },
      value: memberView(changed, keys),
    };
  });
  // A picture nobody names any more would outlive its owner's leaving; only what lies in their own folder is theirs.
  if (result.ok && replaced.includes(`/photos/${keys.memberId(openid)}/`)) await ctx.files.remove([replaced]);
  if (result.ok && birthday && isBirthday(birthday, now))
    await makeCardToday(ctx, keys.memberId(openid), today);
  return result;
}
