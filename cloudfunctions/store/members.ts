import type { MemberId } from '../../shared-types/ids';
import type { MemberDoc } from '../domain/member/member';
import { _, type Change, type Db } from '../platform/db';

/** A member; null for a guest, and for who has left: what stays of them is nobody to any rule but joining. */
export async function memberOf(db: Db, id: MemberId): Promise<MemberDoc | null> {
  const member = await db.get('members', id);
  return member && member.erasedAt === null ? member : null;
}

/**
 * Writes a member as a whole, if nobody has since `rev`. Follow-ups that were acknowledged meanwhile come back with it;
 * they are carried out once more, which changes nothing.
 */
export function writeWhole(db: Db, { _id, rev, ...fields }: MemberDoc): Promise<number> {
  const change: Change = { rev: _.inc(1) };
  for (const [name, value] of Object.entries(fields))
    change[name] = value !== null && typeof value === 'object' ? _.set(value) : value;
  return db.update('members', { _id, rev }, change);
}
