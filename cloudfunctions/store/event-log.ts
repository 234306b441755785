import type { DropReason } from '../../shared-types/contract/track';
import type { Instant } from '../../shared-types/ids';
import { type EventRow, marked } from '../domain/events/event';
import { eventOf } from '../domain/events/server';
import { booked, type LedgerRow } from '../domain/ledger';
import { _, type Db, DbError, MAX_ROWS } from '../platform/db';
import { random, sleep } from '../platform/random';
import { addMissing } from './add-missing';

const MAX_TRIES = 6;

export interface Kept {
  accepted: number;
  duplicates: number;
  dropped: Array<{ id: string; reason: DropReason }>;
}

/**
 * Adds events that a phone told of, each once: one insert, and only where that fails a look at which are there. A row of
 * another call with the same content is a duplicate, with another one a conflict; a row of this call was added by a try
 * whose answer was lost. Batches that share events and come at one instant are settled by the ids.
 * @param rows with ids that are all different
 * @throws when it is still unknown after a bounded number of tries; the phone sends the batch again
 */
export async function keepEvents(db: Db, rows: EventRow[]): Promise<Kept> {
  const kept: Kept = { accepted: 0, duplicates: 0, dropped: [] };
  let missing = rows;
  let lost: unknown;
  for (let tries = 0; missing.length > 0; tries++) {
    if (tries === MAX_TRIES) throw lost;
    if (tries > 0) await sleep(random.backoffMs(tries));
    try {
      await db.add('events', marked(missing));
      kept.accepted += missing.length;
      return kept;
    } catch (error) {
      if (!(error instanceof DbError)) throw error;
      lost = error;
    }
    const there = await lookFor(db, missing);
    if (!there) continue;
    missing = missing.filter((row) => {
      const found = there.get(row._id);
      if (!found) return true;
      if (found.by === row.by) kept.accepted += 1;
      else if (found.hash === row.hash) kept.duplicates += 1;
      else kept.dropped.push({ id: row.id, reason: 'id_conflict' });
      return false;
    });
  }
  return kept;
}

/** null: not known. */
async function lookFor(db: Db, rows: EventRow[]): Promise<Map<string, EventRow> | null> {
  try {
    const ids = rows.map(({ _id }) => _id);
    const found = await db.find('events', { _id: _.in(ids) }, { fields: ['hash', 'by'], limit: MAX_ROWS });
    return new Map(found.map((row) => [row._id, row]));
  } catch (error) {
    if (error instanceof DbError) return null;
    throw error;
  }
}

/** What follows from ledger rows that are written: one event each. Before the rows are acknowledged. */
export async function logEvents(db: Db, rows: LedgerRow[], now: Instant): Promise<void> {
  const events = booked(rows, now).flatMap((row) => eventOf(row) ?? []);
  if (events.length > 0) await addMissing(db, 'events', events);
}
