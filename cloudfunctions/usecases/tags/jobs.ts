import type { MemberId, ParkDay } from '../../../shared-types/ids';
import { _, type Filter, MAX_ROWS } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { appoint, appointTwice } from '../../store/plan';
import { nextInside, nextMembers, sampleOf } from '../../store/tag-preview';
import { liveRules, refreshTags } from '../../store/tags';
import { type NextCursor, onward } from '../jobs/job';
import { appointCount as appointTagCount } from '../stats/tags';

const PAGE = 100;

/** Goes through all members once and brings their tags to what the rules say: after a rule was changed. */
export async function rebuildTags(
  { db, now }: TimerCtx,
  _subject: string,
  cursor: string | null,
): Promise<NextCursor> {
  const [rules, ids] = await Promise.all([liveRules(db), nextMembers(db, cursor ?? '', PAGE)]);
  await refreshTags(db, now, ids, rules);
  if (ids.length === PAGE) return ids.at(-1) as MemberId;
  await appointTagCount(db, now);
  return null;
}

/** Members whose tags change by time alone: days without a visit, tags that rest on one that has ended. */
export async function turnTags(
  { db, now }: TimerCtx,
  _day: ParkDay,
  cursor: string | null,
): Promise<NextCursor> {
  const due = { 'tags.next': _.and([_.gt(0), _.lte(now)]) } as unknown as Filter;
  const members = await db.find('members', due, { limit: PAGE, fields: ['_id'] });
  if (members.length === 0) return null;
  await refreshTags(
    db,
    now,
    members.map(({ _id }) => _id),
    await liveRules(db),
  );
  return onward(cursor);
}

/** Counts one segment, a page of members at a time; the cursor carries how far it is, and what it has found so far. */
export async function countSegment(
  { db, now }: TimerCtx,
  segmentId: string,
  cursor: string | null,
): Promise<NextCursor> {
  const segment = await db.get('segments', segmentId);
  if (!segment) return null;
  const so = cursor ? (JSON.parse(cursor) as Counting) : { after: '', size: 0, samples: [] };
  const { inside, last } = await nextInside(db, now, segment.when, so.after);
  const samples = [...so.samples, ...inside.map(sampleOf)].slice(0, 10);
  const size = so.size + inside.length;
  if (last !== null) return JSON.stringify({ after: last, size, samples });
  // Only what was counted by: one that was saved meanwhile is counted anew.
  await db.update(
    'segments',
    { _id: segmentId, rev: segment.rev },
    { status: 'ready', size, samples: _.set(samples), refreshedAt: now },
  );
  return null;
}
/** The second look after a segment was saved: only what the first did not see has to be counted. */
export async function countSaved(
  ctx: TimerCtx,
  segmentId: string,
  cursor: string | null,
): Promise<NextCursor> {
  const segment = await ctx.db.get('segments', segmentId);
  return segment?.status === 'computing' ? countSegment(ctx, segmentId, cursor) : null;
}

interface Counting {
  after: string;
  size: number;
  samples: Array<{ memberId: string; name: string }>;
}

/** Every segment is counted once a day, beside whenever it is saved. */
export async function refreshSegments({ db, now }: TimerCtx): Promise<NextCursor> {
  for (const { _id } of await db.find('segments', {}, { limit: MAX_ROWS, fields: ['_id'] }))
    await appointCount(db, _id, now);
  return null;
}

const appointCount = (db: TimerCtx['db'], segmentId: string, at: number): Promise<void> =>
  appoint(db, `count_${segmentId}`, { job: 'countSegment', at, subject: segmentId });

/** Before a segment is saved: one that was not after all is dropped, or counted once more. */
export const appointSavedCount = (db: TimerCtx['db'], segmentId: string, at: number): Promise<void> =>
  appointTwice(db, `count_${segmentId}`, { job: 'countSegment', at, subject: segmentId }, 'countSaved');
