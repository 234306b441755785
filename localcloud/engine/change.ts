import { positionOutOfBounds, someAt } from '../language/index.ts';
import { type Doc, EngineError } from '../types.ts';
import type { Catalog, CollectionInfo, IndexInfo } from './catalog.ts';
import { encodeDoc } from './codec.ts';
import { type IndexKey, keysOf } from './index-keys.ts';
import { encodeValue } from './keys.ts';
import { docKey, entryKey, MAX_INDEX_KEY, stored } from './store.ts';
import type { Batch } from './writer.ts';

/** One index's share in a change. */
export interface IndexChange {
  index: IndexInfo;
  /** As stored: a cut key stays as long as any key of the document still begins with it. */
  removed: Buffer[];
  added: IndexKey[];
  multikey: boolean[];
}

/** What becomes of one document; `old` undefined = it is new, `next` undefined = it goes. */
export interface Change {
  collection: CollectionInfo;
  id: Buffer;
  old: Doc | undefined;
  next: Doc | undefined;
  indexes: IndexChange[];
}

/** Works out a change without making it. Throws BAD_VALUE for what cannot be indexed. */
export function changeOf(collection: CollectionInfo, old: Doc | undefined, next: Doc | undefined): Change {
  const id = encodeValue((old ?? next)!._id);
  docKey(collection.space, id);
  if (next) checkPositions(collection, next);
  const indexes = collection.indexes
    .filter((index) => !index.geo)
    .map((index) => indexChange(index, old, next));
  return { collection, id, old, next, indexes };
}

/** What a 2dsphere index covers must be on the earth; it is the writer who is told. */
function checkPositions({ indexes }: CollectionInfo, doc: Doc): void {
  for (const { field, path, sphere } of indexes.flatMap((index) => index.parts)) {
    if (!sphere) continue;
    someAt(doc, path, 0, (value) => {
      const at = positionOutOfBounds(value);
      if (at) {
        const reason = `longitude/latitude is out of bounds, lng: ${at[0]} lat: ${at[1]}`;
        throw new EngineError('BAD_VALUE', `Can't extract geo keys of '${field}': ${reason}`);
      }
      return false;
    });
  }
}

export function indexChange(index: IndexInfo, old: Doc | undefined, next: Doc | undefined): IndexChange {
  const before = old ? keysOf(old, index.parts).keys : [];
  const fresh = next ? keysOf(next, index.parts) : { keys: [], multikey: [] };
  const has = (keys: IndexKey[], bytes: Buffer) => keys.some((key) => key.bytes.equals(bytes));
  const kept = fresh.keys.map((key) => stored(key.bytes));
  return {
    index,
    removed: before.map((key) => stored(key.bytes)).filter((key) => !kept.some((other) => other.equals(key))),
    added: fresh.keys.filter((key) => !has(before, key.bytes)),
    multikey: fresh.multikey,
  };
}

/** Makes the change: record, index entries, and what the catalog must remember of them. Checks nothing. */
export function apply(batch: Batch, catalog: Catalog, change: Change): void {
  const { collection, id, next, indexes } = change;
  const key = docKey(collection.space, id);
  if (next) batch.put(key, encodeDoc(next, batch.version));
  else batch.remove(key);
  for (const part of indexes) applyIndex(batch, catalog, part, id);
}

export function applyIndex(batch: Batch, catalog: Catalog, change: IndexChange, id: Buffer): void {
  const { index, removed, added } = change;
  for (const key of removed) batch.remove(entryKey(index.space, key, id));
  for (const key of added) batch.put(entryKey(index.space, key.bytes, id), id);
  noteShape(batch, catalog, change);
}

/** The planner must know about arrays and cut keys before it sees the first of them. */
export function noteShape(batch: Batch, catalog: Catalog, { index, added, multikey }: IndexChange): void {
  const grows = multikey.some((yes, i) => yes && !index.multikey[i]);
  const cuts = !index.lossy && added.some((key) => key.bytes.length > MAX_INDEX_KEY);
  if (grows || cuts) catalog.noteShape(batch, index, { multikey, lossy: cuts });
}
