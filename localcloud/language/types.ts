import type { Doc, Filter, Value } from '../types.ts';

/** A plain object inside a document. */
export type Obj = Record<string, Value>;

/** What the language may know of the world. It has no clock of its own: `now` is epoch ms. */
export interface LanguageContext {
  now: number;
}

/** `filter` decides which element the positional `$` of an update means. */
export interface UpdateContext extends LanguageContext {
  filter?: Filter | undefined;
}

/** The other collections an aggregation may read, and its dice. */
export interface AggregateContext extends LanguageContext {
  /** Documents of another collection; with a filter only those that match it (so that an index can serve it). */
  lookup(collection: string, filter?: Filter): Iterable<Doc>;
  /** A number in [0, 1) for `$sample`; without it `$sample` is refused. */
  random?: () => number;
  /** The field of the collection's only geo index: what `$geoNear` means when it names no `key`. */
  geoField?: string;
}
