import { Catalog } from '../../localcloud/engine/catalog.ts';
import { allDocs } from '../../localcloud/engine/find.ts';
import { keysOf } from '../../localcloud/engine/index-keys.ts';
import { encodeValue } from '../../localcloud/engine/keys.ts';
import { entryKey, openDb, spaceKey, withSnapshot } from '../../localcloud/engine/store.ts';
import type { Doc } from '../../localcloud/types.ts';

export interface StoredState {
  docs: Map<string, Doc[]>;
  /** Index entries that are there and should not be, or should be there and are not. */
  strayEntries: number;
}

/** Reads a closed data directory and compares every index with one built anew from the documents. */
export async function storedState(dir: string): Promise<StoredState> {
  const db = openDb(dir);
  const catalog = new Catalog();
  const state = withSnapshot(db, (reader) => {
    const docs = new Map<string, Doc[]>();
    let strayEntries = 0;
    for (const name of catalog.names(reader)) {
      const collection = catalog.collection(reader, name);
      const all = [...allDocs(reader, collection)];
      docs.set(name, all);
      for (const index of collection.indexes) {
        const expected = new Set<string>();
        for (const doc of all)
          for (const { bytes } of keysOf(doc, index.parts).keys)
            expected.add(entryKey(index.space, bytes, encodeValue(doc._id)).toString('hex'));
        for (const { key } of reader.range(spaceKey(index.space), spaceKey(index.space + 1)))
          if (!expected.delete(key.toString('hex'))) strayEntries++;
        strayEntries += expected.size;
      }
    }
    return { docs, strayEntries };
  });
  await db.close();
  return state;
}
