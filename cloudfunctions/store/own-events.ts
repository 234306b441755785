import type { Instant, MemberId } from '../../shared-types/ids';
import { addParkDays, parkDayOf } from '../../shared-types/park-day';
import type { AnonymousId, EventRow } from '../domain/events/event';
import { _, type Db, type Filter, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';
import { random } from '../platform/random';

/** What is older than this without a name can no longer be told to be anybody's. */
const DAYS = 400;

/** The names somebody without consent had on the days behind us. */
const anonymousIds = (keys: Keys, openid: string, now: Instant): AnonymousId[] =>
  Array.from(
    { length: DAYS },
    (_unused, i) => keys.derive('anon_', openid, addParkDays(parkDayOf(now), -i)) as AnonymousId,
  );

/** What a phone told about its owner, by name and without. What follows from ledgers stands there. */
export async function ownEvents(
  db: Db,
  keys: Keys,
  openid: string,
  memberId: MemberId,
  now: Instant,
): Promise<EventRow[]> {
  const who = [memberId, ...anonymousIds(keys, openid, now)];
  const rows: EventRow[] = [];
  for (let after = ''; ; ) {
    const filter = { who: _.in(who), hash: _.neq(null), _id: _.gt(after) } as Filter;
    const page = await db.find('events', filter, { order: [['_id', 'asc']], limit: MAX_ROWS });
    rows.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return rows.sort((a, b) => a.at - b.at);
    after = last._id;
  }
}

/** What was counted stays counted as one person's, and is about nobody. */
const nobody = (as: 'gone' | 'anon') => ({
  ...{ who: `${as}_${random.token()}`, id: '', session: null, channel: null },
  props: _.set({}),
});

export const forgetNamed = (db: Db, memberId: MemberId, before: Instant): Promise<number> =>
  db.update('events', { who: memberId, knownAt: _.lt(before) }, nobody('gone'));

export const forgetUnnamed = (db: Db, keys: Keys, openid: string, now: Instant): Promise<number> =>
  db.update('events', { who: _.in(anonymousIds(keys, openid, now)) }, nobody('anon'));
