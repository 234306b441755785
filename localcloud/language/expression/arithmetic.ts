import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { dateAt } from '../time/calendar.ts';
import { typeName } from '../values/shape.ts';
import { isNil, nary, type Operator, unary } from './operator.ts';

const MANY = Number.POSITIVE_INFINITY;

export const arithmetic: Record<string, Operator> = {
  $add: nary('$add', 0, MANY, add),
  $subtract: nary('$subtract', 2, 2, ([a, b]) => subtract(a, b)),
  $multiply: nary('$multiply', 0, MANY, (args) => {
    if (args.some(isNil)) return null;
    return args.reduce((product: number, v) => product * numeric('$multiply', v), 1);
  }),
  $divide: binary('$divide', (a, b) => {
    if (b === 0) throw badValue("can't $divide by zero");
    return a / b;
  }),
  $mod: binary('$mod', (a, b) => {
    if (b === 0) throw badValue("can't $mod by zero");
    return a % b;
  }),
  $pow: binary('$pow', (a, b) => {
    if (a === 0 && b < 0) throw badValue('$pow cannot take a base of 0 and a negative exponent');
    return a ** b;
  }),
  $log: binary('$log', (a, b) => {
    positive('$log', a);
    if (b <= 0 || b === 1)
      throw badValue(`$log's base must be a positive number not equal to 1, but is ${b}`);
    return b === 10 ? Math.log10(a) : Math.log(a) / Math.log(b);
  }),
  $abs: one('$abs', Math.abs),
  $ceil: one('$ceil', Math.ceil),
  $floor: one('$floor', Math.floor),
  $exp: one('$exp', Math.exp),
  $ln: one('$ln', (n) => Math.log(positive('$ln', n))),
  $log10: one('$log10', (n) => Math.log10(positive('$log10', n))),
  $sqrt: one('$sqrt', (n) => {
    if (n < 0) throw badValue("$sqrt's argument must be greater than or equal to 0");
    return Math.sqrt(n);
  }),
  $trunc: toPlaces('$trunc', Math.trunc),
  $round: toPlaces('$round', halfToEven),
};

function add(args: Value[]): Value {
  if (args.some(isNil)) return null;
  let sum = 0;
  let isDate = false;
  for (const v of args) {
    if (v instanceof Date) {
      if (isDate) throw badValue('only one date allowed in an $add expression');
      isDate = true;
      sum += v.getTime();
    } else if (typeof v === 'number') sum += v;
    else throw badValue(`$add only supports numeric or date types, not ${typeName(v)}`);
  }
  return isDate ? dateAt(sum) : sum;
}

function subtract(a: Value, b: Value): Value {
  if (isNil(a) || isNil(b)) return null;
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (a instanceof Date && typeof b === 'number') return dateAt(a.getTime() - b);
  throw badValue(`can't $subtract ${typeName(b)} from ${typeName(a)}`);
}

export function numeric(name: string, v: Value): number {
  if (typeof v !== 'number') throw badValue(`${name} only supports numeric types, not ${typeName(v)}`);
  return v;
}

function positive(name: string, n: number): number {
  if (n <= 0) throw badValue(`${name}'s argument must be a positive number, but is ${n}`);
  return n;
}

function one(name: string, fn: (n: number) => number): Operator {
  return unary(name, (v) => (isNil(v) ? null : fn(numeric(name, v))));
}

function binary(name: string, fn: (a: number, b: number) => number): Operator {
  return nary(name, 2, 2, ([a, b]) => (isNil(a) || isNil(b) ? null : fn(numeric(name, a), numeric(name, b))));
}

/** Rounds to decimal places from −20 to 100, on the decimal digits of the number so that 1.005 stays 1.005. */
function toPlaces(name: string, round: (n: number) => number): Operator {
  return nary(name, 1, 2, ([v, places = 0]) => {
    if (isNil(v) || isNil(places)) return null;
    const n = numeric(name, v);
    const digits = numeric(name, places);
    if (!Number.isInteger(digits) || digits < -20 || digits > 100) {
      throw badValue(`cannot apply ${name} with precision value ${digits} value must be in [-20, 100]`);
    }
    return Number.isFinite(n) ? shift(round(shift(n, digits)), -digits) : n;
  });
}

function shift(n: number, digits: number): number {
  const [mantissa, exponent = '0'] = String(n).split('e');
  return Number(`${mantissa}e${Number(exponent) + digits}`);
}

function halfToEven(n: number): number {
  const below = Math.floor(n);
  const rest = n - below;
  if (rest !== 0.5) return Math.round(n);
  return below % 2 === 0 ? below : below + 1;
}
