import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compareValues, equalValues, keyOf, typeRank } from '../values/compare.ts';
import { isObj, lookUp, show, typeName } from '../values/shape.ts';
import type { ValueTest } from './condition-types.ts';
import { isOperatorName, TYPE_ALIASES } from './types.ts';

/** Equality; null also means missing, a regular expression (as a plain value) also what it matches. */
export function equality(arg: Value, regexMatches = false): ValueTest {
  if (arg === null || arg === undefined) return (v) => v === null || v === undefined;
  if (arg instanceof RegExp && regexMatches) return matching(arg);
  if (typeof arg === 'string' || typeof arg === 'boolean') return (v) => v === arg;
  return (v) => equalValues(v, arg);
}

function matching(arg: RegExp): ValueTest {
  const regex = new RegExp(arg.source, arg.flags.replace(/[gy]/g, ''));
  return (v) => (typeof v === 'string' ? regex.test(v) : v instanceof RegExp && equalValues(v, arg));
}

type Range = '$gt' | '$gte' | '$lt' | '$lte';
const PASSES: Record<Range, (order: number) => boolean> = {
  $gt: (order) => order > 0,
  $gte: (order) => order >= 0,
  $lt: (order) => order < 0,
  $lte: (order) => order <= 0,
};

/** A range holds only among values of one type; NaN compares with NaN alone; null with `$gte`/`$lte` means equality. */
export function comparison(name: Range, arg: Value): ValueTest {
  if (arg instanceof RegExp) throw badValue(`Can't have RegEx as arg to predicate over field '${name}'.`);
  const orEqual = name === '$gte' || name === '$lte';
  if (arg === null || arg === undefined) return orEqual ? equality(null) : () => false;
  if (Number.isNaN(arg)) return orEqual ? (v) => Number.isNaN(v) : () => false;
  const passes = PASSES[name];
  const rank = typeRank(arg);
  const anyType = rank === 0 || rank === 12;
  return (v) =>
    v !== undefined &&
    (anyType || (typeRank(v) === rank && !Number.isNaN(v))) &&
    passes(compareValues(v, arg));
}

/** `$in` and `$nin`: values and regular expressions. */
export function membership(name: string, arg: Value): ValueTest {
  if (!Array.isArray(arg)) throw badValue(`${name} needs an array`);
  for (const item of arg) {
    if (isObj(item) && isOperatorName(Object.keys(item)[0])) throw badValue(`cannot nest $ under ${name}`);
  }
  const keys = new Set(arg.map(keyOf));
  const hasNull = keys.has(null) || keys.has(undefined);
  const patterns = arg.filter((item) => item instanceof RegExp).map(matching);
  return (v) =>
    (v === undefined || v === null ? hasNull : keys.has(keyOf(v))) || patterns.some((matches) => matches(v));
}

export function modulo(arg: Value): ValueTest {
  const numbers = Array.isArray(arg) && arg.length === 2 && arg.every((n) => Number.isFinite(n));
  if (!numbers) throw badValue(`malformed mod, needs to be an array of two numbers: ${show(arg)}`);
  const [divisor, remainder] = (arg as [number, number]).map(Math.trunc) as [number, number];
  if (divisor === 0) throw badValue('divisor cannot be 0');
  return (v) => typeof v === 'number' && Number.isFinite(v) && Math.trunc(v) % divisor === remainder;
}

/** `$type` by alias, number or a list of them. */
export function typeTest(arg: Value): ValueTest {
  const wanted = (Array.isArray(arg) ? arg : [arg]).flatMap((name: Value): string[] => {
    const types = lookUp(TYPE_ALIASES, typeof name === 'number' ? String(name) : name);
    if (!types) throw badValue(`Unknown type name alias: ${show(name)}`);
    return types;
  });
  return (v) => v !== undefined && wanted.includes(typeName(v));
}
