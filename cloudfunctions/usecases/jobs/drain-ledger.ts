import { booked, type LedgerRow } from '../../domain/ledger';
import { _, type Db } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { logEvents } from '../../store/event-log';
import { acknowledge, dirty, type OutboxEntry } from '../../store/outbox';
import { refreshStandings } from '../../store/standings';

const DOCUMENTS = 100;

/** Collections whose outbox holds ledger rows. */
export type LedgerSource = 'coupons' | 'members' | 'passes';
/** Carries out what is no ledger row; answers the ids of the entries that are done. */
export type Others = (entries: OutboxEntry[]) => Promise<string[]>;

/**
 * Writes the ledger rows that aggregates decided: one insert and one acknowledgement for up to 100 documents, and in
 * between the tiers of the members whom they are about. What else is in the outboxes is for `others`.
 */
export async function drainLedger(
  db: Db,
  source: LedgerSource,
  now: number,
  others?: Others,
): Promise<number> {
  const documents: Array<{ _id: string; ob: OutboxEntry[] }> = await db.find(source, dirty(), {
    order: [['ob.at', 'asc']],
    limit: DOCUMENTS,
    fields: ['ob'],
  });
  if (documents.length === 0) return 0;
  const entries = documents.flatMap(({ ob }) => ob);
  const written = entries.filter(({ to }) => to === 'ledger');
  const rest = entries.filter(({ to }) => to !== 'ledger');
  if (written.length > 0) {
    const rows = written.map(({ d }) => d as LedgerRow);
    await addMissing(db, 'ledger', booked(rows, now));
    // Before the acknowledgement: what a crash leaves out is carried out by the next tick.
    await refreshStandings(db, now, rows);
    await logEvents(db, rows, now);
  }
  const done = [...written.map(({ id }) => id), ...(others && rest.length > 0 ? await others(rest) : [])];
  const ids = documents.map(({ _id }) => _id);
  if (done.length > 0) await db.update(source, { _id: _.in(ids) }, acknowledge(done));
  return done.length;
}
