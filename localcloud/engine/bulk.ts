import type { Doc } from '../types.ts';
import { apply, changeOf } from './change.ts';
import type { Shared } from './shared.ts';
import { docKey } from './store.ts';
import { duplicate, duplicateId, ownerOf } from './unique.ts';
import { withId } from './write.ts';
import type { Batch } from './writer.ts';

const DOCS_PER_BATCH = 4000;

/**
 * Adds many documents, a batch at a time, so that the event loop gets its turns and memory stays small. Checks ids
 * and unique indexes (DUPLICATE_KEY) but no locks: nothing else may write the collection meanwhile.
 */
export async function bulkLoad(shared: Shared, name: string, docs: Iterable<Doc>): Promise<number> {
  let total = 0;
  let some: Doc[] = [];
  for (const doc of docs) {
    some.push(withId(doc, shared.newId));
    if (some.length < DOCS_PER_BATCH) continue;
    const rows = some;
    some = [];
    await shared.writer.submit((batch) => loadSome(shared, batch, name, rows));
    total += rows.length;
  }
  await shared.writer.submit((batch) => loadSome(shared, batch, name, some));
  return total + some.length;
}

function loadSome(shared: Shared, batch: Batch, name: string, docs: Doc[]): void {
  const collection = shared.catalog.collection(batch, name);
  for (const doc of docs) {
    const change = changeOf(collection, undefined, doc);
    if (batch.get(docKey(collection.space, change.id))) throw duplicateId(name, doc._id);
    for (const { index, added } of change.indexes)
      for (const key of index.unique ? added : [])
        if (ownerOf(batch, collection, index, key, (id) => id.equals(change.id)))
          throw duplicate(name, index, key.values);
    apply(batch, shared.catalog, change);
  }
}
