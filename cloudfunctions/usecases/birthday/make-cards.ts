import type { ParkDay } from '../../../shared-types/ids';
import { type BirthdayKey, birthdaysOn } from '../../domain/birthday/calendar';
import { type Celebrated, celebratedMember } from '../../domain/birthday/card';
import { boundWith, celebratedHolders, editionFor } from '../../domain/birthday/holders';
import type { PassDoc } from '../../domain/pass/pass';
import { _, type Db } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { addCards, cardTerms } from '../../store/cards';
import { holdingsOf } from '../../store/passes';
import type { NextCursor } from '../jobs/job';

/** People a page: as many cards are added at once. */
const PAGE = 100;
/** Passes a page: the card of a child takes an update of its own, that of a member shares one. */
const PASS_PAGE = 50;

/** A page of people with a birthday; `last`: the id to go on after, null at the end. */
interface Found {
  people: Celebrated[];
  last: string | null;
}
type Source = (db: Db, key: BirthdayKey, after: string, day: ParkDay) => Promise<Found>;

/** Members by what they said of themselves, holders of passes by what the pass says. */
const SOURCES: Source[] = [membersBorn, holdersBorn];

/** Where a run is: which source of which of the day's keys, counted through, and the last id that was done. */
interface Place {
  at: number;
  after: string;
}
const readPlace = (cursor: string | null): Place => {
  const [at = '0', after = ''] = cursor?.split(' ') ?? [];
  return { at: Number(at), after };
};

/**
 * Makes the cards of a park day, at 00:05: asks the indexes for the few keys that fall on the day, and goes along each in
 * pages.
 */
export async function makeCards(ctx: TimerCtx, day: ParkDay, cursor: string | null): Promise<NextCursor> {
  const { db } = ctx;
  const keys = birthdaysOn(day);
  const places = keys.length * SOURCES.length;
  for (let { at, after } = readPlace(cursor); at < places; at++, after = '') {
    const { key, year } = keys[Math.floor(at / SOURCES.length)] as (typeof keys)[number];
    const source = SOURCES[at % SOURCES.length] as Source;
    const { people, last } = await source(db, key, after, day);
    if (people.length > 0) {
      const wanted = people.map((who) => ({ who, year }));
      await addCards(db, ctx.keys, wanted, await cardTerms(db, ctx.now, day));
    }
    if (last !== null) return `${at} ${last}`;
    if (people.length > 0) return at + 1 < places ? `${at + 1} ` : null;
  }
  return null;
}

const lastOf = (rows: Array<{ _id: string }>, page: number): string | null =>
  rows.length < page ? null : (rows.at(-1)?._id ?? null);

async function membersBorn(db: Db, key: BirthdayKey, after: string, day: ParkDay): Promise<Found> {
  const members = await db.find(
    'members',
    { 'birthday.key': key, ...(after === '' ? {} : { _id: _.gt(after) }) },
    { order: [['_id', 'asc']], limit: PAGE, fields: ['nickname'] },
  );
  const passes = await holdingsOf(
    db,
    members.map(({ _id }) => _id),
  );
  const people = members.map((member) => celebratedMember(member, editionFor(passes, member._id, day)));
  return { people, last: lastOf(members, PAGE) };
}

async function holdersBorn(db: Db, key: BirthdayKey, after: string, day: ParkDay): Promise<Found> {
  const passes = await db.find(
    'passes',
    { 'holders.birthday.key': key, ...(after === '' ? {} : { _id: _.gt(after) }) },
    { order: [['_id', 'asc']], limit: PASS_PAGE, fields: ['owner', 'terms', 'holders'] },
  );
  return { people: await celebratedIn(db, passes, key, day), last: lastOf(passes, PASS_PAGE) };
}

/** Holders of some passes who get a card; one request more if some of them are members. */
export async function celebratedIn(
  db: Db,
  passes: PassDoc[],
  key: BirthdayKey,
  day: ParkDay,
): Promise<Celebrated[]> {
  const bound = boundWith(passes, key);
  const members =
    bound.length === 0
      ? []
      : await db.find(
          'members',
          { _id: _.in(bound), erasedAt: null },
          { fields: ['nickname', 'birthday'], limit: bound.length },
        );
  const known = new Map(members.map((member) => [member._id, member]));
  return passes.flatMap((pass) => celebratedHolders(pass, key, known, day));
}
