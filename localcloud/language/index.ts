import type { Doc, Filter, Sort, Stage, Value } from '../types.ts';
import { EngineError } from '../types.ts';
import type { AggregateContext, LanguageContext, UpdateContext } from './types.ts';

export type { AggregateContext, LanguageContext, UpdateContext } from './types.ts';

const later = (): never => {
  throw new EngineError('BAD_VALUE', 'not built yet');
};

/** Compiles a filter once; the predicate never changes a document. Throws BAD_VALUE for what MongoDB refuses. */
export function compileFilter(_filter: Filter, _ctx: LanguageContext): (doc: Doc) => boolean {
  return later();
}

/** The `$near`/`$nearSphere` of a filter: documents it matches are to be ordered by `distance` (metres), nearest first. */
export interface NearOrder {
  field: string;
  /** Metres, or undefined where the document has no position. */
  distance(doc: Doc): number | undefined;
}
export function nearOrder(_filter: Filter): NearOrder | undefined {
  return later();
}

/** Applies update operators; `doc` is a new document (or the old one when nothing changed), the input stays as it was. */
export function applyUpdate(
  _doc: Doc,
  _update: Record<string, Value>,
  _ctx: UpdateContext,
): { doc: Doc; changed: boolean } {
  return later();
}

/** The document an upsert creates: equalities of the filter, then the operators with `$setOnInsert`. May lack `_id`. */
export function upsertDoc(
  _filter: Filter,
  _update: Record<string, Value>,
  _ctx: LanguageContext,
): Record<string, Value> {
  return later();
}

/** The whole new document under the old `_id`. */
export function replaceDoc(_old: Doc, _replacement: Record<string, Value>): { doc: Doc; changed: boolean } {
  return later();
}

/** A compiled projection; a new document comes out. */
export function compileProjection(
  _projection: Record<string, Value>,
  _filter?: Filter,
): (doc: Doc) => Record<string, Value> {
  return later();
}
export function projectDoc(
  _doc: Doc,
  _projection: Record<string, Value>,
  _filter?: Filter,
): Record<string, Value> {
  return later();
}

/** Total order of BSON: MinKey, null (and missing), numbers, strings, objects, arrays, booleans, dates, regexes, MaxKey. */
export function compareValues(_a: Value, _b: Value): number {
  return later();
}

/** A new, stably sorted array: arrays sort by their least element ascending and their greatest descending. */
export function sortDocs<T extends Record<string, Value>>(_docs: Iterable<T>, _sort: Sort): T[] {
  return later();
}

/**
 * The index keys of a document at a dotted path: one for each array element, `null` where the field is missing,
 * `undefined` for an empty array (it sorts below null). Never empty.
 */
export function valuesAt(_doc: Record<string, Value>, _path: string): Value[] {
  return later();
}

/** Runs a pipeline. Streams up to the first stage that needs all documents; never changes a source document. */
export function runAggregate(_source: Iterable<Doc>, _stages: Stage[], _ctx: AggregateContext): Doc[] {
  return later();
}
