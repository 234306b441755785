import type { AuditChange, AuditDeed, AuditKind, AuditLine } from '../../../shared-types/contract/audit';
import type { Instant, StaffId } from '../../../shared-types/ids';
import type { Cursor } from '../cursor';

/** Of a log inside a document: its id and the number of the entry; of a row of its own: its id. */
export type Place = [id: string, n: string];

/** A line of the trail before people and things have their names. */
export interface TrailRow {
  at: Instant;
  kind: AuditKind;
  /** Id of what it was done to. */
  of: string;
  /** Where it stands among the lines of its kind at one instant; sorts as texts. */
  place: Place;
  by: StaffId;
  did: AuditDeed;
  reason: string | null;
  changes: AuditChange[];
  isFirst: boolean;
  /** How it is called; null: asked for with the others. */
  name: string | null;
}

/** The order of the trail, newest first; whole, so that pages neither repeat nor leave out. */
export function newestFirst(a: TrailRow, b: TrailRow): number {
  return (
    b.at - a.at ||
    compare(b.kind, a.kind) ||
    compare(b.place[0], a.place[0]) ||
    compare(b.place[1], a.place[1])
  );
}
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

export const idOf = ({ kind, place }: TrailRow): string => [kind, ...place].join(':');

/** Where a page ended. */
export interface TrailEnd {
  at: Instant;
  kind: string;
  place: Place;
}
export function readEnd({ at, id }: Cursor): TrailEnd | null {
  const [kind, row, n, ...rest] = id.split(':');
  return kind && row && n && rest.length === 0 ? { at, kind, place: [row, n] } : null;
}

/** An entry of a log inside the thing it is about, with what it takes to say what changed. */
export interface LogEntry {
  _id: string;
  n: number;
  name: string | null;
  entry: {
    at: Instant;
    by: StaffId;
    what?: string;
    from?: unknown;
    to?: unknown;
    reason?: string | null;
  };
  /** Where an entry says only what came of it: the whole log. */
  all?: Array<{ to?: unknown }> | null;
  /** Of an offer: what its raises added, and to what. */
  raises?: Array<{ by: number; at: Instant }> | null;
  stock?: number | null;
  /** Of a round: its answer, and when it was given up, once it has either. */
  answer?: string | null;
  voidedAt?: Instant | null;
}

/** Why somebody read the weather as they did is held back, as it is on the round's page, until it is known. */
const isHeldBack = (kind: AuditKind, { entry, answer, voidedAt }: LogEntry): boolean =>
  kind === 'round' && entry.what === 'observed' && answer == null && voidedAt == null;

const numbered = (n: number): string => String(n).padStart(6, '0');
/** Of rows that are lines themselves. */
export const placeOf = (id: string): Place => [id, numbered(0)];

export function trailRow(kind: AuditKind, row: LogEntry): TrailRow {
  const { _id, n, name, entry, all } = row;
  const from = all ? all[n - 1]?.to : entry.from;
  return {
    at: entry.at,
    kind,
    of: _id,
    place: [_id, numbered(n)],
    by: entry.by,
    did: (entry.what ?? 'saved') as AuditDeed,
    reason: isHeldBack(kind, row) ? null : (entry.reason ?? null),
    changes:
      entry.what === 'raised'
        ? raised(row)
        : changesBetween(from, entry.to, kind === 'store' ? 'name' : 'version'),
    isFirst: n === 0,
    name,
  };
}

/** The nth raise of the log is the nth of `raises`; where two were made at one instant, their sum is said of each. */
function raised({ entry, raises, stock }: LogEntry): AuditChange[] {
  if (!raises || stock == null) return [];
  const before = raises.filter(({ at }) => at < entry.at).reduce((sum, { by }) => sum + by, stock);
  const added = raises.filter(({ at }) => at === entry.at).reduce((sum, { by }) => sum + by, 0);
  return [{ field: 'stock', from: before, to: before + added }];
}

/** What nobody reads as a change: what a thing is known by. */
const NAMES = new Set(['openid']);

/** Fields in which two states differ; a plain value, which has no fields, is called `plain`. Of a first state none. */
export function changesBetween(from: unknown, to: unknown, plain = 'value'): AuditChange[] {
  if (from === undefined || from === null || to === undefined) return [];
  if (!isFields(from) || !isFields(to)) return isSame(from, to) ? [] : [{ field: plain, from, to }];
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])].sort();
  return fields
    .filter((field) => !NAMES.has(field) && !isSame(from[field], to[field]))
    .map((field) => ({ field, from: from[field] ?? null, to: to[field] ?? null }));
}

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

export const auditLine = (row: TrailRow, staffName: string, subjectName: string): AuditLine => {
  const { at, kind, of: id, by, did, reason, changes, isFirst } = row;
  return {
    id: idOf(row),
    at,
    by: { staffId: by, name: staffName },
    kind,
    subject: { id, name: row.name ?? subjectName },
    did,
    isFirst,
    reason,
    changes,
  };
};
