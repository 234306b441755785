import * as v from 'valibot';
import { count } from './fields';
import { query } from './operation';

/** Why an event was not taken; the others of its batch are. */
export type DropReason =
  /** No event of this name is in the catalogue. */
  | 'unknown_name'
  /** Only the cloud may say so. */
  | 'server_only'
  /** Its form, or what its name must carry, is not right. */
  | 'bad_payload'
  /** The same id came before with another content. */
  | 'id_conflict';

export interface IngestView {
  accepted: number;
  duplicates: number;
  /** `id` is empty where the event has none. */
  dropped: Array<{ id: string; reason: DropReason }>;
}

/** So many events a batch. */
export const MAX_EVENTS = 50;

export const trackOps = {
  /**
   * Needs no requestId: every event has an id of its own, and a batch sent again is judged event by event. `sentAt` is
   * the phone's clock at the sending, by which its times are corrected. One event that is wrong never fails its batch,
   * so `events` is taken as it comes.
   */
  'events.ingest': query<IngestView>()(
    v.strictObject({
      batchId: v.pipe(v.string(), v.minLength(1), v.maxLength(64)),
      sentAt: count(0, 100_000_000_000_000),
      events: v.pipe(v.array(v.unknown()), v.maxLength(MAX_EVENTS)),
    }),
  ),
};
