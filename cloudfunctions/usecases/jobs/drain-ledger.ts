import type { LedgerRow } from '../../domain/ledger';
import { _, type Db } from '../../platform/db';
import { addMissing } from '../../store/add-missing';
import { acknowledge, dirty } from '../../store/outbox';

const DOCUMENTS = 100;

/** Collections whose outbox holds ledger rows and nothing else. */
export type LedgerSource = 'coupons' | 'members';

/** Writes the ledger rows that aggregates decided: one insert and one acknowledgement for up to 100 documents. */
export async function drainLedger(db: Db, source: LedgerSource): Promise<number> {
  const documents: Array<{ _id: string; ob: Array<{ id: string; d: LedgerRow }> }> = await db.find(
    source,
    dirty(),
    { order: [['ob.at', 'asc']], limit: DOCUMENTS, fields: ['ob'] },
  );
  if (documents.length === 0) return 0;
  const entries = documents.flatMap(({ ob }) => ob);
  await addMissing(
    db,
    'ledger',
    entries.map(({ d }) => d),
  );
  const ids = documents.map(({ _id }) => _id);
  await db.update(source, { _id: _.in(ids) }, acknowledge(entries.map(({ id }) => id)));
  return entries.length;
}
