import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { dateAt } from '../time/calendar.ts';
import { parseDate } from '../time/parse.ts';
import { utc } from '../time/zones.ts';
import { show, typeName } from '../values/shape.ts';
import { isNil, type Operator, unary } from './operator.ts';
import { text } from './strings.ts';

const convert = (name: string, fn: (v: Value) => Value): Operator =>
  unary(name, (v) => (isNil(v) ? null : fn(v)));

/** `$type` and the `$to…` conversions. */
export const conversions: Record<string, Operator> = {
  $type: unary('$type', typeName),
  $isNumber: unary('$isNumber', (v) => typeof v === 'number'),
  $toString: convert('$toString', (v) => (typeof v === 'boolean' ? String(v) : text(v))),
  $toBool: convert('$toBool', (v) => v !== false && v !== 0),
  $toDouble: convert('$toDouble', (v) => toNumber('double', v)),
  $toInt: convert('$toInt', (v) => toWhole('int', v)),
  $toLong: convert('$toLong', (v) => toWhole('long', v)),
  $toDate: convert('$toDate', (v) => {
    if (v instanceof Date) return v;
    if (typeof v === 'number') return dateAt(v);
    if (typeof v === 'string') return parseDate(v, utc);
    throw unsupported(v, 'date');
  }),
};

function toNumber(target: string, v: Value): number {
  if (typeof v === 'number') return v;
  if (typeof v === 'boolean') return Number(v);
  if (v instanceof Date) return v.getTime();
  if (typeof v !== 'string') throw unsupported(v, target);
  const n = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(v) ? Number(v) : Number.NaN;
  if (Number.isNaN(n)) throw badValue(`Failed to parse number ${show(v)} in $convert with no onError value`);
  return n;
}

function toWhole(target: string, v: Value): number {
  const n = toNumber(target, v);
  if (typeof v === 'string' && !/^[+-]?\d+$/.test(v)) {
    throw badValue(`Failed to parse number ${show(v)} in $convert with no onError value`);
  }
  if (!Number.isFinite(n))
    throw badValue('Attempt to convert NaN or infinity value to integer type in $convert');
  return Math.trunc(n);
}

function unsupported(v: Value, target: string): Error {
  return badValue(
    `Unsupported conversion from ${typeName(v)} to ${target} in $convert with no onError value`,
  );
}
