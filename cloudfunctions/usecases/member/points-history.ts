import type { EndingPoints, PointsRowView } from '../../../shared-types/contract/member';
import type { Instant } from '../../../shared-types/ids';
import { type Cursor, readCursor, writeCursor } from '../../domain/cursor';
import type { MemberDoc } from '../../domain/member/member';
import { endingFirst, newestFirst, type PointsRow, settle } from '../../domain/member/points';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Db, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { memberOf } from '../../store/members';

const PAGE = 20;

interface PointsPage {
  items: PointsRowView[];
  cursor?: string;
  ending: EndingPoints | null;
}

/** My points, newest first. */
export async function pointsHistory(
  input: { cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<PointsPage>> {
  const before = readCursor(input.cursor);
  if (before === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const member = await memberOf(db, keys.memberId(openid));
  return done(member ? await pointsOf(db, member, now, before) : { items: [], ending: null });
}

/**
 * What is in the ledger, what is still in the member's outbox, and what has ended by the calendar although no job has
 * written it yet. The member was read before: a row that a job moves meanwhile is then in the ledger. One request.
 */
export async function pointsOf(
  db: Db,
  member: MemberDoc,
  now: Instant,
  before: Cursor | null = null,
): Promise<PointsPage> {
  const { _id: memberId } = member;
  // Rows of before a new join were forfeited; they stay for the books.
  const own = member.joinedAt === member.firstJoinedAt ? [] : [{ at: _.gte(member.joinedAt) }];
  const older = before ? [_.or([{ at: _.lt(before.at) }, { at: before.at, _id: _.lt(before.id) }])] : [];
  const written = (await db.find(
    'ledger',
    _.and([{ memberId, type: 'points' }, ...own, ...older]) as unknown as Filter,
    {
      order: [
        ['at', 'desc'],
        ['_id', 'desc'],
      ],
      limit: PAGE + 1,
    },
  )) as PointsRow[];
  const settled = settle(member, memberId, now);
  const waiting = member.ob.flatMap((entry) =>
    entry.to === 'ledger' && entry.d.type === 'points' ? [entry.d] : [],
  );
  const rows = new Map<string, PointsRow>();
  for (const row of [...written, ...waiting, ...settled.rows])
    if (!before || row.at < before.at || (row.at === before.at && row._id < before.id))
      rows.set(row._id, row);
  const all = newestFirst([...rows.values()]);
  const page = all.slice(0, PAGE);
  const last = all.length > PAGE ? page.at(-1) : undefined;
  const items = page.map(({ type: _type, ...row }) => row);
  const ending = endingFirst(settled.account);
  return { items, ending, ...(last ? { cursor: writeCursor(last.at, last._id) } : {}) };
}
