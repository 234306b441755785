import { applyUpdate, compileFilter, replaceDoc, upsertDoc } from '../language/index.ts';
import { type Doc, EngineError, type Filter, type Sort, type UpdateSpec } from '../types.ts';
import type { CollectionInfo } from './catalog.ts';
import { idText, matching, TooHeavy } from './find.ts';
import { encodeValue } from './keys.ts';
import type { Blocked } from './locks.ts';
import { PlainWrites } from './plain-write.ts';
import type { ScanPool } from './scan-pool.ts';
import { readContext, type Shared, UNLIMITED } from './shared.ts';
import { docKey, readDoc } from './store.ts';
import type { Batch, Job } from './writer.ts';

export type Id = string | number;
export interface UpdateResult {
  updated: number;
  upsertedId?: Id;
}
/** Deals with one matching document; Blocked = nothing was done, a transaction is in the way. */
type Visit = (batch: Batch, collection: CollectionInfo, doc: Doc) => Blocked | undefined;

/** More documents than this are not looked for inside a batch. */
const INLINE_DOCS = 2000;
const IDS_PER_JOB = 200;

/** Insert, update and remove outside transactions. A write that meets a transaction's lock waits and looks again. */
export class PlainOperations {
  private readonly writes: PlainWrites;

  constructor(
    private readonly shared: Shared,
    private readonly scans: ScanPool,
  ) {
    this.writes = new PlainWrites(shared.catalog, shared.locks);
  }

  async insert(name: string, docs: Doc[]): Promise<Id[]> {
    const rows = docs.map((doc) => withId(doc, this.shared.newId));
    let next = 0;
    await this.untilDone((batch) => {
      const collection = this.shared.catalog.collection(batch, name);
      for (; next < rows.length; next++) {
        const blocked = this.writes.insert(batch, collection, rows[next]!);
        if (blocked) return blocked;
      }
      return undefined;
    });
    return rows.map((doc) => doc._id);
  }

  /** `updated` counts documents that really changed, as MongoDB's nModified. */
  async update(name: string, spec: UpdateSpec): Promise<UpdateResult> {
    const result: UpdateResult = { updated: 0 };
    const visit: Visit = (batch, collection, doc) => {
      const { doc: next, changed } = this.updated(doc, spec);
      const blocked = changed ? this.writes.replace(batch, collection, doc, next) : undefined;
      if (changed && !blocked) result.updated++;
      return blocked;
    };
    const otherwise = spec.upsert
      ? (batch: Batch, collection: CollectionInfo) => {
          const doc = this.upserted(spec);
          const blocked = this.writes.insert(batch, collection, doc);
          if (!blocked) result.upsertedId = doc._id;
          return blocked;
        }
      : undefined;
    await this.each(name, spec, visit, otherwise);
    return result;
  }

  async remove(name: string, filter: Filter, multi: boolean): Promise<number> {
    return this.each(name, { filter, multi }, (batch, collection, doc) =>
      this.writes.replace(batch, collection, doc, undefined),
    );
  }

  async modifyAndReturn(
    name: string,
    spec: UpdateSpec & { sort?: Sort; returnNew?: boolean },
  ): Promise<Doc | null> {
    let answer: Doc | null = null;
    const visit: Visit = (batch, collection, doc) => {
      const { doc: next, changed } = this.updated(doc, spec);
      answer = spec.returnNew ? next : doc;
      return changed ? this.writes.replace(batch, collection, doc, next) : undefined;
    };
    const otherwise = spec.upsert
      ? (batch: Batch, collection: CollectionInfo) => {
          const doc = this.upserted(spec);
          answer = spec.returnNew ? doc : null;
          return this.writes.insert(batch, collection, doc);
        }
      : undefined;
    await this.each(name, { ...spec, multi: false }, visit, otherwise);
    return answer;
  }

  private updated(doc: Doc, spec: UpdateSpec): { doc: Doc; changed: boolean } {
    return updatedDoc(doc, spec, this.shared.clock.now());
  }

  private upserted(spec: UpdateSpec): Doc {
    return upsertedDoc(spec, this.shared.clock.now(), this.shared.newId);
  }

  /**
   * Visits every matching document once (the first one without `multi`) and answers how many there were. Small
   * searches happen inside the batch, on the latest state; large ones are done off the event loop, and each
   * document found is tested again when its turn comes.
   */
  private async each(
    name: string,
    spec: { filter: Filter; multi: boolean; sort?: Sort },
    visit: Visit,
    otherwise?: (batch: Batch, collection: CollectionInfo) => Blocked | undefined,
  ): Promise<number> {
    const done = new Set<string>();
    const visitOnce = (batch: Batch, collection: CollectionInfo, doc: Doc) => {
      const id = idText(doc._id);
      if (done.has(id)) return undefined;
      const blocked = this.writes.blockedOn(collection, id) ?? visit(batch, collection, doc);
      if (!blocked) done.add(id);
      return blocked;
    };
    try {
      await this.untilDone((batch) => {
        const collection = this.shared.catalog.collection(batch, name);
        const ctx = readContext(this.shared, batch, spec.multi ? INLINE_DOCS : UNLIMITED);
        const docs = [...matching(ctx, collection, { ...spec, limit: spec.multi ? undefined : 1 })];
        if (docs.length === 0 && done.size === 0) return otherwise?.(batch, collection);
        return firstBlocked(docs, (doc) => visitOnce(batch, collection, doc));
      });
    } catch (error) {
      if (!(error instanceof TooHeavy)) throw error;
      await this.eachFound(name, spec.filter, visitOnce);
    }
    return done.size;
  }

  private async eachFound(name: string, filter: Filter, visit: Visit): Promise<void> {
    const found = await this.scans.find(name, { filter, projection: { _id: 1 } }, this.shared.clock.now());
    const matches = compileFilter(filter, { now: this.shared.clock.now() });
    for (let from = 0; from < found.length; from += IDS_PER_JOB) {
      const some = found.slice(from, from + IDS_PER_JOB);
      await this.untilDone((batch) => {
        const collection = this.shared.catalog.collection(batch, name);
        return firstBlocked(some, ({ _id }) => {
          const doc = readDoc(batch, docKey(collection.space, encodeValue(_id)))?.doc;
          return doc && matches(doc) ? visit(batch, collection, doc) : undefined;
        });
      });
    }
  }

  /** Repeats the job, after the transaction in its way has ended, until nothing is. */
  private async untilDone(job: Job<Blocked | undefined>): Promise<void> {
    for (;;) {
      const blocked = await this.shared.writer.submit(job);
      if (!blocked) return;
      await blocked.by.ended;
    }
  }
}

function firstBlocked<T>(items: T[], visit: (item: T) => Blocked | undefined): Blocked | undefined {
  for (const item of items) {
    const blocked = visit(item);
    if (blocked) return blocked;
  }
  return undefined;
}

export function updatedDoc(doc: Doc, spec: UpdateSpec, now: number): { doc: Doc; changed: boolean } {
  return spec.replace
    ? replaceDoc(doc, spec.update)
    : applyUpdate(doc, spec.update, { now, filter: spec.filter });
}

export function upsertedDoc(spec: UpdateSpec, now: number, newId: () => string): Doc {
  const made = spec.replace
    ? { ...idOf(upsertDoc(spec.filter, {}, { now })), ...spec.update }
    : upsertDoc(spec.filter, spec.update, { now });
  return withId(made, newId);
}

function idOf(doc: Record<string, unknown>): Record<string, unknown> {
  return doc._id === undefined ? {} : { _id: doc._id };
}

/** Ids are strings or finite numbers, and never equal across the two. */
export function withId(doc: Record<string, unknown>, newId: () => string): Doc {
  const id = doc._id ?? newId();
  if (typeof id !== 'string' && !(typeof id === 'number' && Number.isFinite(id)))
    throw new EngineError('BAD_VALUE', '_id must be a string or a number');
  return { ...doc, _id: id };
}
