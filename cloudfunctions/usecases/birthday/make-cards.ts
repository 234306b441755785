import type { ParkDay } from '../../../shared-types/ids';
import { type BirthdayKey, birthdaysOn } from '../../domain/birthday/calendar';
import { celebratedMember } from '../../domain/birthday/card';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { addCards, cardTerms } from '../../store/cards';
import type { NextCursor } from '../jobs/job';

/** People a page: as many cards are added at once. */
const PAGE = 100;

/** Where a run is: which of the day's keys, and the last id that was done. */
interface Place {
  key: number;
  after: string;
}
const readPlace = (cursor: string | null): Place => {
  const [key = '0', after = ''] = cursor?.split(' ') ?? [];
  return { key: Number(key), after };
};

/**
 * Makes the cards of a park day, at 00:05: asks the index for the few keys that fall on the day, and goes along each in
 * pages of a hundred.
 */
export async function makeCards(ctx: TimerCtx, day: ParkDay, cursor: string | null): Promise<NextCursor> {
  const keys = birthdaysOn(day);
  for (let { key, after } = readPlace(cursor); key < keys.length; key++, after = '') {
    const { key: name, year } = keys[key] as { key: BirthdayKey; year: number };
    const members = await ctx.db.find(
      'members',
      { 'birthday.key': name, ...(after === '' ? {} : { _id: _.gt(after) }) },
      { order: [['_id', 'asc']], limit: PAGE, fields: ['nickname'] },
    );
    if (members.length === 0) continue;
    const people = members.map((member) => ({ who: celebratedMember(member), year }));
    await addCards(ctx.db, ctx.keys, people, await cardTerms(ctx.db, ctx.now, day));
    if (members.length < PAGE) return key + 1 < keys.length ? `${key + 1} ` : null;
    return `${key} ${members.at(-1)?._id}`;
  }
  return null;
}
