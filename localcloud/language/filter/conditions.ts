import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { geoTest } from '../geo/query.ts';
import type { LanguageContext, Obj } from '../types.ts';
import { someAt, someValueAt } from '../values/paths.ts';
import { isObj, show } from '../values/shape.ts';
import { bitTest } from './bits.ts';
import type { ElementCompiler, PathTest, ValueTest } from './condition-types.ts';
import { compileRegex } from './regex.ts';
import { comparison, equality, membership, modulo, typeTest } from './tests.ts';

/** `{ $gt: 1 }` and the like; `{}` and `{ a: 1 }` are values to be equal to. */
export function isOperatorObject(v: Value): v is Obj {
  if (!isObj(v)) return false;
  const first = Object.keys(v)[0];
  return first?.startsWith('$') === true;
}

/** Compiles the condition of one field. Negations are of the whole path, the others ask for any value there. */
export function pathTest(condition: Value, ctx: LanguageContext, element: ElementCompiler): PathTest {
  if (!isOperatorObject(condition)) return anyValue(equality(condition, true));
  const tests = Object.entries(condition).map(([name, arg]) =>
    operatorTest(name, arg, condition, ctx, element),
  );
  const [first] = tests;
  return tests.length === 1 ? first! : (doc, parts) => tests.every((test) => test(doc, parts));
}

const anyValue =
  (test: ValueTest): PathTest =>
  (doc, parts) =>
    someValueAt(doc, parts, test);
const anyWhole =
  (test: ValueTest): PathTest =>
  (doc, parts) =>
    someAt(doc, parts, 0, test);
const none =
  (test: PathTest): PathTest =>
  (doc, parts) =>
    !test(doc, parts);

function operatorTest(
  name: string,
  arg: Value,
  all: Obj,
  ctx: LanguageContext,
  element: ElementCompiler,
): PathTest {
  switch (name) {
    case '$ne':
      if (arg instanceof RegExp) throw badValue("Can't have regex as arg to $ne.");
      return none(anyValue(equality(arg)));
    case '$nin':
      return none(anyValue(membership(name, arg)));
    case '$not':
      return none(negated(arg, ctx, element));
    case '$exists': {
      const there = anyWhole((v) => v !== undefined);
      return arg === false || arg === 0 || arg === null ? none(there) : there;
    }
    case '$all':
      return everyOf(arg, ctx, element);
    case '$size':
      return anyWhole(sizeTest(arg));
    case '$elemMatch':
      return anyWhole(elemMatch(arg, ctx, element));
    case '$geoWithin':
    case '$geoIntersects':
    case '$near':
    case '$nearSphere':
      return anyWhole(geoTest(name, arg));
    default:
      return anyValue(valueTest(name, arg, all));
  }
}

/** Operators that look at one value and know nothing of arrays. */
function valueTest(name: string, arg: Value, all: Obj): ValueTest {
  switch (name) {
    case '$eq':
      return equality(arg);
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return comparison(name, arg);
    case '$in':
      return membership(name, arg);
    case '$type':
      return typeTest(arg);
    case '$mod':
      return modulo(arg);
    case '$regex': {
      const regex = compileRegex(arg, all.$options);
      return (v) => typeof v === 'string' && regex.test(v);
    }
    case '$options':
      if (!('$regex' in all)) throw badValue('$options needs a $regex');
      return () => true;
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return bitTest(name, arg);
    default:
      throw badValue(`unknown operator: ${name}`);
  }
}

/** All operators of a condition on one element itself (arrays among elements are not opened again). */
export function valueTests(condition: Value, ctx: LanguageContext, element: ElementCompiler): ValueTest[] {
  if (!isOperatorObject(condition)) return [equality(condition, true)];
  return Object.entries(condition).map(([name, arg]): ValueTest => {
    switch (name) {
      case '$ne':
        return not(equality(arg));
      case '$nin':
        return not(membership(name, arg));
      case '$not': {
        const tests = valueTests(operand(arg), ctx, element);
        return (v) => !tests.every((test) => test(v));
      }
      case '$exists':
        return (v) => (v !== undefined) === Boolean(arg);
      case '$size':
        return sizeTest(arg);
      case '$elemMatch':
        return elemMatch(arg, ctx, element);
      case '$all': {
        const test = everyOf(arg, ctx, element);
        return (v) => test({ v }, ['v']);
      }
      case '$geoWithin':
      case '$geoIntersects':
        return geoTest(name, arg);
      default:
        return valueTest(name, arg, condition);
    }
  });
}
const not =
  (test: ValueTest): ValueTest =>
  (v) =>
    !test(v);

function operand(arg: Value): Value {
  if (arg instanceof RegExp || isOperatorObject(arg)) return arg;
  throw badValue(isObj(arg) ? '$not cannot be empty' : '$not needs a regex or a document');
}

function negated(arg: Value, ctx: LanguageContext, element: ElementCompiler): PathTest {
  return pathTest(operand(arg), ctx, element);
}

function sizeTest(arg: Value): ValueTest {
  if (typeof arg !== 'number' || !Number.isInteger(arg) || arg < 0) {
    throw badValue(`Failed to parse $size. Expected a non-negative integer: ${show(arg)}`);
  }
  return (v) => Array.isArray(v) && v.length === arg;
}

function elemMatch(arg: Value, ctx: LanguageContext, element: ElementCompiler): ValueTest {
  if (!isObj(arg)) throw badValue('$elemMatch needs an Object');
  const test = element(arg, ctx);
  return (v) => Array.isArray(v) && v.some(test);
}

function everyOf(arg: Value, ctx: LanguageContext, element: ElementCompiler): PathTest {
  if (!Array.isArray(arg)) throw badValue('$all needs an array');
  const tests = arg.map((item: Value): PathTest => {
    if (isOperatorObject(item) && '$elemMatch' in item)
      return anyWhole(elemMatch(item.$elemMatch, ctx, element));
    if (isOperatorObject(item)) throw badValue('no $ expressions in $all');
    return anyValue(equality(item, true));
  });
  return (doc, parts) => tests.length > 0 && tests.every((test) => test(doc, parts));
}
