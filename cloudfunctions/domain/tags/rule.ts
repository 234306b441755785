import type { Condition, SegmentRow, TagRule, TagRuleRow } from '../../../shared-types/contract/tags';
import type { Instant, StaffId } from '../../../shared-types/ids';
import type { RequestMark, RequestMarks } from '../request';
import { atomsOf } from './condition';
import { kindOf, type LiveRule } from './tag';
import { mayBePassTag } from './views';

interface Change {
  at: Instant;
  by: StaffId;
  what: string;
}

/** A rule by which tags are given. What is saved is a draft of the next version; `live` is the one at work. */
export interface TagRuleDoc {
  _id: string;
  rev: number;
  status: 'draft' | 'enabled' | 'disabled';
  rule: TagRule;
  version: number;
  live: { version: number; rule: TagRule } | null;
  savedBy: RequestMark;
  rq: RequestMarks;
  log: Change[];
}

/** Some members, by a condition. The count is the job's; who is in it is asked anew each time. */
export interface SegmentDoc {
  _id: string;
  rev: number;
  name: string;
  when: Condition;
  status: SegmentRow['status'];
  size: number | null;
  samples: Array<{ memberId: string; name: string }>;
  refreshedAt: Instant | null;
  savedBy: RequestMark;
  rq: RequestMarks;
  log: Change[];
}

export const liveRuleOf = ({ _id, live }: TagRuleDoc): LiveRule[] =>
  live ? [{ ...live.rule, ruleId: _id, version: live.version }] : [];

export const savedRuleOf = ({ _id, rule, version }: TagRuleDoc): LiveRule => ({
  ...rule,
  ruleId: _id,
  version,
});

export const ruleRow = (doc: TagRuleDoc, names: (by: string) => string): TagRuleRow => {
  const { at = 0, by = '' } = doc.log.at(-1) ?? {};
  return {
    ...doc.rule,
    kind: kindOf(doc.rule),
    ruleId: doc._id,
    version: doc.version,
    live: doc.live?.version ?? null,
    changed: { at, by: names(by) },
  };
};

/** A rule that rests on its own tag, or on one of its own name, says nothing. */
export const restsOnItself = (ruleId: string | undefined, { name, when }: TagRule): boolean =>
  atomsOf(when).some((atom) => 'hasTag' in atom && (atom.hasTag === name || atom.hasTag === ruleId));

/** What conditions ask that takes requests of its own. */
export const asksFor = (conditions: Condition[], name: 'pass' | 'group'): boolean =>
  conditions.some((condition) =>
    atomsOf(condition).some((atom) =>
      'property' in atom
        ? atom.property.name === name
        : name === 'pass' && 'hasTag' in atom && mayBePassTag(atom.hasTag),
    ),
  );
