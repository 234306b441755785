import type { LedgerRow } from '../../domain/ledger';
import { _, type Db } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { acknowledge, dirty, type OutboxEntry } from '../../store/outbox';

const DOCUMENTS = 100;

/** Collections whose outbox holds ledger rows. */
export type LedgerSource = 'coupons' | 'members';
/** Carries out what is no ledger row; answers the ids of the entries that are done. */
export type Others = (entries: OutboxEntry[]) => Promise<string[]>;

/**
 * Writes the ledger rows that aggregates decided: one insert and one acknowledgement for up to 100 documents. What else
 * is in their outboxes is for `others`.
 */
export async function drainLedger(db: Db, source: LedgerSource, others?: Others): Promise<number> {
  const documents: Array<{ _id: string; ob: OutboxEntry[] }> = await db.find(source, dirty(), {
    order: [['ob.at', 'asc']],
    limit: DOCUMENTS,
    fields: ['ob'],
  });
  if (documents.length === 0) return 0;
  const entries = documents.flatMap(({ ob }) => ob);
  const rows = entries.filter(({ to }) => to === 'ledger');
  const rest = entries.filter(({ to }) => to !== 'ledger');
  if (rows.length > 0)
    await addMissing(
      db,
      'ledger',
      rows.map(({ d }) => d as LedgerRow),
    );
  const done = [...rows.map(({ id }) => id), ...(others && rest.length > 0 ? await others(rest) : [])];
  const ids = documents.map(({ _id }) => _id);
  if (done.length > 0) await db.update(source, { _id: _.in(ids) }, acknowledge(done));
  return done.length;
}
