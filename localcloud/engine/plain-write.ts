import { type Doc, EngineError } from '../types.ts';
import type { Catalog, CollectionInfo } from './catalog.ts';
import { apply, type Change, changeOf } from './change.ts';
import { Blocked, docLock, type Locks, uniqueLock } from './locks.ts';
import { docKey, readDoc, stored } from './store.ts';
import { duplicate, duplicateId, ownerOf } from './unique.ts';
import type { Batch } from './writer.ts';

/** Writes of single documents outside transactions. Each either happens wholly, or says who is in its way, or throws. */
export class PlainWrites {
  constructor(
    private readonly catalog: Catalog,
    private readonly locks: Locks,
  ) {}

  /** Throws DUPLICATE_KEY. */
  insert(batch: Batch, collection: CollectionInfo, doc: Doc): Blocked | undefined {
    const change = changeOf(collection, undefined, doc);
    const blocked = this.blockedOn(collection, change.id.toString('latin1'));
    if (blocked) return blocked;
    if (readDoc(batch, docKey(collection.space, change.id))) throw duplicateId(collection.name, doc._id);
    return this.make(batch, change);
  }

  /** Changes or (with `next` undefined) removes a document that the batch has just read. Throws DUPLICATE_KEY. */
  replace(batch: Batch, collection: CollectionInfo, old: Doc, next: Doc | undefined): Blocked | undefined {
    if (next && next._id !== old._id) throw new EngineError('BAD_VALUE', 'the field _id cannot be changed');
    const change = changeOf(collection, old, next);
    return this.blockedOn(collection, change.id.toString('latin1')) ?? this.make(batch, change);
  }

  /** The transaction that has written the document (by its encoded _id) and is still alive. */
  blockedOn(collection: CollectionInfo, id: string): Blocked | undefined {
    return this.locked(docLock(collection.space, id));
  }

  /** Everything is checked before anything is written. */
  private make(batch: Batch, change: Change): Blocked | undefined {
    const { collection, id } = change;
    for (const { index, added } of change.indexes) {
      if (!index.unique) continue;
      for (const key of added) {
        const blocked = this.locked(uniqueLock(index.space, stored(key.bytes)));
        if (blocked) return blocked;
        if (ownerOf(batch, collection, index, key, (other) => other.equals(id)))
          throw duplicate(collection.name, index, key.values);
      }
    }
    apply(batch, this.catalog, change);
    return undefined;
  }

  private locked(name: string): Blocked | undefined {
    const holder = this.locks.heldByOther(name);
    return holder && new Blocked(holder);
  }
}
