/**
 * The document language of the database, pure: filters, updates, projections, order and aggregation over plain
 * documents. No I/O, no clock, no randomness but what the context brings; nothing here changes a document it is given.
 * Filters, expressions, projections and pipelines are compiled once into closures and then run for each document.
 *
 *   values/      types, order, equality, paths, sort: what the other rooms stand on
 *   filter/      conditions of finds, `$match`, `$pull`      update/      update operators and how they write paths
 *   expression/  operators of aggregation, accumulators      projection/  of finds, `$project`, `$addFields`
 *   aggregate/   the stages                                  geo/, time/  spherical maths; zones and calendar
 */
import type { Doc, Filter, Stage, Value } from '../types.ts';
import { compilePipeline } from './aggregate/pipeline.ts';
import * as filters from './filter/compile.ts';
import * as projections from './projection/find.ts';
import type { AggregateContext, LanguageContext } from './types.ts';

export { compileRegex } from './filter/regex.ts';
export { type NearOrder, nearOrder } from './geo/query.ts';
export { positionOutOfBounds } from './geo/shapes.ts';
export type { AggregateContext, LanguageContext, UpdateContext } from './types.ts';
export { applyUpdate, replaceDoc, upsertDoc } from './update/apply.ts';
export { compareValues } from './values/compare.ts';
export { someAt, valuesAt } from './values/paths.ts';
export { sortDocs } from './values/sort.ts';

/** Nothing in a find projection depends on the time, but the conditions of `$elemMatch` are compiled like any. */
const TIMELESS: LanguageContext = { now: 0 };

/** Compiles a filter once; the predicate never changes a document. Throws BAD_VALUE for what MongoDB refuses. */
export function compileFilter(filter: Filter, ctx: LanguageContext): (doc: Doc) => boolean {
  return filters.compileFilter(filter, ctx);
}

/** A compiled projection; a new document comes out. The filter is needed for `field.$` only. */
export function compileProjection(
  projection: Record<string, Value>,
  filter?: Filter,
): (doc: Doc) => Record<string, Value> {
  return projections.compileProjection(projection, TIMELESS, filter);
}

export function projectDoc(
  doc: Doc,
  projection: Record<string, Value>,
  filter?: Filter,
): Record<string, Value> {
  return compileProjection(projection, filter)(doc);
}

/**
 * Runs a pipeline. Documents stream through; only `$sort`, `$bucketAuto`, `$facet` and `$geoNear` hold them, `$sort`
 * before a `$limit` no more than twice the limit, `$group` its groups only. What comes out may not be documents with
 * an `_id`, whatever its type says.
 */
export function runAggregate(source: Iterable<Doc>, stages: Stage[], ctx: AggregateContext): Doc[] {
  return [...compilePipeline(stages, ctx)(source)] as Doc[];
}
