import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';

const proto = Object.prototype;

/** A document or sub-document: not an array, a date, a regular expression or null. */
export function isObj(v: Value): v is Obj {
  if (typeof v !== 'object' || v === null || Array.isArray(v)) return false;
  const p = Object.getPrototypeOf(v);
  return p === proto || p === null || !(v instanceof Date || v instanceof RegExp);
}

/** A field of a document. Inherited names (`constructor`, `__proto__`) are missing like any other. */
export function getField(obj: Obj, key: string): Value {
  const v = obj[key];
  return v !== undefined && Object.hasOwn(obj, key) ? v : undefined;
}

/** Looks a name up in a table of ours; names come from outside, so inherited ones must not be found. */
export function lookUp<T>(table: Readonly<Record<string, T>>, name: Value): T | undefined {
  return typeof name === 'string' && Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Writes a field; `__proto__` becomes a field like any other. */
export function putField(obj: Obj, key: string, value: Value): void {
  if (key === '__proto__') {
    Object.defineProperty(obj, key, { value, enumerable: true, configurable: true, writable: true });
  } else obj[key] = value;
}

/** A shallow copy that keeps every own field, `__proto__` too. */
export function copyObj(obj: Obj): Obj {
  return { ...obj };
}

/** A deep copy that shares nothing changeable with the original. */
export function clone<T extends Value>(v: T): T {
  if (typeof v !== 'object' || v === null) return v;
  if (Array.isArray(v)) return v.map(clone) as T;
  if (v instanceof Date) return new Date(v.getTime()) as T;
  if (!isObj(v)) return v;
  const out: Obj = {};
  for (const key of Object.keys(v)) putField(out, key, clone(v[key]));
  return out as T;
}

/** The parts of a dotted path; an empty part is an error. */
export function pathParts(path: string): string[] {
  const parts = path.split('.');
  if (parts.includes(''))
    throw badValue(`The path '${path}' contains an empty field name, which is not allowed.`);
  return parts;
}

const INDEX = /^(?:0|[1-9]\d*)$/;
/** Whether a part of a path can be an array index. */
export function isIndex(part: string): boolean {
  return INDEX.test(part);
}

const BSON_INT_MAX = 2_147_483_647;
/** MongoDB's name of a value's type; whole numbers are int or long by their size, others double. */
export function typeName(v: Value): string {
  if (v === undefined) return 'missing';
  if (v === null) return 'null';
  switch (typeof v) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'number':
      if (!Number.isSafeInteger(v)) return 'double';
      return v <= BSON_INT_MAX && v >= -BSON_INT_MAX - 1 ? 'int' : 'long';
    default:
      if (Array.isArray(v)) return 'array';
      if (v instanceof Date) return 'date';
      return v instanceof RegExp ? 'regex' : 'object';
  }
}

/** A value as it reads in MongoDB's messages: `{ a: 1, b: "x" }`. */
export function show(v: Value): string {
  if (typeof v === 'string') return JSON.stringify(v);
  if (v instanceof Date) return `new Date(${v.getTime()})`;
  if (Array.isArray(v)) return v.length === 0 ? '[]' : `[ ${v.map(show).join(', ')} ]`;
  if (!isObj(v)) return String(v);
  const fields = Object.keys(v).map((k) => `${k}: ${show(v[k])}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}
