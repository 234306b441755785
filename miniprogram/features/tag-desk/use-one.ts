import type { SegmentRow, TagRuleRow } from '@shared/contract';
import type { Known } from '../../api/answers';
import type { Refused } from '../../api/outcome';
import { type Query, useQuery } from '../../api/use-query';

const NOT_FOUND: Refused = { ok: false, refusal: { code: 'not_found', message: '' } };

/** One of a list, as a question of its own: one that is not in it is not found. */
export function oneOf<Row, List extends { items: Row[] }>(
  { value, trouble, ...list }: Query<List>,
  isIt: (row: Row) => boolean,
): Query<Row> {
  const found = value?.items.find(isIt);
  const why = trouble ?? (value && !found && !list.asking ? NOT_FOUND : undefined);
  const known: Known<Row> = {
    asking: list.asking,
    ...(list.answeredAt === undefined ? {} : { answeredAt: list.answeredAt }),
    ...(found === undefined ? {} : { value: found }),
    ...(why ? { trouble: why } : {}),
  };
  return { ...known, again: async () => oneOf({ ...list, ...(await list.again()) }, isIt) };
}

/** A rule, by the list of all: there are few, and the pages beside it have just asked for them. */
export const useRule = (ruleId: string): Query<TagRuleRow> =>
  oneOf(useQuery('admin', 'tagRule.list', {}), (rule: TagRuleRow) => rule.ruleId === ruleId);

export const useSegment = (segmentId: string): Query<SegmentRow> =>
  oneOf(useQuery('admin', 'segment.list', {}), (segment: SegmentRow) => segment.segmentId === segmentId);
