import type { TimelineEntry } from '../../../shared-types/contract/member-desk';
import type { MemberId } from '../../../shared-types/ids';
import { type Cursor, readCursor, writeCursor } from '../../domain/cursor';
import type { EventRow } from '../../domain/events/event';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Db, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';

const PAGE = 50;
/** For so long pages belong to a look: whoever comes back later says why anew. */
const LOOK_MS = 3_600_000;

interface Page {
  items: TimelineEntry[];
  cursor?: string;
}

/** Goes on where a look at a member ended; only for whoever looked, and only for as long as one look lasts. */
export async function memberTimeline(
  input: { lookId: string; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<Page>> {
  const before = readCursor(input.cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const by = keys.staffId(openid);
  const [staff, look] = await Promise.all([db.get('staff', by), db.get('audit', input.lookId)]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (look?.what !== 'member.view' || look.by !== by) return refuse('not_found');
  if (now - look.at > LOOK_MS) return refuse('request_expired');
  return done(await timelineOf(db, look.memberId, before));
}

/** What happened to a member, newest first, from where a page ended. One request. */
export async function timelineOf(db: Db, who: MemberId, before: Cursor | null = null): Promise<Page> {
  const older = before ? [_.or([{ at: _.lt(before.at) }, { at: before.at, _id: _.lt(before.id) }])] : [];
  const order: Array<[string, 'desc']> = [
    ['at', 'desc'],
    ['_id', 'desc'],
  ];
  const filter = _.and([{ who }, ...older]) as unknown as Filter;
  const rows = await db.find('events', filter, { order, limit: PAGE + 1 });
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return { items: page.map(timelineEntry), ...(last ? { cursor: writeCursor(last.at, last._id) } : {}) };
}

export const timelineEntry = ({ at, name, page, props }: EventRow): TimelineEntry => ({
  at,
  name,
  page,
  props,
});
