import * as v from 'valibot';
import type { Instant, StaffId } from '../ids';
import { cursor, staffId } from './fields';
import { query } from './operation';

/** What can be changed by staff, or looked at with a reason. */
export const AUDIT_KINDS = [
  'offer',
  'campaign',
  'round',
  'tagRule',
  'segment',
  'config',
  'staff',
  'store',
  'passBatch',
  'member',
  'coupon',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

export type AuditDeed =
  | 'saved'
  | 'published'
  | 'stopped'
  | 'raised'
  | 'extended'
  | 'observed'
  | 'voided'
  | 'enabled'
  | 'disabled'
  | 'issued'
  | 'repeated'
  | 'viewed'
  | 'tagged'
  | 'untagged'
  | 'revoked';

/** A field as it was and as it is; null: there was, or is, none. */
export interface AuditChange {
  field: string;
  from: unknown;
  to: unknown;
}

/** Who did what to what, when and why. */
export interface AuditLine {
  id: string;
  at: Instant;
  by: { staffId: StaffId; name: string };
  kind: AuditKind;
  /** `name`: as it is called today; of a member masked, of a coupon its offer's title. */
  subject: { id: string; name: string };
  did: AuditDeed;
  /** The first line of what it was done to. */
  isFirst: boolean;
  reason: string | null;
  /** Of what was saved or raised; of a first save none. */
  changes: AuditChange[];
}

export const auditOps = {
  /** Newest first: all of it, or what was done to one kind or one thing, or what one person did. */
  'audit.list': query<{ items: AuditLine[]; cursor?: string }>()(
    v.strictObject({
      kind: v.optional(v.picklist(AUDIT_KINDS)),
      /** Id of the one thing; wants its `kind`. */
      subject: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/))),
      who: v.optional(staffId),
      cursor: v.optional(cursor),
    }),
  ),
};
