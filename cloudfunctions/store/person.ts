import type { Instant, MemberId } from '../../shared-types/ids';
import type { PersonalRows } from '../domain/member/personal-data';
import type { Rows } from '../domain/rows';
import { _, type Collection, type Db, type Filter, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';
import { guessIds } from './guesses';
import { ownEvents } from './own-events';

/** Every row about a person, those still in outboxes included. One request a collection, more where there are many rows. */
export async function everythingAbout(
  db: Db,
  keys: Keys,
  openid: string,
  memberId: MemberId,
  now: Instant,
): Promise<PersonalRows> {
  const mine = { memberId };
  const [
    member,
    coupons,
    passes,
    groups,
    cards,
    blessed,
    visits,
    reminders,
    messages,
    tasks,
    guesses,
    entries,
    wins,
    events,
  ] = await Promise.all([
    db.get('members', memberId),
    all(db, 'coupons', { owner: memberId }),
    all(db, 'passes', { people: memberId }),
    all(db, 'groups', { 'seats.memberId': memberId }),
    all(db, 'cards', { owner: memberId }),
    all(db, 'cards', { 'blessings.by': memberId }),
    all(db, 'groupVisits', mine),
    all(db, 'reminders', mine),
    all(db, 'outreach', mine),
    all(db, 'tasks', { 'grant.memberId': memberId }),
    db.get('guesses', guessIds(keys, openid, '' as never).person),
    all(db, 'entries', mine),
    all(db, 'wins', mine),
    ownEvents(db, keys, openid, memberId, now),
  ]);
  // After the outboxes: a row that leaves one meanwhile is then in the ledger, and counted once by its id.
  const ledger = await all(db, 'ledger', mine);
  return {
    member: member?.erasedAt === null ? member : null,
    coupons,
    passes,
    groups,
    cards,
    blessed,
    visits,
    reminders,
    messages,
    tasks,
    guesses,
    entries,
    wins,
    events,
    ledger,
  };
}

async function all<Name extends Collection>(db: Db, collection: Name, filter: Filter): Promise<Rows[Name][]> {
  const rows: Rows[Name][] = [];
  for (let after = ''; ; ) {
    const page = await db.find(
      collection,
      { ...filter, ...(after ? { _id: _.gt(after) } : {}) },
      { order: [['_id', 'asc']], limit: MAX_ROWS },
    );
    rows.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return rows;
    after = last._id;
  }
}
