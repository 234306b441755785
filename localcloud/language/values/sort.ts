import type { Sort, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { compareValues } from './compare.ts';
import { valuesAt } from './paths.ts';
import { isObj } from './shape.ts';

interface Keyed<T> {
  doc: T;
  keys: Value[];
  /** Place among the sorted, so that equal keys stay in the order they came. */
  seq: number;
}

/** A new, stably sorted array: arrays sort by their least element ascending and their greatest descending. */
export function sortDocs<T extends Obj>(docs: Iterable<T>, sort: Sort): T[] {
  const order = sortOrder<T>(sort);
  const rows: Array<Keyed<T>> = [];
  for (const doc of docs) rows.push(order.key(doc, rows.length));
  return rows.sort(order.compare).map((row) => row.doc);
}

/** The first `k` of the sorted documents, holding no more than 2k at a time. */
export function topDocs<T extends Obj>(docs: Iterable<T>, sort: Sort, k: number): T[] {
  const order = sortOrder<T>(sort);
  const room = Math.max(2 * k, 64);
  let rows: Array<Keyed<T>> = [];
  let seq = 0;
  let worst: Keyed<T> | undefined;
  for (const doc of docs) {
    const row = order.key(doc, seq++);
    if (worst !== undefined && order.compare(row, worst) >= 0) continue;
    rows.push(row);
    if (rows.length >= room) {
      rows = rows.sort(order.compare).slice(0, k);
      worst = rows[k - 1];
    }
  }
  return rows
    .sort(order.compare)
    .slice(0, k)
    .map((row) => row.doc);
}

function sortOrder<T extends Obj>(sort: Sort) {
  const fields = Object.entries(parseSort(sort));
  return {
    key: (doc: T, seq: number): Keyed<T> => ({
      doc,
      seq,
      keys: fields.map(([path, direction]) => sortKey(doc, path, direction)),
    }),
    compare(a: Keyed<T>, b: Keyed<T>): number {
      for (let i = 0; i < fields.length; i++) {
        const order = compareValues(a.keys[i], b.keys[i]);
        if (order !== 0) return order * fields[i]![1];
      }
      return a.seq - b.seq;
    },
  };
}

function sortKey(doc: Obj, path: string, direction: 1 | -1): Value {
  const keys = valuesAt(doc, path);
  if (keys.length === 1) return keys[0];
  return keys.reduce((best, key) => (compareValues(key, best) * direction < 0 ? key : best));
}

/** Checks a sort order: not empty, every direction 1 or −1. */
export function parseSort(sort: Value): Sort {
  if (!isObj(sort)) throw badValue('the $sort key specification must be an object');
  for (const [field, direction] of Object.entries(sort)) {
    if (field === '' || field.startsWith('$'))
      throw badValue(`FieldPath field names may not start with '$': ${field}`);
    if (direction !== 1 && direction !== -1) {
      throw badValue('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    }
  }
  return sort as Sort;
}
