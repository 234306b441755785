import * as v from 'valibot';
import type { DropReason } from '../../../shared-types/contract/track';
import {
  type EventName,
  isPhoneEvent,
  isServerEvent,
  PHONE_EVENTS,
  type Props,
} from '../../../shared-types/events';
import type { Instant, MemberId, ParkDay } from '../../../shared-types/ids';
import { parkDayOf, parkDaysBetween } from '../../../shared-types/park-day';

/** One thing that happened, once. Rows are only added; `todo` is taken away when tags have followed. */
export interface EventRow {
  /** Derived from who sent it and the phone's id, or from the ledger row it follows from. */
  _id: string;
  /** The phone's id, or the ledger row's. */
  id: string;
  name: EventName;
  /** When it happened: the phone's instant, corrected by the difference of the clocks. */
  at: Instant;
  /** When the cloud learned of it. */
  knownAt: Instant;
  /** Park day of `at`. */
  day: ParkDay;
  /**
   * The member, if they agreed to profiling; otherwise a name that holds for this person and day only. Of somebody who
   * has left, a name nobody can lead back.
   */
  who: MemberId | AnonymousId | GoneId;
  /** Whether it was a member, named or not. */
  member: boolean;
  /** Park days since the member joined, where retention is asked for by them; else null. */
  age: RetentionDay | null;
  /** Of a page that was left: how long it was to be seen, whole seconds, an hour at most. */
  dwell: number | null;
  page: string | null;
  props: Props;
  session: string | null;
  channel: string | null;
  /** Of what the phone said; null for what follows from a ledger. */
  hash: string | null;
  /** The call that added it: how a call whose answer was lost knows its own rows. */
  by: string;
  /** On one row of a batch, until tags have followed: when it came, and what the batch had: names and park days. */
  todo?: Instant;
  names?: EventName[];
  days?: ParkDay[];
}
export type AnonymousId = `anon_${string}`;
export type GoneId = `gone_${string}`;

/** Whether rows of this name on different days are of one person. */
export const isOnePerson = (who: EventRow['who']): boolean => !who.startsWith('anon_');

/** Days after joining on which somebody who is still there counts as retained. */
export const RETENTION_DAYS = [1, 7, 30] as const;
export type RetentionDay = (typeof RETENTION_DAYS)[number];
const LONGEST_DWELL_S = 3600;

/** An event of a phone that is well-formed. */
export interface ReadEvent {
  id: string;
  name: EventName;
  at: Instant;
  page: string | null;
  props: Props;
  session: string;
  channel: string | null;
}

const short = (max: number) => v.pipe(v.string(), v.minLength(1), v.maxLength(max));
const plain = v.union([
  v.pipe(v.string(), v.maxLength(200)),
  v.pipe(v.number(), v.finite()),
  v.boolean(),
  v.null(),
]);
const props = v.pipe(
  v.record(v.pipe(short(40), v.regex(/^[A-Za-z][A-Za-z0-9_]*$/)), plain),
  v.maxEntries(20),
);
const form = v.object({
  id: short(64),
  name: short(64),
  at: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  page: v.nullish(short(200), null),
  props: v.nullish(props, {}),
  session: short(64),
  channel: v.nullish(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:-]{1,64}$/)), null),
});
const payloads = Object.fromEntries(
  Object.entries(PHONE_EVENTS).map(([name, fields]) => [name, v.looseObject(fields)]),
);

/** Reads one event of a batch; the reason if it is not taken. */
export function readEvent(sent: unknown): { event: ReadEvent } | { id: string; reason: DropReason } {
  const { id: claimed, name } = (sent ?? {}) as { id?: unknown; name?: unknown };
  const id = typeof claimed === 'string' ? claimed.slice(0, 64) : '';
  if (id === '' || Array.isArray(sent) || typeof name !== 'string') return { id, reason: 'bad_payload' };
  if (isServerEvent(name)) return { id, reason: 'server_only' };
  if (!isPhoneEvent(name)) return { id, reason: 'unknown_name' };
  const read = v.safeParse(form, sent);
  if (!read.success || Array.isArray((sent as { props?: unknown }).props))
    return { id, reason: 'bad_payload' };
  const payload = payloads[name] as v.GenericSchema;
  if (!v.is(payload, read.output.props)) return { id, reason: 'bad_payload' };
  return { event: { ...read.output, name } };
}

/**
 * The instant of an event by the park's clock: the phone's clock may be wrong, but it was wrong by as much when it sent
 * the batch. Nothing happens after it was told of.
 */
export const correctedAt = (at: Instant, clocks: { sentAt: Instant; now: Instant }): Instant =>
  Math.max(0, Math.min(clocks.now, at + clocks.now - clocks.sentAt));

/** Who told of it, as its rows name them. */
export interface Teller {
  who: (day: ParkDay) => EventRow['who'];
  /** null: no member. */
  joinedAt: Instant | null;
}

export function eventRow(
  event: ReadEvent,
  told: { _id: string; hash: string; by: string; sentAt: Instant; now: Instant; teller: Teller },
): EventRow {
  const { _id, hash, by, sentAt, now, teller } = told;
  const at = correctedAt(event.at, { sentAt, now });
  const day = parkDayOf(at);
  const { joinedAt } = teller;
  return {
    ...event,
    ...{ _id, at, knownAt: now, day, who: teller.who(day), member: joinedAt !== null, hash, by },
    age: joinedAt === null ? null : ageOn(day, joinedAt),
    dwell: event.name === 'page_leave' ? dwellOf(event.props) : null,
  };
}

const ageOn = (day: ParkDay, joinedAt: Instant): RetentionDay | null =>
  RETENTION_DAYS.find((days) => days === parkDaysBetween(parkDayOf(joinedAt), day)) ?? null;

const dwellOf = ({ dwellMs }: Props): number =>
  Math.min(LONGEST_DWELL_S, Math.floor((dwellMs as number) / 1000));

/** Rows of one insert: the first carries the mark that tags have to follow, with what they are about. */
export function marked(rows: EventRow[]): EventRow[] {
  const [first, ...rest] = rows;
  if (!first) return [];
  const names = [...new Set(rows.map(({ name }) => name))];
  const days = [...new Set(rows.map(({ day }) => day))];
  return [{ ...first, todo: first.knownAt, names, days }, ...rest];
}
