import type { Value } from '../../types.ts';
import type { Obj } from '../types.ts';
import { isObj } from './shape.ts';

/**
 * The place of a value's type in the order of BSON. `undefined` (a missing value in expressions, an empty array
 * among index keys) sorts right below null.
 */
export function typeRank(v: Value): number {
  switch (typeof v) {
    case 'undefined':
      return 1;
    case 'number':
      return 3;
    case 'string':
      return 4;
    case 'boolean':
      return 8;
    default:
      if (v === null) return 2;
      if (Array.isArray(v)) return 6;
      if (v instanceof Date) return 9;
      if (v instanceof RegExp) return 11;
      return bsonRank(v as Obj);
  }
}

function bsonRank(v: Obj): number {
  if (v._bsontype === 'MinKey') return 0;
  return v._bsontype === 'MaxKey' ? 12 : 5;
}

/** Total order of BSON: MinKey, missing, null, numbers (NaN first), strings, objects, arrays, booleans, dates, regexes, MaxKey. */
export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  const rank = typeRank(a);
  const byType = rank - typeRank(b);
  if (byType !== 0) return Math.sign(byType);
  switch (rank) {
    case 3:
      return compareNumbers(a as number, b as number);
    case 4:
      return compareStrings(a as string, b as string);
    case 5:
      return compareObjects(a as Obj, b as Obj);
    case 6:
      return compareArrays(a as Value[], b as Value[]);
    case 8:
      return a === true ? 1 : -1;
    case 9:
      return compareNumbers((a as Date).getTime(), (b as Date).getTime());
    case 11:
      return compareRegexes(a as RegExp, b as RegExp);
    default:
      return 0;
  }
}

export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  return typeof a === 'string' || typeof b === 'string' ? false : compareValues(a, b) === 0;
}

function compareNumbers(a: number, b: number): number {
  if (a < b) return -1;
  if (a > b) return 1;
  if (a === b) return 0;
  return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
}

/** Order of the UTF-8 bytes, which is the order of code points and not of UTF-16 units. */
export function compareStrings(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return Math.sign(byCodePoint(x) - byCodePoint(y));
  }
  return Math.sign(a.length - b.length);
}

/** Surrogates stand for code points above U+FFFF, so they come after U+E000–U+FFFF. */
function byCodePoint(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function compareObjects(a: Obj, b: Obj): number {
  const ka = Object.keys(a);
  const kb = Object.keys(b);
  for (let i = 0; i < Math.min(ka.length, kb.length); i++) {
    const x = ka[i]!;
    const y = kb[i]!;
    const order =
      Math.sign(typeRank(a[x]) - typeRank(b[y])) || compareStrings(x, y) || compareValues(a[x], b[y]);
    if (order !== 0) return order;
  }
  return Math.sign(ka.length - kb.length);
}

function compareArrays(a: Value[], b: Value[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

function compareRegexes(a: RegExp, b: RegExp): number {
  return compareStrings(a.source, b.source) || compareStrings(a.flags, b.flags);
}

/** A primitive that is the same for equal values and different for others: the key of groups, sets and joins. */
export function keyOf(v: Value): string | number | boolean | null | undefined {
  switch (typeof v) {
    case 'string':
      return `s${v}`;
    case 'number':
    case 'boolean':
    case 'undefined':
      return v;
    default:
      if (v === null) return null;
      if (v instanceof Date) return `d${v.getTime()}`;
      return `o${structure(v)}`;
  }
}

function structure(v: Value): string {
  if (Array.isArray(v)) return `[${v.map(structure).join(',')}]`;
  if (isObj(v)) {
    return `{${Object.keys(v)
      .map((k) => `${JSON.stringify(k)}:${structure(v[k])}`)
      .join(',')}}`;
  }
  if (typeof v === 'string') return JSON.stringify(v);
  if (v instanceof Date) return `d${v.getTime()}`;
  return v === 0 ? '0' : String(v);
}

/** The different values, first come first kept. */
export function distinct(values: Iterable<Value>): Value[] {
  const seen = new Map<ReturnType<typeof keyOf>, Value>();
  for (const v of values) {
    const key = keyOf(v);
    if (!seen.has(key)) seen.set(key, v);
  }
  return [...seen.values()];
}
