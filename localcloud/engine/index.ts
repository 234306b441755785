import { randomBytes } from 'node:crypto';
import type {
  CollectionDecl,
  Doc,
  Engine,
  EngineOptions,
  Filter,
  FindSpec,
  Sort,
  Stage,
  TxId,
  UpdateSpec,
} from '../types.ts';
import { declareAll } from './build-index.ts';
import { bulkLoad } from './bulk.ts';
import { Catalog } from './catalog.ts';
import { aggregateDocs, countDocs, findDocs, type ReadContext, TooHeavy } from './find.ts';
import { Locks } from './locks.ts';
import { ScanPool } from './scan-pool.ts';
import { readContext, type Shared } from './shared.ts';
import { checkFormat, FORMAT, META, numberBytes, openDb, withSnapshot } from './store.ts';
import { Transactions } from './transactions.ts';
import { type Id, PlainOperations, type UpdateResult } from './write.ts';
import { Writer } from './writer.ts';

/** A read that looks at more documents than this goes to a worker thread. */
const INLINE_DOCS = 2000;
const TRANSACTION_MS = 30_000;
/** So many documents loaded at once leave more freed pages behind than a commit should carry. */
const MANY = 100_000;
const COMMITS_TO_FORGET = 24;

/** Opens (or creates) the data directory `dir`. One process at a time. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const db = openDb(options.dir);
  await checkFormat(db);
  const shared: Shared = {
    db,
    writer: new Writer(db),
    catalog: new Catalog(),
    locks: new Locks(),
    clock: options.clock,
    newId: options.newId ?? (() => randomBytes(16).toString('hex')),
  };
  return new LmdbEngine(
    shared,
    new ScanPool(options.dir),
    options.dir,
    options.transactionMs ?? TRANSACTION_MS,
  );
}

class LmdbEngine implements Engine {
  private readonly plain: PlainOperations;
  private readonly transactions: Transactions;

  constructor(
    private readonly shared: Shared,
    private readonly scans: ScanPool,
    private readonly dir: string,
    transactionMs: number,
  ) {
    this.plain = new PlainOperations(shared, scans);
    this.transactions = new Transactions(shared, transactionMs);
  }

  async createCollection(name: string): Promise<void> {
    await this.shared.writer.submit((batch) => this.shared.catalog.addCollection(batch, name));
  }

  hasCollection(name: string): boolean {
    return withSnapshot(this.shared.db, (reader) => this.shared.catalog.find(reader, name) !== undefined);
  }

  collections(): string[] {
    return withSnapshot(this.shared.db, (reader) => this.shared.catalog.names(reader));
  }

  declare(decls: CollectionDecl[]): Promise<void> {
    return declareAll(this.shared, decls);
  }

  insert(collection: string, docs: Doc[], tx?: TxId): Promise<Id[]> {
    return tx === undefined
      ? this.plain.insert(collection, docs)
      : this.transactions.insert(tx, collection, docs);
  }

  async find(collection: string, spec: FindSpec, tx?: TxId): Promise<Doc[]> {
    if (tx !== undefined) return this.transactions.find(tx, collection, spec);
    return this.read(
      (ctx) => findDocs(ctx, collection, spec),
      (now) => this.scans.find(collection, spec, now),
    );
  }

  count(collection: string, filter: Filter): Promise<number> {
    return this.read(
      (ctx) => countDocs(ctx, collection, filter),
      (now) => this.scans.count(collection, filter, now),
    );
  }

  aggregate(collection: string, stages: Stage[]): Promise<Doc[]> {
    return this.read(
      (ctx) => aggregateDocs(ctx, collection, stages),
      (now) => this.scans.aggregate(collection, stages, now),
    );
  }

  update(collection: string, spec: UpdateSpec, tx?: TxId): Promise<UpdateResult> {
    return tx === undefined
      ? this.plain.update(collection, spec)
      : this.transactions.update(tx, collection, spec);
  }

  remove(collection: string, filter: Filter, multi: boolean, tx?: TxId): Promise<number> {
    return tx === undefined
      ? this.plain.remove(collection, filter, multi)
      : this.transactions.remove(tx, collection, filter, multi);
  }

  modifyAndReturn(
    collection: string,
    spec: UpdateSpec & { sort?: Sort; returnNew?: boolean },
  ): Promise<Doc | null> {
    return this.plain.modifyAndReturn(collection, spec);
  }

  begin(): TxId {
    return this.transactions.begin();
  }
  commit(tx: TxId): Promise<void> {
    return this.transactions.commit(tx);
  }
  abort(tx: TxId): Promise<void> {
    return this.transactions.abort(tx);
  }

  async bulkLoad(collection: string, docs: Iterable<Doc>): Promise<number> {
    const loaded = await bulkLoad(this.shared, collection, docs);
    if (loaded > MANY) await this.forgetFreed();
    return loaded;
  }

  /**
   * A load frees most pages many times over, and LMDB carries that list along: after a million documents a commit took
   * a third of a second. It is put away in pieces by commits of a process that has opened the store since, and whoever
   * opens it after them begins with the short ones: 2 ms a commit. How many it takes was found by trying: eight are too
   * few, twenty are enough.
   */
  private async forgetFreed(): Promise<void> {
    await this.reopen();
    for (let n = 0; n < COMMITS_TO_FORGET; n++)
      await this.shared.writer.submit((batch) => batch.put(META.version, numberBytes(batch.version)));
    await this.reopen();
  }

  private async reopen(): Promise<void> {
    await this.shared.writer.idle();
    await this.scans.close();
    await this.shared.db.close();
    this.shared.db = openDb(this.dir);
    this.shared.writer.switchTo(this.shared.db);
    this.scans.reopen();
  }

  async clear(): Promise<void> {
    this.transactions.endAll();
    await this.shared.writer.submit((batch) => {
      batch.wipe();
      batch.put(META.format, numberBytes(FORMAT));
      batch.put(META.catalogVersion, numberBytes(batch.stamp()));
    });
  }

  async close(): Promise<void> {
    this.transactions.endAll();
    await this.shared.writer.idle();
    await this.scans.close();
    await this.shared.db.close();
  }

  /** Starts on the event loop and moves to a thread when it turns out to be long; a snapshot of its own either way. */
  private async read<T>(inline: (ctx: ReadContext) => T, inThread: (now: number) => Promise<T>): Promise<T> {
    try {
      return withSnapshot(this.shared.db, (reader) => inline(readContext(this.shared, reader, INLINE_DOCS)));
    } catch (error) {
      if (!(error instanceof TooHeavy)) throw error;
      return inThread(this.shared.clock.now());
    }
  }
}
