import type { Instant, MemberId, StaffId } from '../../../shared-types/ids';

/** Somebody of the staff looked at a member, and said why. Kept for good. */
export interface AuditRow {
  _id: string;
  at: Instant;
  by: StaffId;
  what: 'member.view';
  memberId: MemberId;
  reason: string;
}
