import type { ProfileView } from '../../../shared-types/contract/member';
import type { ParkDay } from '../../../shared-types/ids';
import { type Birthday, birthdayKey, existsInCalendar } from '../birthday/calendar';
import { type Result, refuse } from '../result';
import { type MemberDoc, memberView } from './member';

export interface ProfileInput {
  nickname?: string | undefined;
  avatarFileId?: string | undefined;
  birthday?: Birthday | undefined;
}
type Changed = Partial<Pick<MemberDoc, 'nickname' | 'avatarFileId' | 'birthday'>>;

const isSame = (a: Birthday, b: Birthday): boolean =>
  birthdayKey(a) === birthdayKey(b) && a.calendar === b.calendar && a.year === b.year;

/** What of a member a profile changes. A birthday is set once and corrected once; saying the same again is neither. */
export function decideProfile(
  member: MemberDoc,
  { nickname, avatarFileId, birthday }: ProfileInput,
  today: ParkDay,
): { changed: Changed } | Extract<Result<never, 'birthday_invalid' | 'birthday_fixed'>, { ok: false }> {
  const changed: Changed = {};
  if (nickname !== undefined) changed.nickname = nickname;
  if (avatarFileId !== undefined) changed.avatarFileId = avatarFileId;
  if (birthday) {
    if (!existsInCalendar(birthday, today)) return refuse('birthday_invalid', { fields: ['birthday'] });
    const before = member.birthday;
    if (before?.corrected && !isSame(before.on, birthday)) return refuse('birthday_fixed');
    if (!before || !isSame(before.on, birthday))
      changed.birthday = { on: birthday, key: birthdayKey(birthday), corrected: before !== null };
  }
  return { changed };
}

export const profileView = (member: MemberDoc): ProfileView => ({
  ...memberView(member),
  birthday: member.birthday?.on ?? null,
});
