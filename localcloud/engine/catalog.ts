import type { IndexDecl } from '../types.ts';
import { EngineError } from '../types.ts';
import type { Part } from './index-keys.ts';
import { META, numberBytes, type Reader, readNumber } from './store.ts';
import type { Batch } from './writer.ts';

export interface IndexInfo {
  name: string;
  space: number;
  parts: Part[];
  unique: boolean;
  /** False while it is being built: writes keep it up, reads do not use it yet. */
  ready: boolean;
  /** Which parts have ever gone through an array. */
  multikey: boolean[];
  /** Some key was too long and was cut: no order, no exact counts from this index. */
  lossy: boolean;
  /** A 2dsphere index is remembered, and answered by a scan. */
  geo: boolean;
}
export interface CollectionInfo {
  name: string;
  space: number;
  indexes: IndexInfo[];
}
interface CatalogData {
  nextSpace: number;
  collections: CollectionInfo[];
}

/**
 * Which collections and indexes there are. It lives in the store, so every reader sees the catalog of its own
 * instant; what is kept here is only the last one decoded, by its version.
 */
export class Catalog {
  private version = -1;
  private known = new Map<string, CollectionInfo>();
  private data: CatalogData = { nextSpace: 1, collections: [] };

  names(reader: Reader): string[] {
    return [...this.at(reader).keys()];
  }

  find(reader: Reader, name: string): CollectionInfo | undefined {
    return this.at(reader).get(name);
  }

  /** Throws COLLECTION_NOT_EXIST. */
  collection(reader: Reader, name: string): CollectionInfo {
    const found = this.find(reader, name);
    if (!found) throw new EngineError('COLLECTION_NOT_EXIST', `collection not exists: ${name}`);
    return found;
  }

  addCollection(batch: Batch, name: string): CollectionInfo {
    if (this.find(batch, name))
      throw new EngineError('COLLECTION_EXISTS', `collection already exists: ${name}`);
    return this.change(batch, (data) => {
      const added: CollectionInfo = { name, space: data.nextSpace++, indexes: [] };
      data.collections.push(added);
      return added;
    });
  }

  addIndex(batch: Batch, collection: string, decl: IndexDecl): IndexInfo {
    const geo = Object.values(decl.keys).includes('2dsphere');
    const parts = Object.entries(decl.keys).map(([field, direction]) => ({
      field,
      path: field.split('.'),
      direction: direction === -1 ? (-1 as const) : (1 as const),
      ...(direction === '2dsphere' ? { sphere: true as const } : {}),
    }));
    return this.change(batch, (data) => {
      const info: IndexInfo = {
        name: decl.name,
        space: data.nextSpace++,
        parts,
        unique: decl.unique ?? false,
        ready: geo,
        multikey: parts.map(() => false),
        lossy: false,
        geo,
      };
      data.collections.find((c) => c.name === collection)?.indexes.push(info);
      return info;
    });
  }

  dropIndex(batch: Batch, collection: string, index: string): void {
    this.change(batch, (data) => {
      const owner = data.collections.find((c) => c.name === collection);
      if (owner) owner.indexes = owner.indexes.filter((i) => i.name !== index);
    });
  }

  markReady(batch: Batch, index: IndexInfo): void {
    this.editIndex(batch, index, (entry) => {
      entry.ready = true;
    });
  }

  /** Adds to what is known of an index's keys; also in `index` itself, which the caller may go on using. */
  noteShape(batch: Batch, index: IndexInfo, shape: { multikey: boolean[]; lossy: boolean }): void {
    const merge = (entry: IndexInfo) => {
      entry.multikey = entry.multikey.map((yes, i) => yes || shape.multikey[i] === true);
      entry.lossy ||= shape.lossy;
    };
    this.editIndex(batch, index, merge);
    merge(index);
  }

  private editIndex(batch: Batch, index: IndexInfo, edit: (entry: IndexInfo) => void): void {
    this.change(batch, (data) => {
      const entry = data.collections.flatMap((c) => c.indexes).find((i) => i.space === index.space);
      if (entry) edit(entry);
    });
  }

  private change<T>(batch: Batch, edit: (data: CatalogData) => T): T {
    this.at(batch);
    const data = structuredClone(this.data);
    const result = edit(data);
    batch.put(META.catalog, Buffer.from(JSON.stringify(data)));
    batch.put(META.catalogVersion, numberBytes(batch.stamp()));
    return result;
  }

  private at(reader: Reader): Map<string, CollectionInfo> {
    const version = readNumber(reader, META.catalogVersion);
    if (version === this.version) return this.known;
    const bytes = reader.get(META.catalog);
    const data: CatalogData = bytes ? JSON.parse(bytes.toString()) : { nextSpace: 1, collections: [] };
    this.version = version;
    this.data = data;
    this.known = new Map(data.collections.map((c) => [c.name, c]));
    return this.known;
  }
}
