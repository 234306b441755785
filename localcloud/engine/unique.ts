import type { Value } from '../types.ts';
import { EngineError } from '../types.ts';
import type { CollectionInfo, IndexInfo } from './catalog.ts';
import { decodeDoc, versionOf } from './codec.ts';
import { type IndexKey, keysOf } from './index-keys.ts';
import { after } from './keys.ts';
import { docKey, MAX_INDEX_KEY, type Reader, spaceKey, stored } from './store.ts';

export interface Owner {
  id: Buffer;
  /** The batch that last wrote the owning document. */
  version: number;
}

/** A document other than `me` that has the key in a unique index; `ignore` skips documents by their encoded _id. */
export function ownerOf(
  reader: Reader,
  collection: CollectionInfo,
  index: IndexInfo,
  key: IndexKey,
  ignore: (id: Buffer) => boolean,
): Owner | undefined {
  const prefix = spaceKey(index.space, stored(key.bytes));
  for (const { value: id } of reader.range(prefix, after(prefix))) {
    if (ignore(id)) continue;
    const record = reader.get(docKey(collection.space, id));
    if (!record || !reallyHas(record, index, key)) continue;
    return { id, version: versionOf(record) };
  }
  return undefined;
}

/** A cut key says only how the values begin. */
function reallyHas(record: Buffer, index: IndexInfo, key: IndexKey): boolean {
  if (key.bytes.length <= MAX_INDEX_KEY) return true;
  return keysOf(decodeDoc(record), index.parts).keys.some((other) => other.bytes.equals(key.bytes));
}

/** `E11000 …`, worded as MongoDB words it. */
export function duplicate(collection: string, index: IndexInfo, values: readonly Value[]): EngineError {
  const fields = index.parts.map((part, i) => `${part.field}: ${shown(values[i])}`);
  return duplicateOf(collection, index.name, fields.join(', '));
}
export function duplicateId(collection: string, id: Value): EngineError {
  return duplicateOf(collection, '_id_', `_id: ${shown(id)}`);
}
function duplicateOf(collection: string, index: string, key: string): EngineError {
  return new EngineError(
    'DUPLICATE_KEY',
    `E11000 duplicate key error collection: ${collection} index: ${index} dup key: { ${key} }`,
  );
}
function shown(value: Value): string {
  if (typeof value === 'symbol') return 'undefined';
  return JSON.stringify(value) ?? 'null';
}
