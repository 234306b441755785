import type { Birthday } from '../../../shared-types/contract/fields';
import type { Instant, MemberId, ParkDay, PassId } from '../../../shared-types/ids';
import { parkDayOf } from '../../../shared-types/park-day';
import { birthdaysOn, nextBirthday } from '../../domain/birthday/calendar';
import { celebratedMember } from '../../domain/birthday/card';
import { editionFor } from '../../domain/birthday/holders';
import type { Db } from '../../platform/db';
import type { Keys } from '../../platform/keys';
import { addCards, lateCardTerms } from '../../store/cards';
import { memberOf } from '../../store/members';
import { holdingsOf } from '../../store/passes';
import { appoint } from '../../store/plan';
import { celebratedIn } from './make-cards';

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
  const [member, passes] = await Promise.all([memberOf(db, memberId), holdingsOf(db, [memberId])]);
  if (!member?.birthday) return;
  const next = nextBirthday(member.birthday.on, day);
  if (next.day !== day) return;
  const who = celebratedMember(member, editionFor(passes, memberId, day));
  const people = [{ who, year: next.year }];
  await addCards(db, keys, people, await lateCardTerms(db, now, day));
}

/** The same for a pass that is opened on the birthday of one of its holders. */
export const expectHolderCards = (db: Db, passId: PassId, now: Instant): Promise<void> =>
  appoint(db, `birthday_${passId}`, {
    job: 'holderCards',
    at: now,
    subject: `${passId} ${parkDayOf(now)}`,
  });

/** Makes this year's cards of the holders of a pass whose birthday is on `day`, each once. */
export async function makeHolderCards(
  { db, keys, now }: { db: Db; keys: Keys; now: Instant },
  passId: PassId,
  day: ParkDay,
): Promise<void> {
  const pass = await db.get('passes', passId);
  if (!pass) return;
  const born = birthdaysOn(day).filter(({ key }) =>
    pass.holders.some(({ birthday }) => birthday?.key === key),
  );
  for (const { key, year } of born) {
    const people = (await celebratedIn(db, [pass], key, day)).map((who) => ({ who, year }));
    await addCards(db, keys, people, await lateCardTerms(db, now, day));
  }
}

/** The appointment that `expectHolderCards` makes. */
export async function holderCards(ctx: { db: Db; keys: Keys; now: Instant }, subject: string): Promise<null> {
  const [passId, day] = subject.split(' ') as [PassId, ParkDay];
  await makeHolderCards(ctx, passId, day);
  return null;
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
