import type { SegmentRow } from '@shared/contract';
import { segments as texts } from '../../texts/tag-desk';
import { Tag, type TagLook } from '../../ui/bits';
import { countOf, momentOf } from '../../ui/format';

const LOOKS: Record<SegmentRow['status'], TagLook> = { computing: 'wait', ready: 'ok', failed: 'bad' };

export const SegmentTag = ({ status }: Pick<SegmentRow, 'status'>) => (
  <Tag look={LOOKS[status]}>{texts.states[status]}</Tag>
);

/** How many are in it, and when that was counted. */
export const segmentFacts = ({ size, refreshedAt }: SegmentRow, now: number): string =>
  size === null || refreshedAt === null
    ? texts.uncounted
    : `${texts.size(countOf(size))} · ${texts.refreshed(momentOf(refreshedAt, now))}`;
