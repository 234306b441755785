import { type CollectionDecl, EngineError, type IndexDecl } from '../types.ts';
import type { CollectionInfo, IndexInfo } from './catalog.ts';
import { applyIndex, indexChange } from './change.ts';
import { decodeDoc } from './codec.ts';
import type { Shared } from './shared.ts';
import { spaceKey } from './store.ts';
import { duplicate, ownerOf } from './unique.ts';
import type { Batch } from './writer.ts';

const DOCS_PER_BATCH = 1000;

/** Creates what is missing. An index of the same name with other keys is built anew. */
export async function declareAll(shared: Shared, decls: CollectionDecl[]): Promise<void> {
  for (const decl of decls) {
    await shared.writer.submit((batch) => {
      if (!shared.catalog.find(batch, decl.name)) shared.catalog.addCollection(batch, decl.name);
    });
    for (const index of decl.indexes) await declareIndex(shared, decl.name, index);
  }
}

async function declareIndex(shared: Shared, name: string, decl: IndexDecl): Promise<void> {
  const build = await shared.writer.submit((batch) => {
    const { catalog } = shared;
    const existing = catalog.collection(batch, name).indexes.find((index) => index.name === decl.name);
    if (existing?.ready && same(existing, decl)) return undefined;
    // Also one whose building was cut short: its entries stay behind in a space that is never used again.
    if (existing) catalog.dropIndex(batch, name, existing.name);
    const added = catalog.addIndex(batch, name, decl);
    // A 2dsphere index has no entries.
    return added.geo ? undefined : added.space;
  });
  if (build === undefined) return;
  try {
    await fill(shared, name, build);
  } catch (error) {
    await shared.writer.submit((batch) => shared.catalog.dropIndex(batch, name, decl.name));
    throw error;
  }
}

function same(index: IndexInfo, decl: IndexDecl): boolean {
  const keys = Object.entries(decl.keys);
  return (
    index.unique === (decl.unique ?? false) &&
    index.geo === keys.some(([, way]) => way === '2dsphere') &&
    index.parts.length === keys.length &&
    index.parts.every(
      (part, i) => part.field === keys[i]![0] && (part.sphere ? '2dsphere' : part.direction) === keys[i]![1],
    )
  );
}

/**
 * Adds the documents there are, some at a time. Writes in between keep the new index up themselves; adding an entry
 * twice does no harm. Reads use it only when it is whole.
 */
async function fill(shared: Shared, name: string, space: number): Promise<void> {
  let cursor: Buffer | undefined;
  do {
    cursor = await shared.writer.submit((batch) => {
      const collection = shared.catalog.collection(batch, name);
      const index = collection.indexes.find((i) => i.space === space);
      if (!index) throw new EngineError('BAD_VALUE', 'the index was dropped while it was built');
      const next = fillSome(shared, batch, collection, index, cursor ?? spaceKey(collection.space));
      if (!next) shared.catalog.markReady(batch, index);
      return next;
    });
  } while (cursor);
}

/** Where to go on, or undefined at the end. */
function fillSome(
  shared: Shared,
  batch: Batch,
  collection: CollectionInfo,
  index: IndexInfo,
  from: Buffer,
): Buffer | undefined {
  const records = [];
  for (const entry of batch.range(from, spaceKey(collection.space + 1))) {
    records.push(entry);
    if (records.length > DOCS_PER_BATCH) break;
  }
  const next = records.length > DOCS_PER_BATCH ? records.pop()!.key : undefined;
  for (const { key, value } of records) {
    const id = Buffer.from(key.subarray(4));
    const change = indexChange(index, undefined, decodeDoc(value));
    for (const added of index.unique ? change.added : [])
      if (ownerOf(batch, collection, index, added, (other) => other.equals(id)))
        throw duplicate(collection.name, index, added.values);
    applyIndex(batch, shared.catalog, change, id);
  }
  return next && Buffer.from(next);
}
