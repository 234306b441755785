import type { Condition, Sample, SegmentRow } from '../../../shared-types/contract/tags';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { SegmentDoc } from '../../domain/tags/rule';
import { _, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { changeSetup, newSetup } from '../setup/change';
import { appointSavedCount } from './jobs';

interface Input {
  segmentId?: string | undefined;
  name: string;
  when: Condition;
}

/** Makes a segment, or changes one. It can be an audience at once; how many are in it, a job counts. */
export async function saveSegment(
  { segmentId, name, when }: Input,
  ctx: Ctx,
): Promise<Result<{ segmentId: string }>> {
  return segmentId ? changed(ctx, segmentId, { name, when }) : made(ctx, { name, when });
}

const changed = (ctx: Ctx, segmentId: string, { name, when }: Pick<SegmentDoc, 'name' | 'when'>) =>
  changeSetup<'segments', { segmentId: string }>(
    ctx,
    'segments',
    'segment.save',
    segmentId,
    async (before) => {
      // One that was not changed after all is counted once more.
      await appointSavedCount(ctx.db, segmentId, ctx.now);
      return {
        change: { name, when: _.set(when), status: 'computing' },
        log: { what: 'saved', from: { name: before.name, when: before.when }, to: { name, when } },
        value: { segmentId },
      };
    },
  );

async function made(
  ctx: Ctx,
  { name, when }: Pick<SegmentDoc, 'name' | 'when'>,
): Promise<Result<{ segmentId: string }>> {
  const result = await newSetup(
    ctx,
    'segments',
    'segment.save',
    'seg_',
    (id, savedBy, by): SegmentDoc => ({
      _id: id,
      rev: 0,
      name,
      when,
      status: 'computing',
      size: null,
      samples: [],
      refreshedAt: null,
      savedBy,
      rq: [],
      log: [{ at: ctx.now, by, what: 'saved' }],
    }),
    (id) => appointSavedCount(ctx.db, id, ctx.now),
  );
  return result.ok ? done({ segmentId: result.value }) : result;
}

export async function segmentSize(
  { segmentId }: { segmentId: string },
  { db, keys, openid }: Ctx,
): Promise<Result<Pick<SegmentRow, 'status' | 'size' | 'refreshedAt'> & { samples: Sample[] }>> {
  const [staff, segment] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('segments', segmentId),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!segment) return refuse('not_found');
  const { status, size, refreshedAt, samples } = segment;
  return done({ status, size, refreshedAt, samples: samples as Sample[] });
}

export async function listSegments(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: SegmentRow[] }>> {
  const [staff, all] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('segments', {}, { limit: MAX_ROWS }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const items = all.map(
    ({ _id, name, when, status, size, refreshedAt }): SegmentRow => ({
      segmentId: _id,
      name,
      when,
      status,
      size,
      refreshedAt,
    }),
  );
  return done({ items: items.sort((a, b) => (a.name < b.name ? -1 : 1)) });
}
