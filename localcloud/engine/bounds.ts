import type { Filter, Value } from '../types.ts';
import { after, encodeValue, inverted, Type, typeOf } from './keys.ts';

/** One end of an interval: everything that begins with `bytes` is in (or out). */
interface End {
  bytes: Buffer;
  inclusive: boolean;
}
/** Index keys of one part, in ascending order. `point` = exactly one value. */
export interface Interval {
  low: End;
  high: End;
  point: boolean;
}
/** What one condition allows: any of these intervals, sorted and disjoint. */
export type Allowed = Interval[];

/**
 * What a filter says about index keys. A matching document has, for every entry, at least one key in one of its
 * intervals. `exact` = nothing else was said, so (without arrays) being in the intervals also means matching.
 */
export interface Conditions {
  byField: Map<string, Allowed[]>;
  alternatives: Filter[][];
  exact: boolean;
}

export function conditionsOf(filter: Filter): Conditions {
  const found: Conditions = { byField: new Map(), alternatives: [], exact: true };
  collect(filter, '', found);
  return found;
}

function collect(filter: Filter, prefix: string, found: Conditions): void {
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(value))
      for (const part of value) collect(part as Filter, prefix, found);
    else if (key.startsWith('$')) {
      found.exact = false;
      if (key === '$or' && Array.isArray(value) && prefix === '') found.alternatives.push(value as Filter[]);
    } else collectField(prefix + key, value, found);
  }
}

function collectField(field: string, value: Value, found: Conditions): void {
  if (!isOperators(value)) {
    note(field, equal(value), found);
    return;
  }
  for (const [operator, operand] of Object.entries(value)) {
    if (operator === '$elemMatch') collectElement(field, operand, found);
    else note(field, allowed(operator, operand), found);
  }
}

/** Conditions on the elements of an array hold, one by one, for the array's keys. */
function collectElement(field: string, operand: Value, found: Conditions): void {
  found.exact = false;
  if (isOperators(operand)) collectField(field, operand, found);
  else if (typeOf(operand) === Type.object) collect(operand as Filter, `${field}.`, found);
}

function note(field: string, intervals: Allowed | undefined, found: Conditions): void {
  // A number in a path may be an array's index or a field's name: left to the filter.
  if (!intervals || /(^|\.)\d+(\.|$)/.test(field)) {
    found.exact = false;
    return;
  }
  const list = found.byField.get(field);
  if (list) list.push(intervals);
  else found.byField.set(field, [intervals]);
}

function allowed(operator: string, operand: Value): Allowed | undefined {
  if (operator === '$eq') return equal(operand);
  if (operator === '$in') return Array.isArray(operand) ? anyOf(operand) : undefined;
  if (operator === '$gt' || operator === '$gte' || operator === '$lt' || operator === '$lte')
    return range(operator, operand);
  return undefined;
}

/** Only plain values: objects, arrays and expressions are compared by the filter, by rules of their own. */
function isPlain(value: Value): boolean {
  const type = typeOf(value);
  if (type === Type.number) return !Number.isNaN(value);
  if (type === Type.date) return !Number.isNaN((value as Date).getTime());
  return type === Type.string || type === Type.boolean;
}

function equal(value: Value): Allowed | undefined {
  return isPlain(value) || value === null ? [point(value)] : undefined;
}

function anyOf(values: Value[]): Allowed | undefined {
  if (!values.every((value) => isPlain(value) || value === null)) return undefined;
  const points = new Map(values.map((value) => [encodeValue(value).toString('latin1'), point(value)]));
  return [...points.values()].sort((a, b) => Buffer.compare(a.low.bytes, b.low.bytes));
}

function point(value: Value): Interval {
  const end = { bytes: encodeValue(value), inclusive: true };
  return { low: end, high: end, point: true };
}

/** Comparisons hold within one type only, as in MongoDB; NaN is below every number and in no range. */
function range(operator: '$gt' | '$gte' | '$lt' | '$lte', operand: Value): Allowed | undefined {
  if (!isPlain(operand)) return undefined;
  const type = typeOf(operand);
  const end = { bytes: encodeValue(operand), inclusive: operator.endsWith('e') };
  const whole = { bytes: Buffer.from([type]), inclusive: true };
  const lowest = { bytes: least(type), inclusive: true };
  return operator.startsWith('$g')
    ? [{ low: end, high: whole, point: false }]
    : [{ low: lowest, high: end, point: false }];
}

function least(type: number): Buffer {
  if (type === Type.number) return encodeValue(Number.NEGATIVE_INFINITY);
  if (type === Type.date)
    return Buffer.concat([Buffer.from([type]), encodeValue(Number.NEGATIVE_INFINITY).subarray(1)]);
  return Buffer.from([type]);
}

/** First key of the interval, and first key above it. */
const startOf = (low: End) => (low.inclusive ? low.bytes : after(low.bytes));
const endOf = (high: End) => (high.inclusive ? after(high.bytes) : high.bytes);

export function intersect(a: Allowed, b: Allowed): Allowed {
  const out: Allowed = [];
  for (const x of a)
    for (const y of b) {
      const low = Buffer.compare(startOf(x.low), startOf(y.low)) >= 0 ? x.low : y.low;
      const high = Buffer.compare(endOf(x.high), endOf(y.high)) <= 0 ? x.high : y.high;
      if (Buffer.compare(startOf(low), endOf(high)) < 0) out.push({ low, high, point: x.point || y.point });
    }
  return out;
}

/** The half-open byte range of an interval as one part of an index stores it. */
export function bytesOf(interval: Interval, direction: 1 | -1): { start: Buffer; end: Buffer } {
  const { low, high } = interval;
  if (direction === 1) return { start: startOf(low), end: endOf(high) };
  return {
    start: high.inclusive ? inverted(high.bytes) : after(inverted(high.bytes)),
    end: low.inclusive ? after(inverted(low.bytes)) : inverted(low.bytes),
  };
}

/** `{ $gt: 1 }` and the like: an object whose keys are operators. */
export function isOperators(value: Value): value is Record<string, Value> {
  return typeOf(value) === Type.object && Object.keys(value as object)[0]?.startsWith('$') === true;
}
