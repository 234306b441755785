import type { Value } from '../../types.ts';
import type { Obj } from '../types.ts';
import { getField, isIndex, isObj } from './shape.ts';

/** Answers true to stop the walk: the value was what was looked for. */
type Visit = (value: Value) => boolean;

/**
 * Walks a dotted path as queries do: through the objects of arrays and by index. `visit` gets the value at the end
 * as it is (an array whole), `undefined` where the path ends early; elements of an array that are not objects
 * lead nowhere.
 */
export function someAt(value: Value, parts: readonly string[], from: number, visit: Visit): boolean {
  if (from === parts.length) return visit(value);
  const part = parts[from]!;
  if (Array.isArray(value)) return someInArray(value, parts, from, visit);
  return isObj(value) ? someAt(getField(value, part), parts, from + 1, visit) : visit(undefined);
}

function someInArray(array: Value[], parts: readonly string[], from: number, visit: Visit): boolean {
  const part = parts[from]!;
  const byIndex = isIndex(part);
  if (byIndex && Number(part) < array.length && someAt(array[Number(part)], parts, from + 1, visit))
    return true;
  return array.some(
    (item) => isObj(item) && (!byIndex || Object.hasOwn(item, part)) && someAt(item, parts, from, visit),
  );
}

/** Like `someAt`, and of an array at the end also each element (before the whole). */
export function someValueAt(value: Value, parts: readonly string[], visit: Visit): boolean {
  const expand: Visit = (v) => (Array.isArray(v) && v.some(visit)) || visit(v);
  return parts.length === 1 && isObj(value)
    ? expand(getField(value, parts[0]!))
    : someAt(value, parts, 0, expand);
}

/**
 * The index keys of a document at a dotted path: one for each array element, `null` where the field is missing,
 * `undefined` for an empty array (it sorts below null). Never empty; keys may repeat.
 */
export function valuesAt(doc: Obj, path: string): Value[] {
  if (!path.includes('.')) {
    const v = getField(doc, path);
    if (!Array.isArray(v)) return [v === undefined ? null : v];
  }
  const out: Value[] = [];
  collectKeys(doc, path.split('.'), 0, out);
  return out;
}

function collectKeys(value: Value, parts: readonly string[], from: number, out: Value[]): void {
  const part = parts[from];
  if (part === undefined) {
    if (!Array.isArray(value)) out.push(value === undefined ? null : value);
    else if (value.length === 0) out.push(undefined);
    else for (const item of value) out.push(item);
  } else if (isObj(value)) {
    collectKeys(getField(value, part), parts, from + 1, out);
  } else if (!Array.isArray(value) || value.length === 0) {
    out.push(null);
  } else if (isIndex(part)) {
    collectKeys(value[Number(part)], parts, from + 1, out);
  } else {
    for (const item of value) {
      if (isObj(item)) collectKeys(item, parts, from, out);
      else out.push(null);
    }
  }
}

/** What `$a.b` means in an expression: arrays on the way give an array of what their objects have there. */
export function resolvePath(value: Value, parts: readonly string[], from = 0): Value {
  let at = value;
  for (let i = from; i < parts.length; i++) {
    if (Array.isArray(at)) {
      return at.map((item) => resolvePath(item, parts, i)).filter((v) => v !== undefined);
    }
    if (!isObj(at)) return undefined;
    at = getField(at, parts[i]!);
  }
  return at;
}
