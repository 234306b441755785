import { randomUUID } from 'node:crypto';
import type { Doc, Filter, FindSpec, TxId, UpdateSpec } from '../types.ts';
import { apply, type Change, changeOf } from './change.ts';
import { findDocs, matching } from './find.ts';
import { conflict, docLock, notExist, uniqueLock } from './locks.ts';
import { readContext, type Shared } from './shared.ts';
import { docKey, readDoc, stored } from './store.ts';
import { Transaction } from './transaction.ts';
import { duplicate, duplicateId, ownerOf } from './unique.ts';
import { type Id, type UpdateResult, updatedDoc, upsertedDoc, withId } from './write.ts';
import type { Batch } from './writer.ts';

/** A write the transaction wants: what it sees of the document now, and what is to become of it. */
interface Step {
  old: Doc | undefined;
  next: Doc | undefined;
  /** An insert of a document that the transaction itself still sees. */
  seen?: boolean;
}

/**
 * Multi-document transactions: reads come from the snapshot with the own writes over it; a write is claimed at once
 * (first writer wins) and reaches the store only at the commit. As in MongoDB any failing write ends the transaction.
 */
export class Transactions {
  private readonly live = new Map<TxId, Transaction>();

  constructor(
    private readonly shared: Shared,
    private readonly lifeMs: number,
  ) {}

  begin(): TxId {
    const id = randomUUID();
    const { db, locks } = this.shared;
    this.live.set(id, new Transaction(id, db, locks, this.lifeMs, () => this.live.delete(id)));
    return id;
  }

  find(id: TxId, name: string, spec: FindSpec): Promise<Doc[]> {
    return this.on(id, (tx) =>
      findDocs(readContext(this.shared, tx.snapshot), name, spec, tx.writes.get(name)),
    );
  }

  insert(id: TxId, name: string, docs: Doc[]): Promise<Id[]> {
    return this.writing(id, async (tx) => {
      const rows = docs.map((doc) => withId(doc, this.shared.newId));
      await this.claim(
        tx,
        name,
        rows.map((next) => ({
          old: undefined,
          next,
          seen: this.matches(tx, name, { _id: next._id }, false).length > 0,
        })),
      );
      return rows.map((doc) => doc._id);
    });
  }

  update(id: TxId, name: string, spec: UpdateSpec): Promise<UpdateResult> {
    return this.writing(id, async (tx) => {
      const now = this.shared.clock.now();
      const found = this.matches(tx, name, spec.filter, spec.multi);
      if (found.length === 0 && spec.upsert) {
        const next = upsertedDoc(spec, now, this.shared.newId);
        await this.claim(tx, name, [{ old: undefined, next }]);
        return { updated: 0, upsertedId: next._id };
      }
      const changes = found.map((old) => ({ old, ...updatedDoc(old, spec, now) }));
      await this.claim(
        tx,
        name,
        changes.map(({ old, doc }) => ({ old, next: doc })),
      );
      return { updated: changes.filter(({ changed }) => changed).length };
    });
  }

  remove(id: TxId, name: string, filter: Filter, multi: boolean): Promise<number> {
    return this.writing(id, async (tx) => {
      const found = this.matches(tx, name, filter, multi);
      await this.claim(
        tx,
        name,
        found.map((old) => ({ old, next: undefined })),
      );
      return found.length;
    });
  }

  /** All its writes reach the store in one batch, or none. */
  commit(id: TxId): Promise<void> {
    return this.on(id, async (tx) => {
      tx.startCommit();
      try {
        if (tx.writes.size > 0) await this.shared.writer.submit((batch) => this.applyAll(batch, tx));
      } finally {
        tx.end();
      }
    });
  }

  abort(id: TxId): Promise<void> {
    return this.on(id, (tx) => tx.end());
  }

  endAll(): void {
    for (const tx of [...this.live.values()]) tx.end();
  }

  private async on<T>(id: TxId, operation: (tx: Transaction) => T | Promise<T>): Promise<T> {
    const tx = this.live.get(id);
    if (!tx) throw notExist();
    return tx.run(() => operation(tx));
  }

  private writing<T>(id: TxId, operation: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.on(id, async (tx) => {
      try {
        return await operation(tx);
      } catch (error) {
        tx.end();
        throw error;
      }
    });
  }

  private matches(tx: Transaction, name: string, filter: Filter, multi: boolean): Doc[] {
    const ctx = readContext(this.shared, tx.snapshot);
    const collection = this.shared.catalog.collection(tx.snapshot, name);
    return [...matching(ctx, collection, { filter, limit: multi ? undefined : 1 }, tx.writes.get(name))];
  }

  /** In the writer's queue, so that it sees every plain write that was there first, also one still on its way to disk. */
  private claim(tx: Transaction, name: string, steps: Step[]): Promise<void> {
    return this.shared.writer.submit((batch) => {
      tx.mustLive();
      const collection = this.shared.catalog.collection(batch, name);
      for (const step of steps)
        this.claimStep(batch, tx, changeOf(collection, step.old, step.next), step.seen === true);
    });
  }

  private claimStep(batch: Batch, tx: Transaction, change: Change, seen: boolean): void {
    const { collection, old, next } = change;
    const id = change.id.toString('latin1');
    const lock = docLock(collection.space, id);
    if (this.shared.locks.heldByOther(lock, tx)) throw conflict();
    const writes = tx.writesOf(collection.name);
    if (tx.holds(lock)) {
      if (!old && writes.get(id)) throw duplicateId(collection.name, next?._id);
    } else {
      const latest = readDoc(batch, docKey(collection.space, change.id));
      // Gone since the snapshot, whether this write changes it or, still seeing it, adds it anew.
      if (latest ? latest.version > tx.since : old || seen) throw conflict();
      if (latest && !old) throw duplicateId(collection.name, next?._id);
    }
    this.claimKeys(batch, tx, change);
    tx.lock(lock);
    writes.set(id, next ?? null);
  }

  private claimKeys(batch: Batch, tx: Transaction, change: Change): void {
    const { collection } = change;
    const id = change.id.toString('latin1');
    for (const { index, added, removed } of change.indexes) {
      if (!index.unique) continue;
      for (const key of added) {
        const lock = uniqueLock(index.space, stored(key.bytes));
        if (this.shared.locks.heldByOther(lock, tx)) throw conflict();
        const mine = tx.uniqueKeys.get(lock);
        if (mine && mine !== id) throw duplicate(collection.name, index, key.values);
        const owner =
          mine === undefined
            ? ownerOf(batch, collection, index, key, (other) => other.equals(change.id))
            : undefined;
        if (owner && owner.version > tx.since) throw conflict();
        if (owner) throw duplicate(collection.name, index, key.values);
      }
      for (const bytes of removed) this.noteKey(tx, uniqueLock(index.space, bytes), null);
      for (const key of added) this.noteKey(tx, uniqueLock(index.space, stored(key.bytes)), id);
    }
  }

  private noteKey(tx: Transaction, lock: string, owner: string | null): void {
    tx.uniqueKeys.set(lock, owner);
    tx.lock(lock);
  }

  private applyAll(batch: Batch, tx: Transaction): void {
    const changes: Change[] = [];
    for (const [name, writes] of tx.writes) {
      const collection = this.shared.catalog.collection(batch, name);
      for (const [id, next] of writes) {
        const old = readDoc(batch, docKey(collection.space, Buffer.from(id, 'latin1')))?.doc;
        if (old || next) changes.push(changeOf(collection, old, next ?? undefined));
      }
    }
    for (const change of changes) apply(batch, this.shared.catalog, change);
    // Its locks end here, before the next job of the same batch looks at them.
    tx.end();
  }
}
