import type { Rows } from '../domain/rows';
import { _, type Db, MAX_ROWS } from '../platform/db';

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

/**
 * What waits in the outboxes of a collection, all of it. Read it before what its consumers write: an entry that is
 * carried out in between is then seen twice, where read the other way round it would not be seen at all.
 */
export async function waitingIn<Name extends 'coupons' | 'passes' | 'groups' | 'members'>(
  db: Db,
  collection: Name,
): Promise<Array<Rows[Name]['ob'][number]>> {
  const all: Array<Rows[Name]['ob'][number]> = [];
  for (let after = ''; ; ) {
    const page = await db.find(
      collection,
      { ...dirty(), ...(after ? { _id: _.gt(after) } : {}) },
      { order: [['_id', 'asc']], limit: MAX_ROWS, fields: ['ob'] },
    );
    for (const { ob } of page) all.push(...ob);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return all;
    after = last._id;
  }
}

/** Ledger rows as entries of an outbox: the row names the entry. */
export const ledgerEntries = <Row extends { _id: string; at: number }>(rows: Row[]) =>
  rows.map((d) => ({ id: d._id, to: 'ledger' as const, at: d.at, d }));
