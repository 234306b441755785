import { canonicalJson } from '../../../shared-types/canonical-json';
import type { IngestView } from '../../../shared-types/contract/track';
import type { ParkDay } from '../../../shared-types/ids';
import {
  type AnonymousId,
  type EventRow,
  eventRow,
  type ReadEvent,
  readEvent,
  type Teller,
} from '../../domain/events/event';
import type { MemberDoc } from '../../domain/member/member';
import { done, type Result } from '../../domain/result';
import type { Ctx } from '../../platform/edge';
import { type Keys, sha256 } from '../../platform/keys';
import { random } from '../../platform/random';
import { keepEvents } from '../../store/event-log';
import { memberOf } from '../../store/members';

interface Batch {
  batchId: string;
  sentAt: number;
  events: unknown[];
}

/**
 * Keeps what a phone tells of, each event once. Who has not agreed to profiling is counted under a name of that day that
 * leads nowhere; nobody's event fails because of another one.
 */
export async function ingest(
  { sentAt, events }: Batch,
  { db, keys, openid, now }: Ctx,
): Promise<Result<IngestView>> {
  const read = events.map(readEvent);
  const dropped = read.flatMap((one) => ('reason' in one ? [one] : []));
  const member = await memberOf(db, keys.memberId(openid));
  const told = { by: random.traceId(), sentAt, now, teller: tellerOf(keys, openid, member) };
  const rows = read.flatMap((one) =>
    'event' in one ? [eventRow(one.event, { ...told, ...nameOf(keys, openid, one.event) })] : [],
  );
  const { first, duplicates, conflicts } = once(rows);
  const kept = await keepEvents(db, first);
  return done({
    accepted: kept.accepted,
    duplicates: kept.duplicates + duplicates,
    dropped: [...dropped, ...kept.dropped, ...conflicts],
  });
}

const nameOf = (keys: Keys, openid: string, event: ReadEvent) => ({
  _id: keys.derive('evt_', openid, event.id),
  hash: sha256(canonicalJson(event)).slice(0, 32),
});

const tellerOf = (keys: Keys, openid: string, member: MemberDoc | null): Teller => ({
  joinedAt: member?.joinedAt ?? null,
  who: member?.consent.scopes.profiling
    ? () => keys.memberId(openid)
    : (day) => anonymousId(keys, openid, day),
});

/** The name somebody without consent has on one day: enough to count heads, and different tomorrow. */
export const anonymousId = (keys: Keys, openid: string, day: ParkDay): AnonymousId =>
  keys.derive('anon_', openid, day) as AnonymousId;

/** One batch may bring an id more than once. */
function once(rows: EventRow[]) {
  const first = new Map<string, EventRow>();
  let duplicates = 0;
  const conflicts: IngestView['dropped'] = [];
  for (const row of rows) {
    const before = first.get(row._id);
    if (!before) first.set(row._id, row);
    else if (before.hash === row.hash) duplicates += 1;
    else conflicts.push({ id: row.id, reason: 'id_conflict' });
  }
  return { first: [...first.values()], duplicates, conflicts };
}
