import { compileFilter, compileProjection, nearOrder, runAggregate, sortDocs } from '../language/index.ts';
import type { Doc, Filter, FindSpec, Sort, Stage } from '../types.ts';
import type { Catalog, CollectionInfo } from './catalog.ts';
import { decodeDoc } from './codec.ts';
import { encodeValue } from './keys.ts';
import { type Plans, planFor } from './planner.ts';
import { docKey, type Reader, spaceKey } from './store.ts';

/** Thrown when a read has looked at more documents than it may on the event loop. */
export class TooHeavy extends Error {}

/** Counts the documents a read looks at. */
export class Budget {
  private used = 0;
  constructor(private readonly most: number) {}

  take(): void {
    if (++this.used > this.most) throw new TooHeavy();
  }
  get left(): number {
    return this.most - this.used;
  }
}

/** What a read needs: one consistent state, the catalog, the time, and how much it may do. */
export interface ReadContext {
  reader: Reader;
  catalog: Catalog;
  now: number;
  budget: Budget;
}

/** Documents a transaction has written, by encoded _id (latin1); null = removed. They hide what the reader has. */
export type Overlay = ReadonlyMap<string, Doc | null>;

/** Documents that match, in the order of the sort: the first `skip + limit` of them, nothing skipped or projected yet. */
export function* matching(
  ctx: ReadContext,
  collection: CollectionInfo,
  spec: Pick<FindSpec, 'filter' | 'sort' | 'skip' | 'limit'>,
  overlay?: Overlay,
): Iterable<Doc> {
  const filter = spec.filter ?? {};
  const sort = spec.sort && Object.keys(spec.sort).length > 0 ? spec.sort : undefined;
  const near = sort ? undefined : nearOrder(filter);
  const plans = planFor(ctx.reader, collection, filter, sort, spec.limit !== undefined);
  const predicate = compileFilter(filter, { now: ctx.now });
  const found = filtered(ctx, collection, plans, predicate, overlay);
  const most = spec.limit === undefined ? undefined : (spec.skip ?? 0) + spec.limit;
  const merged = overlay && overlay.size > 0;
  if (near) {
    const reach = (doc: Doc) => ({ _id: 0, doc, at: near.distance(doc) ?? Number.POSITIVE_INFINITY });
    for (const { doc } of topOf(mapped(found, reach), { at: 1 }, most)) yield doc;
  } else if (sort && (merged || !plans.every((plan) => plan.ordered))) yield* topOf(found, sort, most);
  else yield* first(found, most);
}

/** The answer of a find. */
export function findDocs(ctx: ReadContext, name: string, spec: FindSpec, overlay?: Overlay): Doc[] {
  const collection = ctx.catalog.collection(ctx.reader, name);
  const project = spec.projection ? compileProjection(spec.projection, spec.filter) : undefined;
  const out: Doc[] = [];
  let skip = spec.skip ?? 0;
  if (spec.limit === 0) return out;
  for (const doc of matching(ctx, collection, spec, overlay)) {
    if (skip-- > 0) continue;
    out.push(project ? (project(doc) as Doc) : doc);
    if (out.length === spec.limit) break;
  }
  return out;
}

/** Counts from the keys alone where they say it all, else document by document. */
export function countDocs(ctx: ReadContext, name: string, filter: Filter): number {
  const collection = ctx.catalog.collection(ctx.reader, name);
  const plans = planFor(ctx.reader, collection, filter, undefined, false);
  const predicate = compileFilter(filter, { now: ctx.now });
  let total = 0;
  if (plans.every((plan) => plan.exact)) {
    for (const { start, end } of plans.flatMap((plan) => plan.ranges)) {
      const most = Math.min(COUNTED_AT_ONCE, ctx.budget.left * KEYS_PER_DOC + 1);
      total += ctx.reader.count(start, end, most);
      if (total >= most && most < COUNTED_AT_ONCE) throw new TooHeavy();
    }
    return total;
  }
  for (const _ of filtered(ctx, collection, plans, predicate)) total++;
  return total;
}
/** Counting a key costs about a hundredth of looking at a document. */
const KEYS_PER_DOC = 20;
const COUNTED_AT_ONCE = 2 ** 31;

/** Runs a pipeline; a leading `$match`, `$sort`, `$skip`, `$limit` is answered with the help of indexes. */
export function aggregateDocs(ctx: ReadContext, name: string, stages: Stage[]): Doc[] {
  const collection = ctx.catalog.collection(ctx.reader, name);
  const head = findHead(stages);
  return runAggregate(matching(ctx, collection, head), stages, {
    now: ctx.now,
    random: Math.random,
    lookup: (other, filter) => {
      const from = ctx.catalog.find(ctx.reader, other);
      return from ? matching(ctx, from, { filter }) : [];
    },
  });
}

/**
 * What the first stages ask of the source. The pipeline still runs whole, so the source may be a superset in any
 * order; the sort is passed on only where a limit lets it save work.
 */
function findHead(stages: Stage[]): Pick<FindSpec, 'filter' | 'sort' | 'skip' | 'limit'> {
  const head: { filter?: Filter; sort?: Sort; skip?: number; limit?: number } = {};
  let next = 0;
  if (stages[next]?.$match) head.filter = stages[next++]!.$match as Filter;
  const sort = stages[next]?.$sort;
  if (sort) {
    next++;
    const skip = stages[next]?.$skip;
    if (skip !== undefined) next++;
    const limit = stages[next]?.$limit;
    if (typeof limit === 'number' && limit > 0 && plainSort(sort)) {
      head.sort = sort as Sort;
      head.skip = typeof skip === 'number' ? skip : 0;
      head.limit = limit;
    }
  }
  return head;
}

function plainSort(sort: unknown): boolean {
  return Object.values(sort as object).every((way) => way === 1 || way === -1);
}

function* filtered(
  ctx: ReadContext,
  collection: CollectionInfo,
  plans: Plans,
  predicate: (doc: Doc) => boolean,
  overlay?: Overlay,
): Iterable<Doc> {
  const hidden = overlay && overlay.size > 0 ? overlay : undefined;
  for (const doc of candidates(ctx, collection, plans)) {
    ctx.budget.take();
    if (predicate(doc) && !hidden?.has(idText(doc._id))) yield doc;
  }
  for (const doc of overlay?.values() ?? []) if (doc && predicate(doc)) yield doc;
}

/** Every document in the ranges of the plans, once. */
function* candidates({ reader }: ReadContext, collection: CollectionInfo, plans: Plans): Iterable<Doc> {
  const seen = plans.some((plan) => plan.repeats) ? new Set<string>() : undefined;
  for (const plan of plans)
    for (const range of plan.ranges)
      for (const { key, value } of reader.range(range.start, range.end, plan.reverse)) {
        const direct = plan.through === 'documents';
        if (seen) {
          const id = direct ? key.toString('latin1', 4) : value.toString('latin1');
          if (seen.has(id)) continue;
          seen.add(id);
        }
        const record = direct ? value : reader.get(docKey(collection.space, value));
        if (record) yield decodeDoc(record);
      }
}

/** The first `most` documents in the order of the sort, without keeping many more than those. */
function topOf<T extends Record<string, unknown>>(
  docs: Iterable<T>,
  sort: Sort,
  most: number | undefined,
): T[] {
  if (most === undefined) return sortDocs(docs, sort);
  let kept: T[] = [];
  for (const doc of docs) {
    kept.push(doc);
    if (kept.length >= 2 * most + 256) kept = sortDocs(kept, sort).slice(0, most);
  }
  return sortDocs(kept, sort).slice(0, most);
}

function* first<T>(items: Iterable<T>, most: number | undefined): Iterable<T> {
  let left = most ?? Number.POSITIVE_INFINITY;
  if (left <= 0) return;
  for (const item of items) {
    yield item;
    if (--left <= 0) return;
  }
}

function* mapped<A, B>(items: Iterable<A>, change: (item: A) => B): Iterable<B> {
  for (const item of items) yield change(item);
}

/** The encoded _id as the overlay and the locks spell it. */
export function idText(id: unknown): string {
  return encodeValue(id).toString('latin1');
}

/** All documents of a collection, in the order of their ids. */
export function allDocs(reader: Reader, collection: CollectionInfo): Iterable<Doc> {
  const start = spaceKey(collection.space);
  return mapped(reader.range(start, spaceKey(collection.space + 1)), ({ value }) => decodeDoc(value));
}
