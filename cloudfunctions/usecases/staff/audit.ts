import type { AuditKind, AuditLine } from '../../../shared-types/contract/audit';
import type { StaffId } from '../../../shared-types/ids';
import { readCursor, writeCursor } from '../../domain/cursor';
import { maskedName } from '../../domain/member/member';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { auditLine, idOf, newestFirst, readEnd, type TrailRow } from '../../domain/staff/trail';
import { _, type Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { namesOf } from '../../store/staff';
import { trailOf } from '../../store/trail';

const PAGE = 20;

interface Input {
  kind?: AuditKind | undefined;
  subject?: string | undefined;
  who?: StaffId | undefined;
  cursor?: string | undefined;
}

/** Who changed what, when, and from what to what; who looked at whom, and why. For operators. */
export async function auditTrail(
  { kind, subject, who, cursor }: Input,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: AuditLine[]; cursor?: string }>> {
  const before = readCursor(cursor);
  const end = before && before !== 'invalid' ? readEnd(before) : null;
  if (before === 'invalid' || (before && !end)) return refuse('invalid_input', { fields: ['cursor'] });
  // An id alone does not say where its log stands.
  if (subject && !kind) return refuse('invalid_input', { fields: ['kind'] });
  const [staff, rows] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    trailOf(db, { kind, subject, who, end, limit: PAGE + 1 }),
  ]);
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  const sorted = rows.sort(newestFirst);
  const page = sorted.slice(0, PAGE);
  const [nameOf, titleOf] = await Promise.all([
    namesOf(
      db,
      page.map(({ by }) => by),
    ),
    titlesOf(db, page),
  ]);
  const last = sorted.length > PAGE ? page.at(-1) : undefined;
  return done({
    items: page.map((row) => auditLine(row, nameOf(row.by), titleOf(row))),
    ...(last ? { cursor: writeCursor(last.at, idOf(last)) } : {}),
  });
}

/** What members and coupons are called; all else brings its name. No request for none of a kind. */
async function titlesOf(db: Db, page: TrailRow[]): Promise<(row: TrailRow) => string> {
  const idsOf = (kind: AuditKind) => [
    ...new Set(page.filter((row) => row.kind === kind).map(({ of }) => of)),
  ];
  const [members, coupons] = [idsOf('member'), idsOf('coupon')];
  const [people, tickets] = await Promise.all([
    members.length === 0 ? [] : db.find('members', { _id: _.in(members) }, { fields: ['nickname'] }),
    coupons.length === 0 ? [] : db.find('coupons', { _id: _.in(coupons) }, { fields: ['terms.title'] }),
  ]);
  const names = new Map<string, string>([
    ...people.map(({ _id, nickname }) => [_id, maskedName(nickname)] as const),
    ...tickets.map(({ _id, terms }) => [_id, terms.title] as const),
  ]);
  return ({ of }) => names.get(of) ?? '';
}
