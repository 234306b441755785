import type { Sort, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileElement } from '../filter/compile.ts';
import { isOperatorObject } from '../filter/conditions.ts';
import type { LanguageContext, Obj } from '../types.ts';
import { compareValues, distinct, equalValues } from '../values/compare.ts';
import { clone, isObj, show, typeName } from '../values/shape.ts';
import { sortDocs } from '../values/sort.ts';
import type { FieldChange, Place, UpdateOperator } from './field-change.ts';

export const arrayOperators: Readonly<Record<string, UpdateOperator>> = {
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: (arg, _path, ctx) => {
    const hit = pullTest(arg, ctx);
    return (old) => without('$pull', old, hit);
  },
  $pullAll: (arg) => {
    if (!Array.isArray(arg))
      throw badValue(`$pullAll requires an array argument but was given a ${typeName(arg)}`);
    return (old) => without('$pullAll', old, (item) => arg.some((gone) => equalValues(gone, item)));
  },
};

function push(arg: Value): FieldChange {
  const spec = eachOf(arg);
  for (const key of Object.keys(spec)) {
    if (!['$each', '$position', '$sort', '$slice'].includes(key))
      throw badValue(`Unrecognized clause in $push: ${key}`);
  }
  const { $each, $position, $sort, $slice } = spec;
  if (!Array.isArray($each)) {
    throw badValue(`The argument to $each in $push must be an array but it was of type: ${typeName($each)}`);
  }
  const position = wholeOrNone('$position', $position);
  const size = wholeOrNone('$slice', $slice);
  const sort = $sort === undefined ? undefined : sorter($sort);
  return (old = [], place) => {
    const list = [...arrayAt(old, place)];
    list.splice(position ?? list.length, 0, ...clone($each));
    const sorted = sort ? sort(list) : list;
    if (size === undefined) return sorted;
    if (size === 0) return [];
    return size > 0 ? sorted.slice(0, size) : sorted.slice(size);
  };
}

/** `{ $each: […] }` with its modifiers, or one value. */
function eachOf(arg: Value): Obj {
  return isObj(arg) && '$each' in arg ? arg : { $each: [arg] };
}

function wholeOrNone(name: string, v: Value): number | undefined {
  if (v === undefined) return undefined;
  if (typeof v !== 'number' || !Number.isInteger(v)) {
    throw badValue(`The value for ${name} must be an integer value, not of type: ${typeName(v)}`);
  }
  return v;
}

function sorter(spec: Value): (list: Value[]) => Value[] {
  if (spec === 1 || spec === -1) return (list) => [...list].sort((a, b) => compareValues(a, b) * spec);
  if (!isObj(spec))
    throw badValue(
      'The $sort is invalid: use 1/-1 to sort the whole element, or {field:1/-1} to sort embedded fields',
    );
  const wrap = (item: Value): Obj => ({ e: item });
  const order = Object.fromEntries(
    Object.entries(spec).map(([path, direction]) => [`e.${path}`, direction]),
  ) as Sort;
  return (list) => sortDocs(list.map(wrap), order).map((row) => row.e);
}

function arrayAt(old: Value, { path, id }: Place): Value[] {
  if (Array.isArray(old)) return old;
  throw badValue(
    `The field '${path}' must be an array but is of type ${typeName(old)} in document {_id: ${show(id)}}`,
  );
}

function addToSet(arg: Value): FieldChange {
  const { $each, ...others } = eachOf(arg);
  if (!Array.isArray($each)) {
    throw badValue(
      `The argument to $each in $addToSet must be an array but it was of type ${typeName($each)}`,
    );
  }
  const [unknown] = Object.keys(others);
  if (unknown) throw badValue(`Found unexpected fields after $each in $addToSet: ${unknown}`);
  return (old = [], { path }) => {
    if (!Array.isArray(old)) {
      throw badValue(
        `Cannot apply $addToSet to non-array field. Field named '${path}' has non-array type ${typeName(old)}`,
      );
    }
    const added = distinct($each).filter((v) => !old.some((item) => equalValues(item, v)));
    return [...old, ...clone(added)];
  };
}

function pop(arg: Value): FieldChange {
  if (arg !== 1 && arg !== -1) throw badValue(`$pop expects 1 or -1, found: ${show(arg)}`);
  return (old, { path }) => {
    if (old === undefined) return undefined;
    if (!Array.isArray(old))
      throw badValue(`Path '${path}' contains an element of non-array type '${typeName(old)}'`);
    return arg === 1 ? old.slice(0, -1) : old.slice(1);
  };
}

/** A condition on elements: operators, a filter on sub-documents, a regular expression, or a value to be equal to. */
function pullTest(arg: Value, ctx: LanguageContext): (item: Value) => boolean {
  if (!isObj(arg)) return compileElement(arg, ctx);
  const test = compileElement(arg, ctx);
  return isOperatorObject(arg) ? test : (item) => isObj(item) && test(item);
}

function without(name: string, old: Value, hit: (item: Value) => boolean): Value {
  if (old === undefined) return undefined;
  if (!Array.isArray(old)) throw badValue(`Cannot apply ${name} to a non-array value`);
  return old.filter((item) => !hit(item));
}
