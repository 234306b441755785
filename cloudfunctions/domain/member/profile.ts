import type { Birthday } from '../../../shared-types/contract/fields';
import type { ParkDay } from '../../../shared-types/ids';
import { type BirthdayKey, birthdayKey, existsInCalendar } from '../birthday/calendar';
import { type Result, refuse } from '../result';

/** Set once, corrected once. `key` is what the job of the day finds it by. */
export interface KeptBirthday {
  on: Birthday;
  key: BirthdayKey;
  corrected: boolean;
}

/**
 * A birthday may be set once and corrected once; saying the same again is neither. `null`: nothing changes.
 * Refused if its calendar has no such day, and when the correction is used up (`detail.why` = `fixed`).
 */
export function decideBirthday(
  before: KeptBirthday | null,
  birthday: Birthday,
  today: ParkDay,
): { birthday: KeptBirthday } | null | Extract<Result<never, 'birthday_invalid'>, { ok: false }> {
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
