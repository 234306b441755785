import type { Doc } from '../types.ts';
import type { CollectionInfo } from './catalog.ts';
import { type Change, changeOf, noteShape } from './change.ts';
import { encodeDoc } from './codec.ts';
import type { Shared } from './shared.ts';
import { docKey, type Entry, entryKey } from './store.ts';
import { duplicate, duplicateId, ownerOf } from './unique.ts';
import { withId } from './write.ts';
import type { Batch } from './writer.ts';

/** Large enough that a leaf of the tree takes many of a batch's entries, small enough for memory. */
const DOCS_PER_BATCH = 20_000;

/**
 * Adds many documents, a batch at a time. Checks ids and unique indexes (DUPLICATE_KEY; the batches before stay)
 * but no locks: nothing else may write the collection meanwhile.
 */
export async function bulkLoad(shared: Shared, name: string, docs: Iterable<Doc>): Promise<number> {
  let total = 0;
  let some: Doc[] = [];
  const load = async () => {
    const rows = some;
    some = [];
    await shared.writer.submit((batch) => loadSome(shared, batch, name, rows));
    total += rows.length;
  };
  for (const doc of docs) {
    some.push(withId(doc, shared.newId));
    if (some.length >= DOCS_PER_BATCH) await load();
  }
  await load();
  return total;
}

/** Everything is checked before anything is written, and written in the order of the keys, which is much faster. */
function loadSome(shared: Shared, batch: Batch, name: string, docs: Doc[]): void {
  const collection = shared.catalog.collection(batch, name);
  const changes = docs.map((doc) => changeOf(collection, undefined, doc));
  checkIds(batch, collection, changes);
  checkUnique(batch, collection, changes);
  putSorted(
    batch,
    changes.map(({ id, next }) => ({
      key: docKey(collection.space, id),
      value: encodeDoc(next!, batch.version),
    })),
  );
  for (let i = 0; i < (changes[0]?.indexes.length ?? 0); i++) {
    const entries: Entry[] = [];
    for (const { id, indexes } of changes) {
      const { index, added } = indexes[i]!;
      for (const key of added) entries.push({ key: entryKey(index.space, key.bytes, id), value: id });
      noteShape(batch, shared.catalog, indexes[i]!);
    }
    putSorted(batch, entries);
  }
}

function putSorted(batch: Batch, entries: Entry[]): void {
  entries.sort((a, b) => Buffer.compare(a.key, b.key));
  for (const { key, value } of entries) batch.put(key, value);
}

function checkIds(batch: Batch, collection: CollectionInfo, changes: Change[]): void {
  const taken = new Set<string>();
  for (const { id, next } of changes) {
    const text = id.toString('latin1');
    if (taken.has(text) || batch.get(docKey(collection.space, id)))
      throw duplicateId(collection.name, next?._id);
    taken.add(text);
  }
}

function checkUnique(batch: Batch, collection: CollectionInfo, changes: Change[]): void {
  const taken = new Set<string>();
  for (const { indexes } of changes)
    for (const { index, added } of indexes) {
      if (!index.unique) continue;
      for (const key of added) {
        const text = `${index.space}!${key.bytes.toString('latin1')}`;
        if (taken.has(text) || ownerOf(batch, collection, index, key, () => false))
          throw duplicate(collection.name, index, key.values);
        taken.add(text);
      }
    }
}
