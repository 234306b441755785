import type { AuditKind } from '../../shared-types/contract/audit';
import type { StaffId } from '../../shared-types/ids';
import { BY_REFUND, type RevokeRow } from '../domain/coupon/ledger';
import { BY_LEAVING } from '../domain/member/erase';
import type { AuditRow } from '../domain/staff/audit';
import { type LogEntry, placeOf, type TrailEnd, type TrailRow, trailRow } from '../domain/staff/trail';
import { _, type Collection, type Db, type Filter } from '../platform/db';

/** What of the trail is asked for. */
export interface TrailQuestion {
  kind?: AuditKind | undefined;
  subject?: string | undefined;
  who?: StaffId | undefined;
  end: TrailEnd | null;
  limit: number;
}
type Source = (db: Db, question: TrailQuestion) => Promise<TrailRow[]>;

/**
 * Where lines of each kind stand: what operators set up carries its own log, which one write makes with the change. There
 * is little of it (hundreds), so it is read as it stands. What is done with members and coupons is found by index.
 */
const SOURCES: Record<AuditKind, Source> = {
  offer: logOf('offer', 'offers', { name: '$spec.title', raises: 1, stock: '$spec.stock' }),
  campaign: logOf('campaign', 'campaigns', { name: '$spec.title' }),
  round: logOf('round', 'rounds', { name: '$spec.title', answer: '$settled.answer', voidedAt: '$voided.at' }),
  tagRule: logOf('tagRule', 'tagRules', { name: '$rule.name' }),
  segment: logOf('segment', 'segments', { name: 1 }),
  config: logOf('config', 'config', { name: '$_id' }),
  // Their entries say only what came of a change.
  staff: logOf('staff', 'staff', { name: 1, all: '$log' }),
  store: logOf('store', 'stores', { name: 1, all: '$log' }),
  passBatch: logOf('passBatch', 'passBatches', { name: '$kind' }),
  member: lookedAt,
  coupon: revoked,
};

/** The newest lines of each kind that is asked for, at most `limit` of each: one request a kind, all at once. */
export async function trailOf(db: Db, question: TrailQuestion): Promise<TrailRow[]> {
  const kinds = question.kind ? [question.kind] : (Object.keys(SOURCES) as AuditKind[]);
  return (await Promise.all(kinds.map((kind) => SOURCES[kind](db, question)))).flat();
}

const NEWEST: Array<[string, 'desc']> = [
  ['at', 'desc'],
  ['_id', 'desc'],
];

function logOf(kind: AuditKind, collection: Collection, fields: Record<string, unknown>): Source {
  return async (db, { subject, who, end, limit }) => {
    const by = who ? [{ 'entry.by': who }] : [];
    const after = end ? [beforeEnd(kind, end, 'entry.at', { n: _.lt(Number(end.place[1])) })] : [];
    const rows = await db.aggregate<LogEntry>(collection, [
      ...(subject ? [['match', { _id: subject }] as ['match', object]] : []),
      ['project', { ...fields, entry: '$log' }],
      ['unwind', { path: '$entry', includeArrayIndex: 'n' }],
      ...([...by, ...after].length > 0
        ? [['match', _.and([...by, ...after]) as unknown as object] as ['match', object]]
        : []),
      ['sort', { 'entry.at': -1, _id: -1, n: -1 }],
      ['limit', limit],
    ]);
    return rows.map((row) => trailRow(kind, { ...row, n: Number(row.n) }));
  };
}

/** What comes after the end of a page, in the order of the trail: earlier, or at that instant and later in the order. */
function beforeEnd(kind: AuditKind, end: TrailEnd, at = 'at', within?: Filter): Filter {
  const earlier = { [at]: _.lt(end.at) };
  if (kind > end.kind) return earlier;
  if (kind < end.kind) return { [at]: _.lte(end.at) };
  return _.or([
    earlier,
    { [at]: end.at, _id: _.lt(end.place[0]) },
    ...(within ? [{ [at]: end.at, _id: end.place[0], ...within }] : []),
  ]) as unknown as Filter;
}

const DEEDS = { 'member.view': 'viewed', 'tag.put': 'tagged', 'tag.remove': 'untagged' } as const;

async function lookedAt(db: Db, { subject, who, end, limit }: TrailQuestion): Promise<TrailRow[]> {
  const filter = _.and([
    { at: _.gt(0) },
    ...(subject ? [{ memberId: subject }] : []),
    ...(who ? [{ by: who }] : []),
    ...(end ? [beforeEnd('member', end)] : []),
  ]) as unknown as Filter;
  const rows = await db.find('audit', filter, { order: NEWEST, limit });
  return rows.map(memberRow);
}

function memberRow({ _id, at, by, what, memberId, reason, name }: AuditRow): TrailRow {
  const tag = name ?? null;
  return {
    ...{ at, kind: 'member', of: memberId, place: placeOf(_id), by, did: DEEDS[what], reason },
    ...{ isFirst: false, name: null },
    changes:
      what === 'member.view' || tag === null
        ? []
        : [{ field: 'tag', from: what === 'tag.put' ? null : tag, to: what === 'tag.put' ? tag : null }],
  };
}

/** Whoever leaves gives their coupons up, and a refund takes back what was bought: nobody of the staff did that. */
const NOBODYS = [BY_LEAVING, BY_REFUND];

/** Coupons that operators took back. */
async function revoked(db: Db, { subject, who, end, limit }: TrailQuestion): Promise<TrailRow[]> {
  const filter = _.and([
    { type: 'revoke', by: who ?? _.nin(NOBODYS) },
    ...(subject ? [{ couponId: subject }] : []),
    ...(end ? [beforeEnd('coupon', end)] : []),
  ]) as unknown as Filter;
  const rows = (await db.find('ledger', filter, { order: NEWEST, limit })) as RevokeRow[];
  return rows.map(({ _id, couponId, by, at, reason }) => ({
    ...{ at, kind: 'coupon', of: couponId, place: placeOf(_id), by, did: 'revoked', reason },
    ...{ changes: [], isFirst: false, name: null },
  }));
}
