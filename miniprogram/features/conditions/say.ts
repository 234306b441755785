import type { Atom, Condition, ConditionPart, Tier } from '@shared/contract';
import { said, conditions as words } from '../../texts/conditions';
import { eventNames } from '../../texts/event-names';
import { tags } from '../../texts/tags';
import { countOf, yuanOf } from '../../ui/format';
import { isMoney, measureOf } from './catalogue';
import { tagText } from './tag-text';

/** What ids in a condition are called; without it the ids themselves are said. */
export interface Names {
  offer(offerId: string): string;
  store(storeId: string): string;
}
const PLAIN: Names = { offer: (id) => id, store: (id) => id };

/** A condition in plain words, whatever its shape; what this app is too old to know is said as it is. */
export function sayCondition(when: Condition, names: Names = PLAIN): string {
  const part = (one: ConditionPart): string =>
    'all' in one || 'any' in one ? said.nested(sayCondition(one as Condition, names)) : sayAtom(one, names);
  return 'all' in when ? when.all.map(part).join(said.and) : when.any.map(part).join(said.or);
}

/** What a rule means. */
export function sayRule(
  { name, when, forDays }: { name: string; when: Condition; forDays: number },
  names?: Names,
): string {
  return said.rule(sayCondition(when, names), name, countsEvents(when) ? said.stays(forDays) : said.staysSo);
}

export const saySegment = (when: Condition, names?: Names): string => said.segment(sayCondition(when, names));

/** Whether events earn it; otherwise it is there as long as it is so. */
export function countsEvents(when: Condition): boolean {
  return atomsOf(when).some((atom) => 'count' in atom || 'sum' in atom);
}

export function atomsOf(when: Condition): Atom[] {
  const parts: ConditionPart[] = 'all' in when ? when.all : when.any;
  return parts.flatMap((part) => ('all' in part || 'any' in part ? atomsOf(part as Condition) : [part]));
}

function sayAtom(atom: Atom, names: Names): string {
  if ('count' in atom) {
    const { event, filter, windowDays, atLeast } = atom.count;
    return said.count(windowDays, filtered(eventName(event), filter, names), atLeast);
  }
  if ('sum' in atom) {
    const { event, prop, filter, windowDays, atLeast } = atom.sum;
    const measure = measureOf(event, prop);
    const what = measure ? words.measures[measure] : said.otherSum(eventName(event), prop);
    return said.sum(
      windowDays,
      filtered(what, filter, names),
      isMoney(prop) ? `¥${yuanOf(atLeast)}` : countOf(atLeast),
    );
  }
  if ('daysSince' in atom) {
    const ask = atom.daysSince;
    return 'atLeast' in ask
      ? said.daysSince(eventName(ask.event), 'atLeast', ask.atLeast)
      : said.daysSince(eventName(ask.event), 'atMost', ask.atMost);
  }
  if ('property' in atom) return sayProperty(atom.property);
  return 'hasTag' in atom ? said.tag(tagText(atom.hasTag)) : JSON.stringify(atom);
}

const eventName = (event: string): string => eventNames[event] ?? event;

const filtered = (what: string, filter: Record<string, unknown> = {}, names: Names): string =>
  said.filtered(
    what,
    Object.entries(filter).map(([name, value]) =>
      said.filter(words.filterSaid[name] ?? name, wordOf(name, String(value), names)),
    ),
  );

function wordOf(name: string, value: string, names: Names): string {
  if (name === 'topic') return tags.topics[value] ?? value;
  if (name === 'offerId') return names.offer(value);
  return name === 'storeId' ? names.store(value) : value;
}

function sayProperty(ask: Extract<Atom, { property: object }>['property']): string {
  const { name } = ask;
  const value = String('is' in ask ? ask.is : ask.atLeast);
  if (name === 'tier') {
    const tier = words.tiers[value as Tier] ?? value;
    return 'is' in ask ? said.tierIs(tier) : said.tierAtLeast(tier);
  }
  if ('is' in ask) {
    if (name === 'pass') return said.pass((words.passes as Record<string, string>)[value] ?? value);
    if (name === 'channel' || name === 'group') return said[name](value);
    return said.otherIs(words.properties[name], value);
  }
  if (name === 'points' || name === 'joinedDays') return said[name](value);
  return said.otherAtLeast(words.properties[name], value);
}
