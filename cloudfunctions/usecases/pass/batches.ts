import type { BatchView } from '../../../shared-types/contract/pass-batch';
import { readCursor, writeCursor } from '../../domain/cursor';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, $, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { namesOf } from '../../store/staff';

const PAGE = 20;

/** Batches of passes, newest first, with how many of each were opened. Without numbers and codes. */
export async function passBatches(
  input: { cursor?: string | undefined },
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: BatchView[]; cursor?: string }>> {
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const filter = after ? _.or([{ at: _.lt(after.at) }, { at: after.at, _id: _.lt(after.id) }]) : {};
  const order: Array<[string, 'desc']> = [
    ['at', 'desc'],
    ['_id', 'desc'],
  ];
  const [staff, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('passBatches', filter as unknown as Filter, { order, limit: PAGE + 1 }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const shown = rows.slice(0, PAGE);
  const ids = shown.map(({ _id }) => _id);
  const [nameOf, counts] = await Promise.all([
    namesOf(
      db,
      shown.map(({ by }) => by),
    ),
    ids.length === 0
      ? []
      : db.aggregate<{ batchId: string; unopened: number; made: number }>('passes', [
          ['match', { batchId: _.in(ids) }],
          ['project', { batchId: 1, unopened: $.cond([$.eq(['$state', 'unopened']), 1, 0]) }],
          ['group', { _id: '$batchId', unopened: $.sum('$unopened'), made: $.sum(1) }],
          ['project', { _id: 0, batchId: '$_id', unopened: 1, made: 1 }],
        ]),
  ]);
  const items = shown.map(({ _id, kind, count, soldOn, at, by, log }): BatchView => {
    const { made = 0, unopened = 0 } = counts.find(({ batchId }) => batchId === _id) ?? {};
    return {
      batchId: _id,
      kind,
      count,
      soldOn,
      at,
      by: nameOf(by),
      opened: made - unopened,
      shown: log.filter(({ codes }) => codes).length,
    };
  });
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.at, last._id) } : {}) });
}
