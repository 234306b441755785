import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { distinct, equalValues } from '../values/compare.ts';
import { getField, isObj, lookUp, show, typeName } from '../values/shape.ts';
import type { ValueTest } from './condition-types.ts';
import { compileRegex } from './regex.ts';
import { TYPE_ALIASES } from './types.ts';

/** `$jsonSchema`: the draft 4 keywords MongoDB knows. A keyword says nothing about values of other types. */
export function compileSchema(schema: Value): ValueTest {
  if (!isObj(schema)) throw badValue('$jsonSchema must be an object');
  const tests = Object.entries(schema).flatMap(([keyword, arg]) => {
    if (IGNORED.has(keyword)) return [];
    const build = lookUp(KEYWORDS, keyword);
    if (!build) throw badValue(`Unknown $jsonSchema keyword: ${keyword}`);
    return [build(arg, schema)];
  });
  return (v) => tests.every((test) => test(v));
}

const IGNORED = new Set(['title', 'description', 'exclusiveMaximum', 'exclusiveMinimum']);
const JSON_TYPES: Record<string, string[]> = {
  ...TYPE_ALIASES,
  boolean: ['bool'],
  integer: ['int', 'long'],
};

const ofNumber =
  (test: (n: number) => boolean): ValueTest =>
  (v) =>
    typeof v !== 'number' || test(v);
const ofString =
  (test: (s: string) => boolean): ValueTest =>
  (v) =>
    typeof v !== 'string' || test(v);
const ofArray =
  (test: (a: Value[]) => boolean): ValueTest =>
  (v) =>
    !Array.isArray(v) || test(v);
const ofObject =
  (test: (o: Obj) => boolean): ValueTest =>
  (v) =>
    !isObj(v) || test(v);

const KEYWORDS: Record<string, (arg: Value, schema: Obj) => ValueTest> = {
  type: typed,
  bsonType: typed,
  enum: (arg) => {
    const allowed = list(arg);
    return (v) => allowed.some((item) => equalValues(item, v));
  },
  required: (arg) => {
    const names = list(arg).map(String);
    return ofObject((o) => names.every((name) => getField(o, name) !== undefined));
  },
  properties: (arg) => {
    const tests = Object.entries(object(arg)).map(([name, sub]) => [name, compileSchema(sub)] as const);
    return ofObject((o) => tests.every(([name, test]) => getField(o, name) === undefined || test(o[name])));
  },
  patternProperties: (arg) => {
    const tests = Object.entries(object(arg)).map(
      ([name, sub]) => [compileRegex(name), compileSchema(sub)] as const,
    );
    return ofObject((o) =>
      Object.keys(o).every((k) => tests.every(([re, test]) => !re.test(k) || test(o[k]))),
    );
  },
  additionalProperties: (arg, schema) => {
    const known = Object.keys(isObj(schema.properties) ? schema.properties : {});
    const patterns = Object.keys(isObj(schema.patternProperties) ? schema.patternProperties : {}).map((p) =>
      compileRegex(p),
    );
    const test = arg === false ? () => false : isObj(arg) ? compileSchema(arg) : () => true;
    return ofObject((o) =>
      Object.keys(o).every((k) => known.includes(k) || patterns.some((p) => p.test(k)) || test(o[k])),
    );
  },
  minimum: (arg, schema) => {
    const least = number(arg);
    return ofNumber((n) => (schema.exclusiveMinimum === true ? n > least : n >= least));
  },
  maximum: (arg, schema) => {
    const most = number(arg);
    return ofNumber((n) => (schema.exclusiveMaximum === true ? n < most : n <= most));
  },
  multipleOf: (arg) => ofNumber((n) => n % number(arg) === 0),
  minLength: (arg) => ofString((s) => [...s].length >= number(arg)),
  maxLength: (arg) => ofString((s) => [...s].length <= number(arg)),
  pattern: (arg) => {
    const regex = compileRegex(arg);
    return ofString((s) => regex.test(s));
  },
  minItems: (arg) => ofArray((a) => a.length >= number(arg)),
  maxItems: (arg) => ofArray((a) => a.length <= number(arg)),
  uniqueItems: (arg) => ofArray((a) => arg !== true || distinct(a).length === a.length),
  items: (arg) => {
    if (!Array.isArray(arg)) {
      const test = compileSchema(arg);
      return ofArray((a) => a.every(test));
    }
    const tests = arg.map(compileSchema);
    return ofArray((a) => a.every((item, i) => tests[i]?.(item) ?? true));
  },
  minProperties: (arg) => ofObject((o) => Object.keys(o).length >= number(arg)),
  maxProperties: (arg) => ofObject((o) => Object.keys(o).length <= number(arg)),
  allOf: (arg) => combine(arg, (passed, all) => passed === all),
  anyOf: (arg) => combine(arg, (passed) => passed > 0),
  oneOf: (arg) => combine(arg, (passed) => passed === 1),
  not: (arg) => {
    const test = compileSchema(arg);
    return (v) => !test(v);
  },
};

function combine(arg: Value, enough: (passed: number, all: number) => boolean): ValueTest {
  const tests = list(arg).map(compileSchema);
  return (v) => enough(tests.filter((test) => test(v)).length, tests.length);
}

function typed(arg: Value): ValueTest {
  const names = (Array.isArray(arg) ? arg : [arg]).flatMap((name: Value): string[] => {
    const types = lookUp(JSON_TYPES, name);
    if (!types) throw badValue(`Unknown type name alias: ${show(name)}`);
    return types;
  });
  return (v) => names.includes(typeName(v));
}

function list(arg: Value): Value[] {
  if (!Array.isArray(arg) || arg.length === 0)
    throw badValue(`$jsonSchema keyword needs a nonempty array: ${show(arg)}`);
  return arg;
}
function object(arg: Value): Obj {
  if (!isObj(arg)) throw badValue(`$jsonSchema keyword needs an object: ${show(arg)}`);
  return arg;
}
function number(arg: Value): number {
  if (typeof arg !== 'number') throw badValue(`$jsonSchema keyword needs a number: ${show(arg)}`);
  return arg;
}
