import type { PassKind } from '../../../shared-types/contract/pass';
import type { BatchId, Instant, ParkDay, StaffId } from '../../../shared-types/ids';
import type { RequestMark } from '../request';

/** Passes issued at once. Codes are never kept: they are made of their numbers again while a repeat may have them. */
export interface PassBatch extends RequestMark {
  _id: BatchId;
  kind: PassKind;
  count: number;
  soldOn: ParkDay;
  at: Instant;
  by: StaffId;
  /** The audit trail: every issue and repeat, and whether codes were shown. */
  log: Array<{ at: Instant; by: StaffId; what: 'issued' | 'repeated'; codes: boolean }>;
}

/** For how long a repeat is answered with the codes. */
const CODES_MS = 10 * 60_000;

/** Whether a repeat may still have the codes; a clock that went back behind the issue does not open them for ever. */
export const showsCodes = ({ at }: Pick<PassBatch, 'at'>, now: Instant): boolean =>
  Math.abs(now - at) <= CODES_MS;
