import type { Birthday } from '../../../shared-types/contract/fields';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { nextBirthday } from '../../domain/birthday/calendar';
import { celebratedMember } from '../../domain/birthday/card';
import type { Db } from '../../platform/db';
import type { Keys } from '../../platform/keys';
import { addCards, lateCardTerms } from '../../store/cards';
import { memberOf } from '../../store/members';
import { appoint } from '../../store/plan';

/** Whether a birthday is kept on the day of an instant. */
export const isBirthday = (birthday: Birthday, now: Instant): boolean =>
  nextBirthday(birthday, parkDayOf(now)).day === parkDayOf(now);

/**
 * For who says on the very day, after 00:05, that it is their birthday: sees to it that the card is made although the
 * day's job is through. To be called before the birthday is written; `makeCardToday` after it makes the card at once,
 * and if that never happens the next tick does.
 */
export const expectCardToday = (db: Db, memberId: MemberId, now: Instant): Promise<void> =>
  appoint(db, `birthday_${memberId}`, {
    job: 'birthdayCard',
    at: now,
    subject: `${memberId} ${parkDayOf(now)}`,
  });

/** Makes this year's card of a member whose birthday is on `day`, once; of anybody else, none. */
export async function makeCardToday(
  { db, keys, now }: { db: Db; keys: Keys; now: Instant },
  memberId: MemberId,
  day: ParkDay,
): Promise<void> {
  const member = await memberOf(db, memberId);
  if (!member?.birthday) return;
  const next = nextBirthday(member.birthday.on, day);
  if (next.day !== day) return;
  const people = [{ who: celebratedMember(member), year: next.year }];
  await addCards(db, keys, people, await lateCardTerms(db, now, day));
}

/** The appointment that `expectCardToday` makes. */
export async function birthdayCard(
  ctx: { db: Db; keys: Keys; now: Instant },
  subject: string,
): Promise<null> {
  const [memberId, day] = subject.split(' ') as [MemberId, ParkDay];
  await makeCardToday(ctx, memberId, day);
  return null;
}
