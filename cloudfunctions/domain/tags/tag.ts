import type { TagKind, TagRule } from '../../../shared-types/contract/tags';
import type { Instant, StaffId } from '../../../shared-types/ids';
import { DAY_MS } from '../../../shared-types/park-day';
import type { RequestMark } from '../request';
import { atomHolds, atomsOf, eventsOf, holds, type Known, matching, turnsAfter } from './condition';

/** A tag that follows from events, as a member keeps it. */
export interface KeptTag {
  tagId: string;
  name: string;
  kind: Exclude<TagKind, 'manual' | 'basic'>;
  /** Version of the rule; null: of no rule. */
  version: number | null;
  /** Newest first. */
  because: string[];
  /** First instant at which it is gone; null: when what it says is no longer so. */
  until: Instant | null;
}

export interface TagState {
  /** Grows with every change: the condition of the next one. */
  rev: number;
  items: KeptTag[];
  /** How much of each topic was read: `score` as of `at`, halved every thirty days. */
  radar: Array<{ topic: string; score: number; at: Instant }>;
  /** When time alone changes something next; null: never. */
  next: Instant | null;
}

/** A tag that somebody put, and perhaps took away, by hand. */
export interface ManualTag {
  name: string;
  /** Who, by id and by name. */
  by: StaffId;
  byName: string;
  reason: string;
  at: Instant;
  put: RequestMark;
  removed: { by: StaffId; at: Instant; reason: string | null; mark: RequestMark } | null;
}

/** A rule that is at work. */
export interface LiveRule extends TagRule {
  ruleId: string;
  version: number;
}

const REASONS = 10;

/** Money makes a tag one of consumption. */
const MONEY = ['order_paid', 'order_refunded', 'pass_activated', 'redemption_confirmed'];
export const kindOf = ({ when }: TagRule): KeptTag['kind'] =>
  eventsOf(when).some((event) => MONEY.includes(event)) ? 'consumption' : 'behaviour';

/**
 * What a rule says about a member now. A tag is earned by an event with which the condition holds, and stays `forDays`
 * days from the newest such event. What only a state answers (a tier, days without a visit) stays as long as it is so.
 * Computed from the log and nothing else, so that a rebuild gives the same.
 */
export function judge(rule: LiveRule, known: Known, now: Instant): KeptTag | null {
  const earned = earnedBy(rule, known, now);
  const state = holds(rule.when, known, now, 'state');
  if (!earned && !state) return null;
  const at = earned?.at ?? now;
  return {
    tagId: rule.ruleId,
    name: rule.name,
    kind: kindOf(rule),
    version: rule.version,
    because: reasons(rule, known, at),
    until: state ? endOfState(rule, known, now, earned?.until ?? 0) : (earned?.until ?? null),
  };
}

/** The newest event with which the condition held, if it is not too long ago. */
function earnedBy(
  { when, forDays }: LiveRule,
  known: Known,
  now: Instant,
): { at: Instant; until: Instant } | null {
  const counted = new Set<string>(
    atomsOf(when).flatMap((atom) =>
      'count' in atom ? [atom.count.event] : 'sum' in atom ? [atom.sum.event] : [],
    ),
  );
  for (let i = known.log.length - 1; i >= 0; i--) {
    const event = known.log[i];
    if (!event || event.at > now || !counted.has(event.name)) continue;
    const until = event.at + forDays * DAY_MS;
    if (until <= now) return null;
    if (holds(when, known, event.at)) return { at: event.at, until };
  }
  return null;
}

/** A state ends at the first turn of days, or end of a tag it rests on, after which it is not so; null: nobody knows. */
function endOfState({ when }: LiveRule, known: Known, now: Instant, atLeast: Instant): Instant | null {
  const tags = atomsOf(when).flatMap((atom) => ('hasTag' in atom ? (known.tag(atom.hasTag) ?? []) : []));
  const ends = [...turnsAfter(when, known, now), ...tags].filter((at) => !holds(when, known, at, 'state'));
  return ends.length === 0 ? null : Math.max(atLeast, Math.min(...ends));
}

/** Ids of the events behind the answers that are yes, newest first. */
function reasons({ when }: LiveRule, known: Known, at: Instant): string[] {
  const events = atomsOf(when).flatMap((atom) => {
    if (!atomHolds(atom, known, at, 'all')) return [];
    if ('count' in atom || 'sum' in atom) return matching(atom, known, at);
    if ('daysSince' in atom)
      return known.log.filter(({ name, at: on }) => name === atom.daysSince.event && on <= at).slice(-1);
    return [];
  });
  const ids = [...events].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).map(({ id }) => id);
  return [...new Set(ids)].slice(0, REASONS);
}
