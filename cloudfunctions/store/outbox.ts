import { _ } from '../platform/db';

/**
 * A follow-up that an aggregate's own commit wrote down and that `jobs` carries out later.
 * Consumers are idempotent: the row it becomes has an id derived from `id`.
 */
export interface OutboxEntry<To extends string = string, Data = unknown> {
  /** Unique in its collection: outboxes of many aggregates are acknowledged by one update. */
  id: string;
  to: To;
  /** When it was decided, epoch ms. */
  at: number;
  d: Data;
}

/** Filter of rows with something in their outbox, by the index on `ob.at`. */
export const dirty = () => ({ 'ob.at': _.gt(0) });

/** The outbox is only pushed to, and pulled from by id; an acknowledgement does not bump `rev`. */
export const acknowledge = (ids: string[]) => ({ ob: _.pull({ id: _.in(ids) }) });
