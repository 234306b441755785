import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { getField, isIndex, isObj, putField, show } from '../values/shape.ts';

/** As in MongoDB: no write fills up an array by more than this. */
const MOST_PADDING = 1_500_000;

/** What a document has at a path of an update: array elements by index only. */
export function readPath(doc: Value, parts: readonly string[]): Value {
  let at = doc;
  for (const part of parts) {
    if (isObj(at)) at = getField(at, part);
    else if (Array.isArray(at) && isIndex(part)) at = at[Number(part)];
    else return undefined;
  }
  return at;
}

/**
 * A copy of `container` with a value at a path; only what lies on the path is copied. Missing objects are made,
 * short arrays filled with null. `undefined` removes: a field goes, an array element becomes null.
 */
export function writePath<T extends Value>(container: T, parts: readonly string[], value: Value): T {
  const [part, ...rest] = parts as [string, ...string[]];
  const removing = value === undefined;
  if (Array.isArray(container) && isIndex(part))
    return withElement(container, Number(part), rest, value) as T;
  if (!isObj(container)) return container;
  const old = getField(container, part);
  if (removing && old === undefined) return container;
  const copy: Obj = { ...container };
  const next = rest.length === 0 ? value : below(old, part, rest, value);
  if (next === undefined) delete copy[part];
  else putField(copy, part, next);
  return copy as T;
}

function withElement(list: Value[], index: number, rest: readonly string[], value: Value): Value[] {
  const removing = value === undefined;
  if (index >= list.length && removing) return list;
  if (index - list.length > MOST_PADDING) throw badValue(`can't backfill more than ${MOST_PADDING} elements`);
  const copy = [...list];
  while (copy.length < index) copy.push(null);
  copy[index] = rest.length === 0 ? (value ?? null) : below(list[index], String(index), rest, value);
  return copy;
}

function below(old: Value, part: string, rest: readonly string[], value: Value): Value {
  if (old === undefined) return writePath({}, rest, value);
  const holds = isObj(old) || (Array.isArray(old) && isIndex(rest[0]!));
  if (!holds && value !== undefined) {
    throw badValue(`Cannot create field '${rest[0]}' in element {${part}: ${show(old)}}`);
  }
  return writePath(old, rest, value);
}

/** A path with `$` and `$[]` replaced by the indices they mean in a document. */
export function concretePaths(doc: Value, path: string, positional: (arrayPath: string) => number): string[] {
  const parts = path.split('.');
  const dynamic = parts.findIndex((part) => part === '$' || part === '$[]');
  if (dynamic < 0) return [path];
  const before = parts.slice(0, dynamic).join('.');
  const after = parts
    .slice(dynamic + 1)
    .map((part) => `.${part}`)
    .join('');
  if (parts[dynamic] === '$') {
    const index = positional(before);
    if (index < 0) throw badValue('The positional operator did not find the match needed from the query.');
    return concretePaths(doc, `${before}.${index}${after}`, positional);
  }
  const list = readPath(doc, before.split('.'));
  if (list === undefined) {
    throw badValue(`The path '${before}' must exist in the document in order to apply array updates.`);
  }
  if (!Array.isArray(list))
    throw badValue(`Cannot apply array updates to non-array element ${before}: ${show(list)}`);
  return list.flatMap((_, i) => concretePaths(doc, `${before}.${i}${after}`, positional));
}
