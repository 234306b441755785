import type { Birthday } from '../../../shared-types/contract/fields';
import type { ParkDay } from '../../../shared-types/ids';
import { birthdayKey, existsInCalendar } from '../birthday/calendar';
import { type Result, refuse } from '../result';
import type { MemberDoc } from './member';

type Kept = NonNullable<MemberDoc['birthday']>;

/**
 * A birthday may be set once and corrected once; saying the same again is neither. `null`: nothing changes.
 * Refused if its calendar has no such day, and when the correction is used up (`detail.why` = `fixed`).
 */
export function decideBirthday(
  before: MemberDoc['birthday'],
  birthday: Birthday,
  today: ParkDay,
): { birthday: Kept } | null | Extract<Result<never, 'birthday_invalid'>, { ok: false }> {
  if (!existsInCalendar(birthday, today)) return refuse('birthday_invalid', { why: 'no_such_day' });
  if (before && isSame(before.on, birthday)) return null;
  if (before?.corrected) return refuse('birthday_invalid', { why: 'fixed' });
  return { birthday: { on: birthday, key: birthdayKey(birthday), corrected: before !== null } };
}

const isSame = (a: Birthday, b: Birthday): boolean =>
  birthdayKey(a) === birthdayKey(b) && (a.year ?? null) === (b.year ?? null);

/** 138****8000: what of a phone number is ever shown. */
export const maskedPhone = (phone: string): string =>
  phone.length < 8 ? `${phone.slice(0, 1)}****` : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
