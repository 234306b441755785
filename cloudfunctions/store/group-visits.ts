import type { Instant, MemberId } from '../../shared-types/ids';
import type { GroupVisit } from '../domain/checkin/board';
import { _, type Db, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';
import { addOnce } from './add-missing';

const idOf = (keys: Keys, groupId: string, memberId: MemberId): string =>
  keys.derive('gvt_', groupId, memberId);

/** Notes that a member came in by a group's ticket; the first time stands. One request. */
export async function enterGroup(
  db: Db,
  keys: Keys,
  groupId: string,
  memberId: MemberId,
  at: Instant,
): Promise<void> {
  await addOnce(db, 'groupVisits', { _id: idOf(keys, groupId, memberId), groupId, memberId, at });
}

/** Whether a member has come in by this group's ticket before. */
export const hasEntered = async (db: Db, keys: Keys, groupId: string, memberId: MemberId): Promise<boolean> =>
  (await db.get('groupVisits', idOf(keys, groupId, memberId))) !== null;

/** Everybody who came in by a group's ticket. A WeChat group has 500 people: one request, hardly ever two. */
export async function membersOfGroup(db: Db, groupId: string): Promise<MemberId[]> {
  const all: GroupVisit[] = [];
  for (;;) {
    const after = all.at(-1)?._id ?? '';
    const page = await db.find(
      'groupVisits',
      { groupId, _id: _.gt(after) },
      { order: [['_id', 'asc']], fields: ['memberId'], limit: MAX_ROWS },
    );
    all.push(...page);
    if (page.length < MAX_ROWS) return all.map(({ memberId }) => memberId);
  }
}
