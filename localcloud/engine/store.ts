import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { open, type RootDatabase } from 'lmdb';
import { EngineError } from '../types.ts';
import { decodeDoc, versionOf } from './codec.ts';

/**
 * One ordered key space on disk (LMDB): every key begins with the number of a space (4 bytes, big endian).
 * Space 0 is the engine's own; each collection has one space for its documents and one for each of its indexes.
 *
 *   document space   encoded _id                     → record (codec.ts)
 *   index space      compound key ++ encoded _id     → encoded _id
 */
export type Db = RootDatabase<Buffer, Buffer>;

/** The part of an index key before the _id; longer keys are cut here and the index remembers that it is lossy. */
export const MAX_INDEX_KEY = 1300;
/** The longest encoded _id. LMDB takes keys of up to 1978 bytes. */
const MAX_ID_KEY = 600;
/** Address space, not disk space: the file grows with its content. */
const MAP_SIZE = 8 * 2 ** 30;

/** Of the data directory; another number means another, unreadable layout. */
export const FORMAT = 1;

export interface Entry {
  key: Buffer;
  value: Buffer;
}

/** Something to read from: a snapshot, or the latest state inside a write batch. Ranges are half-open. */
export interface Reader {
  get(key: Buffer): Buffer | undefined;
  range(start: Buffer, end: Buffer, reverse?: boolean): Iterable<Entry>;
  /** How many keys there are in the range, at most `limit`. */
  count(start: Buffer, end: Buffer, limit: number): number;
}

/** Opens the environment. Without `overlappingSync` a commit is on disk (fsync) before anybody hears of it. */
export function openDb(dir: string, readOnly = false): Db {
  mkdirSync(dir, { recursive: true });
  return open<Buffer, Buffer>({
    path: join(dir, 'data.mdb'),
    noSubdir: true,
    encoding: 'binary',
    keyEncoding: 'binary',
    overlappingSync: false,
    mapSize: MAP_SIZE,
    maxReaders: 4000,
    readOnly,
  } as Parameters<typeof open>[0]) as unknown as Db;
}

export function spaceKey(space: number, rest: Buffer = Buffer.alloc(0)): Buffer {
  const key = Buffer.allocUnsafe(4 + rest.length);
  key.writeUInt32BE(space, 0);
  rest.copy(key, 4);
  return key;
}

/** The key of a document, given its encoded _id. */
export function docKey(space: number, id: Buffer): Buffer {
  if (id.length > MAX_ID_KEY) throw new EngineError('BAD_VALUE', '_id is too long');
  return spaceKey(space, id);
}

export function entryKey(space: number, key: Buffer, id: Buffer): Buffer {
  return spaceKey(space, Buffer.concat([stored(key), id]));
}

/** An index key as it is stored: cut at MAX_INDEX_KEY. */
export function stored(key: Buffer): Buffer {
  return key.length > MAX_INDEX_KEY ? key.subarray(0, MAX_INDEX_KEY) : key;
}

const meta = (name: string) => spaceKey(0, Buffer.from(name));
export const META = {
  format: meta('format'),
  /** The catalog as JSON, and the number of its last change. */
  catalog: meta('catalog'),
  catalogVersion: meta('catalog-version'),
  /** The last number any batch has used; see writer.ts. */
  version: meta('version'),
};

export function readDoc(reader: Reader, key: Buffer) {
  const bytes = reader.get(key);
  return bytes ? { doc: decodeDoc(bytes), version: versionOf(bytes) } : undefined;
}

/** A number kept under a meta key; 0 if there is none. */
export function readNumber(reader: Reader, key: Buffer): number {
  return reader.get(key)?.readDoubleBE(0) ?? 0;
}
export function numberBytes(value: number): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeDoubleBE(value, 0);
  return bytes;
}

/** Writes the data format into a new directory, refuses a directory written by another one. */
export async function checkFormat(db: Db): Promise<void> {
  const found = db.getBinary(META.format)?.readDoubleBE(0);
  if (found === FORMAT) return;
  if (found !== undefined)
    throw new Error(
      `the data directory has format ${found}, this program reads ${FORMAT}: use another DATA_DIR`,
    );
  await db.transaction(() => db.put(META.format, numberBytes(FORMAT)));
}

type ReadTransaction = ReturnType<Db['useReadTransaction']>;
type RangeSpec = NonNullable<Parameters<Db['getRange']>[0]>;

/** LMDB's reverse ranges start at the upper end and exclude their lower one: turned round to stay half-open. */
function rangeSpec(start: Buffer, end: Buffer, reverse: boolean): RangeSpec {
  return reverse
    ? ({ start: end, end: start, reverse, exclusiveStart: true, inclusiveEnd: true } as RangeSpec)
    : { start, end };
}

/** The committed state at one instant. Holds old pages on disk until it is closed. */
export class Snapshot implements Reader {
  private readonly transaction: ReadTransaction;

  constructor(private readonly db: Db) {
    // A write that was acknowledged just now must be seen, also in the same turn of the event loop.
    db.resetReadTxn();
    // biome-ignore lint/correctness/useHookAtTopLevel: LMDB's name, not a React hook
    this.transaction = db.useReadTransaction();
  }

  get(key: Buffer): Buffer | undefined {
    const spec = { transaction: this.transaction } as unknown as { transaction: never };
    return (this.db.getBinary as (key: Buffer, spec?: object) => Buffer | undefined).call(this.db, key, spec);
  }

  range(start: Buffer, end: Buffer, reverse = false): Iterable<Entry> {
    return this.db.getRange({ ...rangeSpec(start, end, reverse), transaction: this.transaction });
  }

  count(start: Buffer, end: Buffer, limit: number): number {
    return this.db.getKeysCount({ start, end, limit, transaction: this.transaction });
  }

  close(): void {
    this.transaction.done();
  }
}

/** Runs `read` on a snapshot of its own. */
export function withSnapshot<T>(db: Db, read: (reader: Reader) => T): T {
  const snapshot = new Snapshot(db);
  try {
    return read(snapshot);
  } finally {
    snapshot.close();
  }
}

/** The latest state inside a write batch, the batch's own changes included. */
export class BatchReader implements Reader {
  constructor(protected readonly db: Db) {}

  get(key: Buffer): Buffer | undefined {
    return this.db.getBinary(key);
  }
  range(start: Buffer, end: Buffer, reverse = false): Iterable<Entry> {
    return this.db.getRange(rangeSpec(start, end, reverse));
  }
  count(start: Buffer, end: Buffer, limit: number): number {
    return this.db.getKeysCount({ start, end, limit });
  }
}
