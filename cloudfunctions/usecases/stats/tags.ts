import type { TagCount, TagFigures } from '../../../shared-types/contract/figures';
import type { Instant, ParkDay } from '../../../shared-types/ids';
import { ratio } from '../../domain/figures/redemption';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { aroundOf, tagViews } from '../../domain/tags/views';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { TimerCtx } from '../../platform/timer';
import { setting } from '../../store/config';
import { outsidersOf } from '../../store/days';
import { holdingsOf } from '../../store/passes';
import { appoint } from '../../store/plan';
import type { NextCursor } from '../jobs/job';

/** The newest count of tags, or the newest there was at an instant. */
export async function tagFigures(
  { asOf }: { asOf?: Instant | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<TagCount | null>> {
  const [staff, [count]] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('tagCounts', { at: _.lte(Math.min(asOf ?? now, now)) }, { order: [['at', 'desc']], limit: 1 }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  // A park that has just begun need not wait for its first night.
  if (!count && asOf === undefined) await appointCount(db, now);
  if (!count) return done(null);
  const { _id, ...figures } = count;
  return done(figures);
}

export const appointCount = (db: TimerCtx['db'], at: Instant): Promise<void> =>
  appoint(db, 'tags', { job: 'recountTags', at, subject: '' });

const PAGE = 500;
type Counting = { after: string; members: number; tags: Record<string, Omit<TagFigures, 'tagId' | 'share'>> };

/** Counts the tags of all members, five hundred at a time; the cursor carries how far it is, and what it has found. */
export async function countTags(
  { db, keys, now }: TimerCtx,
  _day: ParkDay | string,
  cursor: string | null,
): Promise<NextCursor> {
  const so: Counting = cursor ? JSON.parse(cursor) : { after: '', members: 0, tags: {} };
  const open = { _id: _.gt(so.after), erasedAt: null, 'consent.scopes.profiling': true } as Filter;
  const [members, { except }, thresholds] = await Promise.all([
    db.find('members', open, { order: [['_id', 'asc']], limit: PAGE }),
    outsidersOf(db, keys),
    setting(db, now, 'tiers'),
  ]);
  const counted = members.filter(({ _id }) => !except.includes(_id));
  const passes =
    counted.length > 0
      ? await holdingsOf(
          db,
          counted.map(({ _id }) => _id),
        )
      : [];
  for (const member of counted) {
    const own = passes.filter(
      (pass) => pass.owner === member._id || pass.holders.some(({ boundTo }) => boundTo === member._id),
    );
    for (const { tagId, name, kind } of tagViews(member, aroundOf(member, own, thresholds, now), now)) {
      const tag = so.tags[tagId] ?? { name, kind, members: 0 };
      so.tags[tagId] = { ...tag, members: tag.members + 1 };
    }
  }
  so.members += counted.length;
  const last = members.at(-1);
  if (members.length === PAGE && last) return JSON.stringify({ ...so, after: last._id });
  await db.put('tagCounts', { _id: `tags_${now}`, ...tagCount(so, now) });
  return null;
}

const tagCount = ({ members, tags }: Counting, at: Instant): TagCount => ({
  at,
  members,
  items: Object.entries(tags)
    .map(([tagId, tag]) => ({ tagId, ...tag, share: ratio(tag.members, members) }))
    .sort((a, b) => b.members - a.members || (a.tagId < b.tagId ? -1 : 1)),
});
