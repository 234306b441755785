import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { equalValues } from '../values/compare.ts';
import { isObj, show, typeName } from '../values/shape.ts';
import { arrayOperators } from './array-loops.ts';
import { isNil, nary, type Operator, unary } from './operator.ts';

export const arrays: Record<string, Operator> = {
  ...arrayOperators,
  $arrayElemAt: nary('$arrayElemAt', 2, 2, ([list, index]) => {
    if (isNil(list) || isNil(index)) return null;
    return arrayOf('$arrayElemAt', 'first argument must be an array, but is', list).at(
      whole('$arrayElemAt', index),
    );
  }),
  $first: unary('$first', (list) => end('$first', list, 0)),
  $last: unary('$last', (list) => end('$last', list, -1)),
  $concatArrays: nary('$concatArrays', 0, Number.POSITIVE_INFINITY, (lists) =>
    lists.some(isNil)
      ? null
      : lists.flatMap((list) => arrayOf('$concatArrays', 'only supports arrays, not', list)),
  ),
  $in: nary('$in', 2, 2, ([v, list]) =>
    arrayOf('$in', 'requires an array as a second argument, found:', list).some((item) =>
      equalValues(item, v),
    ),
  ),
  $indexOfArray: nary('$indexOfArray', 2, 4, ([list, v, from = 0, to]) => {
    if (isNil(list)) return null;
    const items = arrayOf('$indexOfArray', 'requires an array as a first argument, found:', list);
    const start = natural('$indexOfArray', from);
    const stop = to === undefined ? items.length : Math.min(natural('$indexOfArray', to), items.length);
    for (let i = start; i < stop; i++) if (equalValues(items[i], v)) return i;
    return -1;
  }),
  $isArray: unary('$isArray', Array.isArray),
  $range: nary('$range', 2, 3, ([from, to, step = 1]) => range(from, to, step)),
  $reverseArray: unary('$reverseArray', (list) =>
    isNil(list) ? null : [...arrayOf('$reverseArray', 'requires an array, found:', list)].reverse(),
  ),
  $size: unary('$size', (list) => {
    if (!Array.isArray(list))
      throw badValue(`The argument to $size must be an array, but was of type: ${typeName(list)}`);
    return list.length;
  }),
  $slice: nary('$slice', 2, 3, ([list, a, b]) => slice(list, a, b)),
  $arrayToObject: unary('$arrayToObject', arrayToObject),
};

function end(name: string, list: Value, index: number): Value {
  if (isNil(list)) return null;
  return arrayOf(name, "'s argument must be an array, but is", list).at(index);
}

export function arrayOf(name: string, rule: string, v: Value): Value[] {
  if (!Array.isArray(v)) throw badValue(`${name} ${rule} ${typeName(v)}`);
  return v;
}

function whole(name: string, v: Value): number {
  // MongoDB counts with 32 bits here, which also keeps $range from filling the memory by mistake.
  if (typeof v !== 'number' || (v | 0) !== v) {
    throw badValue(
      `${name} requires a whole number as its argument, found: ${show(v)} of type ${typeName(v)}`,
    );
  }
  return v;
}

function natural(name: string, v: Value): number {
  const n = whole(name, v);
  if (n < 0) throw badValue(`${name} requires a nonnegative number, found: ${n}`);
  return n;
}

function range(from: Value, to: Value, by: Value): number[] {
  const [start, stop, step] = [from, to, by].map((v) => whole('$range', v)) as [number, number, number];
  if (step === 0) throw badValue('$range requires a non-zero step value');
  const out: number[] = [];
  for (let n = start; step > 0 ? n < stop : n > stop; n += step) out.push(n);
  return out;
}

/** `[list, n]`: the first n, or the last −n. `[list, position, n]`: n from a position, also from the end. */
export function slice(list: Value, a: Value, b: Value): Value {
  if (isNil(list) || a === null || b === null) return null;
  const items = arrayOf('$slice', 'First argument must be an array, but is of type:', list);
  const first = whole('$slice', a);
  if (b === undefined) return first >= 0 ? items.slice(0, first) : items.slice(first);
  const count = whole('$slice', b);
  if (count <= 0) throw badValue(`Third argument to $slice must be positive: ${count}`);
  const start = first >= 0 ? first : Math.max(0, items.length + first);
  return items.slice(start, start + count);
}

function arrayToObject(list: Value): Value {
  if (isNil(list)) return null;
  const entries = arrayOf('$arrayToObject', 'requires an array input, found:', list).map(
    (item): [string, Value] => {
      const [key, value] = Array.isArray(item) ? item : isObj(item) ? [item.k, item.v] : [];
      if (typeof key !== 'string') {
        throw badValue(
          '$arrayToObject requires an array of key-value pairs, where the key must be of type string',
        );
      }
      return [key, value];
    },
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
