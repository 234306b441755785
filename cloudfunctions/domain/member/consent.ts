import type { Instant, MemberId } from '../../../shared-types/ids';

/** What a member may agree to beyond membership itself; each is off until switched on. */
export interface Scopes {
  /** Tags and recommendations from what I do. */
  profiling: boolean;
  /** Messages about offers. */
  marketing: boolean;
  /** Being shown on check-in boards of groups I came from. */
  groupBoard: boolean;
}
export const NO_SCOPES: Scopes = { profiling: false, marketing: false, groupBoard: false };

/** What a member agreed to, or no longer: the record of every change. `version` null: everything was withdrawn. */
export interface ConsentRow {
  _id: string;
  type: 'consent';
  memberId: MemberId;
  version: string | null;
  scopes: Scopes;
  at: Instant;
  /** It was agreed to by joining. */
  joined?: true;
  /** Of a joining: who invited. */
  inviter?: string | null;
}

/** The record of one change; the request that made it names it. */
export const consentRow = (
  memberId: MemberId,
  requestId: string,
  consent: { version: string | null; scopes: Scopes; at: Instant },
): ConsentRow => ({ _id: `cns_${memberId.slice(4)}_${requestId}`, type: 'consent', memberId, ...consent });
