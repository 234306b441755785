import * as v from 'valibot';
import type { BatchId, Instant, ParkDay } from '../ids';
import { count, cursor, parkDay } from './fields';
import { command, query } from './operation';
import type { PassKind } from './pass';

/** Passes issued at once; `activationCode` only for ten minutes: the codes are never kept. */
export interface IssuedBatch {
  batchId: BatchId;
  passes: Array<{ passNo: string; activationCode?: string }>;
}
export interface BatchView {
  batchId: BatchId;
  kind: PassKind;
  count: number;
  soldOn: ParkDay;
  at: Instant;
  /** Name of the operator. */
  by: string;
  /** Opened, or spent on a renewal. */
  opened: number;
  /** How often its codes were shown. */
  shown: number;
}

/** Passes as operators make them; part of the cloud function `admin`. */
export const passBatchOps = {
  'pass.issueBatch': command<IssuedBatch>()(
    v.strictObject({
      kind: v.picklist(['single', 'double', 'family']),
      count: count(1, 5000),
      soldOn: parkDay,
    }),
  ),
  'pass.batches': query<{ items: BatchView[]; cursor?: string }>()(
    v.strictObject({ cursor: v.optional(cursor) }),
  ),
};
