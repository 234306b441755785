import type { Instant, MemberId, StaffId } from '../../../shared-types/ids';

/**
 * What somebody of the staff did with a member, and why: looked, or put or took a tag. Written down before it is done.
 * Kept for good; of who has left the words are taken out.
 */
export interface AuditRow {
  _id: string;
  at: Instant;
  by: StaffId;
  what: 'member.view' | 'tag.put' | 'tag.remove';
  memberId: MemberId;
  reason: string | null;
  /** Of a tag. */
  name?: string | null;
}
