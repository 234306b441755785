import * as v from 'valibot';
import { isEventName } from '../events';
import type { Instant, MemberId } from '../ids';
import { count, cursor, memberId, noArray, text } from './fields';
import { command, query } from './operation';

const eventName = v.pipe(v.string(), v.check(isEventName));
const prop = v.pipe(v.string(), v.regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/));
const plain = v.union([
  v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
]);
/** Props compared by equality; all must be equal. */
const filter = v.optional(noArray(v.pipe(v.record(prop, plain), v.maxEntries(10))));
const days = count(1, 3660);
const amount = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(1e12));

/** What a rule can ask of a member's properties. `group`: an opengid the member came in by. */
export const PROPERTIES = ['tier', 'points', 'pass', 'channel', 'group', 'joinedDays'] as const;
export type PropertyName = (typeof PROPERTIES)[number];

/**
 * One question. Windows are days of 24 hours up to the instant asked about; `daysSince` counts park days from the newest
 * such event, and of one that never happened it is no to both.
 */
const atom = [
  v.strictObject({
    count: v.strictObject({ event: eventName, filter, windowDays: days, atLeast: count(1, 1_000_000) }),
  }),
  v.strictObject({
    sum: v.strictObject({ event: eventName, prop, filter, windowDays: days, atLeast: amount }),
  }),
  v.strictObject({
    daysSince: v.union([
      v.strictObject({ event: eventName, atLeast: count(0, 3660) }),
      v.strictObject({ event: eventName, atMost: count(0, 3660) }),
    ]),
  }),
  v.strictObject({
    property: v.union([
      v.strictObject({ name: v.picklist(PROPERTIES), is: plain }),
      v.strictObject({ name: v.picklist(PROPERTIES), atLeast: v.union([amount, text(32)]) }),
    ]),
  }),
  v.strictObject({ hasTag: text(64) }),
] as const;
const questions = v.pipe(v.array(v.union(atom)), v.minLength(1), v.maxLength(10));
const group = [v.strictObject({ all: questions }), v.strictObject({ any: questions })] as const;
const parts = v.pipe(v.array(v.union([...atom, ...group])), v.minLength(1), v.maxLength(10));
/** All, or any, of some questions; each may be a group of questions itself. */
const when = v.union([v.strictObject({ all: parts }), v.strictObject({ any: parts })]);

export type Condition = v.InferOutput<typeof when>;
export type ConditionPart = v.InferOutput<typeof parts>[number];
export type Atom = v.InferOutput<(typeof atom)[number]>;

const ruleId = v.pipe(v.string(), v.regex(/^rul_[a-z0-9]{1,36}$/));
const segmentId = v.pipe(v.string(), v.regex(/^seg_[a-z0-9]{1,36}$/));

const rule = v.strictObject({
  ruleId: v.optional(ruleId),
  name: text(32),
  when,
  /** Days a tag stays after the newest event that earned it. */
  forDays: days,
});
export type TagRule = Omit<v.InferOutput<typeof rule>, 'ruleId'>;

export type TagKind = 'basic' | 'behaviour' | 'consumption' | 'interest' | 'rfm' | 'source' | 'manual';

/** A tag with its reasons. */
export interface TagView {
  tagId: string;
  name: string;
  kind: TagKind;
  /** Ids of the events (the phone's own) and ledger rows that made it, newest first; of a great many the newest. */
  because: string[];
  /** First instant at which it is gone; without it, it stays as long as what it says is so. */
  until?: Instant;
  /** Version of the rule. */
  version?: number;
  /** Manual: who put it, when and why. */
  by?: string;
  at?: Instant;
  reason?: string;
}

export interface TagRuleRow extends TagRule {
  /** What its tag will be. */
  kind: TagKind;
  ruleId: string;
  version: number;
  /** The version that is at work; null: none. */
  live: number | null;
  changed: { at: Instant; by: string };
}

export interface SegmentRow {
  segmentId: string;
  name: string;
  when: Condition;
  status: 'computing' | 'ready' | 'failed';
  /** Members in it when it was counted last; null until it has been. */
  size: number | null;
  refreshedAt: Instant | null;
}

/** A member as a preview shows one. */
export interface Sample {
  memberId: MemberId;
  /** Masked. */
  name: string;
}

const tagIds = v.union([
  v.literal('all'),
  v.pipe(v.array(v.pipe(v.string(), v.minLength(1), v.maxLength(80))), v.minLength(1), v.maxLength(100)),
]);

/** Own tags: function `member`. */
export const ownTagOps = {
  /** `refused`: tags that are not to be given again, or all. */
  'member.tags': query<{ items: TagView[]; refused: string[] | 'all' }>()(v.strictObject({})),
  'member.refuseTags': command<{ refused: string[] | 'all' }>()(v.strictObject({ tagIds })),
  /** Takes a refusal back. */
  'member.allowTags': command<{ refused: string[] | 'all' }>()(v.strictObject({ tagIds })),
};

/** Rules, segments and tags put by hand: function `admin`. */
export const tagDeskOps = {
  'tagRule.save': command<{ ruleId: string; version: number }>()(v.strictObject({ rule })),
  /**
   * How many members would have it now, and ten of them; of the saved version. A call looks at 20,000 members;
   * `cursor`: there are more, and the call that names it answers for the next ones.
   */
  'tagRule.preview': query<{ members: number; samples: Sample[]; cursor?: string }>()(
    v.strictObject({ ruleId, cursor: v.optional(cursor) }),
  ),
  'tagRule.enable': command<{ ruleId: string; version: number }>()(v.strictObject({ ruleId })),
  'tagRule.disable': command<{ ruleId: string }>()(v.strictObject({ ruleId })),
  'tagRule.list': query<{ items: TagRuleRow[] }>()(v.strictObject({})),
  'segment.save': command<{ segmentId: string }>()(
    v.strictObject({ segmentId: v.optional(segmentId), name: text(32), when }),
  ),
  'segment.size': query<Pick<SegmentRow, 'status' | 'size' | 'refreshedAt'> & { samples: Sample[] }>()(
    v.strictObject({ segmentId }),
  ),
  'segment.list': query<{ items: SegmentRow[] }>()(v.strictObject({})),
  'tag.put': command<{ tagId: string }>()(v.strictObject({ memberId, name: text(32), reason: text(200) }), [
    'consent_needed',
  ]),
  'tag.remove': command<{ tagId: string }>()(
    v.strictObject({ memberId, name: text(32), reason: v.optional(text(200)) }),
  ),
};
