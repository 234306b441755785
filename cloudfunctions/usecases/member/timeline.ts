import type { TimelineEntry } from '../../../shared-types/contract/member-desk';
import { SERVER_EVENTS } from '../../../shared-types/events';
import { type Cursor, readCursor, writeCursor } from '../../domain/cursor';
import type { EventRow } from '../../domain/events/event';
import type { MemberDoc } from '../../domain/member/member';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Db, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { memberOf } from '../../store/members';

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
  // Asked anew: consent may have been taken back since the look.
  const member = await memberOf(db, look.memberId);
  return member ? done(await timelineOf(db, member, before)) : refuse('not_found');
}

/**
 * What happened to a member, newest first, from where a page ended. What their phone told, before they took their consent
 * to profiling back too, only as long as they agree to it; what the ledgers made always. One request.
 */
export async function timelineOf(
  db: Db,
  { _id: who, consent }: Pick<MemberDoc, '_id' | 'consent'>,
  before: Cursor | null = null,
): Promise<Page> {
  const agreed = consent.scopes.profiling ? [] : [{ name: _.in([...SERVER_EVENTS]) }];
  const older = before ? [_.or([{ at: _.lt(before.at) }, { at: before.at, _id: _.lt(before.id) }])] : [];
  const order: Array<[string, 'desc']> = [
    ['at', 'desc'],
    ['_id', 'desc'],
  ];
  const filter = _.and([{ who }, ...agreed, ...older]) as unknown as Filter;
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
