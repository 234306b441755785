import type { Atom, Condition, ConditionPart, PropertyName } from '../../../shared-types/contract/tags';
import type { EventName } from '../../../shared-types/events';
import type { Instant } from '../../../shared-types/ids';
import {
  addParkDays,
  DAY_MS,
  parkDayOf,
  parkDaysBetween,
  startOfParkDay,
} from '../../../shared-types/park-day';
import type { EventRow } from '../events/event';

/** What rules know of an event. */
export type LoggedEvent = Pick<EventRow, 'id' | 'name' | 'at' | 'props'>;

/** What a condition may ask about one member. */
export interface Known {
  /** Oldest first; what was taken back is not in it. */
  log: LoggedEvent[];
  /** Several values: any of them is meant. */
  property(name: PropertyName): string | number | boolean | null | string[];
  /** Rank of a value of a property that has an order of its own (tiers). */
  rank(name: PropertyName, value: string): number;
  /** First instant without the tag; null: open; undefined: not there. */
  tag(nameOrId: string): Instant | null | undefined;
}

/** Which questions can be answered yes: all, or only those that no single event answers. */
export type Asking = 'all' | 'state';

/** Whether a condition holds at an instant; what is known of properties and tags is known as of now. */
export function holds(condition: Condition, known: Known, at: Instant, asking: Asking = 'all'): boolean {
  const part = (one: ConditionPart): boolean =>
    'all' in one
      ? one.all.every(part)
      : 'any' in one
        ? one.any.some(part)
        : atomHolds(one, known, at, asking);
  return part(condition as ConditionPart);
}

export function atomHolds(atom: Atom, known: Known, at: Instant, asking: Asking): boolean {
  if ('count' in atom) return asking === 'all' && matching(atom, known, at).length >= atom.count.atLeast;
  if ('sum' in atom) return asking === 'all' && sumOf(atom, known, at) >= atom.sum.atLeast;
  if ('daysSince' in atom) return daysSinceHolds(atom.daysSince, known, at);
  if ('hasTag' in atom) return isThere(known.tag(atom.hasTag), at);
  return propertyHolds(atom.property, known);
}

/** Whether a tag that ends then (null: open, undefined: not there) is there at an instant. */
const isThere = (until: Instant | null | undefined, at: Instant): boolean =>
  until !== undefined && (until === null || until > at);

/** Events in the window of a count or sum, oldest first: later than `windowDays` ago, up to the instant. */
export function matching(
  atom: Extract<Atom, { count: object } | { sum: object }>,
  { log }: Known,
  at: Instant,
) {
  const { event, filter, windowDays } = 'count' in atom ? atom.count : atom.sum;
  const from = at - windowDays * DAY_MS;
  return log.filter(
    (one) =>
      one.name === event &&
      one.at > from &&
      one.at <= at &&
      Object.entries(filter ?? {}).every(([name, value]) => one.props[name] === value),
  );
}

function sumOf(atom: Extract<Atom, { sum: object }>, known: Known, at: Instant): number {
  return matching(atom, known, at).reduce((sum, { props }) => {
    const value = props[atom.sum.prop];
    return sum + (typeof value === 'number' ? value : 0);
  }, 0);
}

type DaysSince = Extract<Atom, { daysSince: object }>['daysSince'];

const newest = (event: EventName, { log }: Known, at: Instant): LoggedEvent | undefined =>
  log.filter((one) => one.name === event && one.at <= at).at(-1);

function daysSinceHolds(ask: DaysSince, known: Known, at: Instant): boolean {
  const last = newest(ask.event as EventName, known, at);
  if (!last) return false;
  const days = parkDaysBetween(parkDayOf(last.at), parkDayOf(at));
  return 'atLeast' in ask ? days >= ask.atLeast : days <= ask.atMost;
}

function propertyHolds(ask: Extract<Atom, { property: object }>['property'], known: Known): boolean {
  const value = known.property(ask.name);
  if (value === null) return false;
  if ('is' in ask) return Array.isArray(value) ? value.includes(String(ask.is)) : value === ask.is;
  if (typeof value === 'number') return typeof ask.atLeast === 'number' && value >= ask.atLeast;
  const [has, wanted] = [known.rank(ask.name, String(value)), known.rank(ask.name, String(ask.atLeast))];
  return wanted >= 0 && has >= wanted;
}

export function atomsOf(condition: Condition): Atom[] {
  const atoms = (part: ConditionPart): Atom[] =>
    'all' in part ? part.all.flatMap(atoms) : 'any' in part ? part.any.flatMap(atoms) : [part];
  return atoms(condition as ConditionPart);
}

/** Names of the events a condition asks about. */
export const eventsOf = (condition: Condition): EventName[] =>
  atomsOf(condition).flatMap((atom) =>
    'count' in atom
      ? [atom.count.event]
      : 'sum' in atom
        ? [atom.sum.event]
        : 'daysSince' in atom
          ? [atom.daysSince.event]
          : [],
  ) as EventName[];

/** Park midnights after `at` at which an answer about days since an event changes by itself. */
export function turnsAfter(condition: Condition, known: Known, at: Instant): Instant[] {
  return atomsOf(condition)
    .flatMap((atom) => {
      if (!('daysSince' in atom)) return [];
      const ask = atom.daysSince;
      const last = newest(ask.event as EventName, known, at);
      if (!last) return [];
      const days = 'atLeast' in ask ? ask.atLeast : ask.atMost + 1;
      return [startOfParkDay(addParkDays(parkDayOf(last.at), days))];
    })
    .filter((turn) => turn > at);
}
