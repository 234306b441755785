import { canonicalJson } from '../../../shared-types/canonical-json';
import type { Tier } from '../../../shared-types/contract/member';
import type { PropertyName } from '../../../shared-types/contract/tags';
import type { Instant } from '../../../shared-types/ids';
import { parkDayOf, parkDaysBetween } from '../../../shared-types/park-day';
import type { MemberDoc } from '../member/member';
import { rankOf } from '../member/tier';
import { eventsOf, type Known, type LoggedEvent, turnsAfter } from './condition';
import { interestTags, RADAR_EVENTS, radarOf } from './radar';
import { judge, type KeptTag, type LiveRule, type TagState } from './tag';

/** Of a member and its surroundings, what rules may ask for. */
export interface Facts {
  member: Pick<MemberDoc, 'points' | 'channel' | 'firstJoinedAt' | 'refusedTags' | 'manualTags'>;
  tier: Tier;
  /** Kinds of the valid passes. */
  passes: string[];
  /** Groups the member came in by. */
  groups: string[];
  /** Oldest first, as it was logged. */
  log: LoggedEvent[];
  now: Instant;
}

/** Rules that rest on tags of others go round at most so often. */
const ROUNDS = 5;

/** What tags a member has by the rules, and when time alone changes that next. */
export function evaluate(rules: LiveRule[], facts: Facts): Omit<TagState, 'rev'> {
  const { now } = facts;
  const log = standing(facts.log);
  const radar = radarOf(log);
  const interests = interestTags(log, radar, now);
  let items: KeptTag[] = interests;
  // Rules see the tags of the round before, so that their order does not matter.
  for (let round = 0; round < ROUNDS; round++) {
    const known = knownOf(facts, log, items);
    const next = [...interests, ...rules.flatMap((rule) => judge(rule, known, now) ?? [])];
    const settled = canonicalJson(next) === canonicalJson(items);
    items = next;
    if (settled) break;
  }
  const known = knownOf(facts, log, items);
  const turns = [
    ...items.flatMap(({ until }) => until ?? []),
    ...rules.flatMap(({ when }) => turnsAfter(when, known, now)),
  ].filter((at) => at > now);
  return {
    items: items.sort((a, b) => (a.tagId < b.tagId ? -1 : 1)),
    radar,
    next: turns.length > 0 ? Math.min(...turns) : null,
  };
}

/** Names of the events that tags of these rules follow from. */
export const eventsOfRules = (rules: LiveRule[]): Set<string> =>
  new Set<string>([...RADAR_EVENTS, ...rules.flatMap(({ when }) => eventsOf(when))]);

/** The log in order, without what was taken back. */
export function standing(log: LoggedEvent[]): LoggedEvent[] {
  const gone = new Set(
    log.flatMap(({ name, props }) => (name === 'redemption_undone' ? [props.takesBack] : [])),
  );
  return log.filter(({ id }) => !gone.has(id)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
}

export function knownOf(facts: Facts, log: LoggedEvent[], items: KeptTag[]): Known {
  return {
    log,
    property: (name) => propertyOf(facts, name),
    rank: (name, value) => (name === 'tier' ? rankOf(value as Tier) : -1),
    tag: (nameOrId) => {
      const { refusedTags, manualTags } = facts.member;
      if (refusedTags === 'all') return undefined;
      const by = (tag: { tagId: string; name: string }) => tag.name === nameOrId || tag.tagId === nameOrId;
      const manual = manualTags.find(({ name, removed }) => !removed && by({ tagId: manualId(name), name }));
      // Refused, it still goes before others of its name.
      if (manual) return refusedTags.includes(manualId(manual.name)) ? undefined : null;
      return items.find((tag) => by(tag) && !refusedTags.includes(tag.tagId))?.until;
    },
  };
}

export const manualId = (name: string): string => `man_${name}`;

function propertyOf(facts: Facts, name: PropertyName): ReturnType<Known['property']> {
  const { member, now } = facts;
  switch (name) {
    case 'tier':
      return facts.tier;
    case 'points':
      return member.points;
    case 'channel':
      return member.channel;
    case 'pass':
      return facts.passes;
    case 'group':
      return facts.groups;
    case 'joinedDays':
      return parkDaysBetween(parkDayOf(member.firstJoinedAt), parkDayOf(now));
  }
}
