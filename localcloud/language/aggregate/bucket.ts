import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Obj } from '../types.ts';
import { compareValues, equalValues, typeRank } from '../values/compare.ts';
import { isObj, show, typeName } from '../values/shape.ts';
import { accumulatorFields, Fold } from './group.ts';
import { type Rounder, rounderOf } from './series.ts';
import type { Rows, StageCompiler } from './stage.ts';

const COUNT = { count: { $sum: 1 } };

/** `$bucket`: groups by half-open ranges between given boundaries. */
export const bucket: StageCompiler = (spec, env) => {
  if (!isObj(spec)) throw badValue('Argument to $bucket stage must be an object');
  const { groupBy, boundaries, default: otherwise, output = COUNT } = spec;
  if (groupBy === undefined || !Array.isArray(boundaries)) {
    throw badValue("$bucket requires 'groupBy' and 'boundaries' to be specified.");
  }
  checkBoundaries(boundaries);
  const by = compileExpression(groupBy, env.scope);
  const fields = accumulatorFields(outputOf(output), env.scope);
  return (rows) => {
    const folds = new Map<Value, Fold>();
    for (const doc of rows) {
      const key = boundaryOf(by(doc), boundaries) ?? otherwise;
      if (key === undefined) {
        throw badValue(
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      }
      if (!folds.has(key)) folds.set(key, new Fold(fields));
      folds.get(key)!.add(doc);
    }
    return [...folds]
      .sort(([a], [b]) => compareValues(a, b))
      .map(([_id, fold]) => ({ _id, ...fold.result() }));
  };
};

function checkBoundaries(boundaries: Value[]): void {
  if (boundaries.length < 2) throw badValue("The $bucket 'boundaries' field must have at least 2 values");
  boundaries.slice(1).forEach((upper, i) => {
    if (typeRank(upper) !== typeRank(boundaries[i])) {
      throw badValue("All values in the the 'boundaries' option to $bucket must have the same type.");
    }
    if (compareValues(boundaries[i], upper) >= 0) {
      throw badValue("The 'boundaries' option to $bucket must be sorted in ascending order");
    }
  });
}

/** The lower boundary of the range a value lies in. */
function boundaryOf(v: Value, boundaries: Value[]): Value {
  const above = boundaries.findIndex((boundary) => compareValues(v, boundary) < 0);
  return above > 0 ? boundaries[above - 1] : undefined;
}

function outputOf(output: Value): Obj {
  if (!isObj(output)) throw badValue("The 'output' field must be an object");
  return output;
}

/** `$bucketAuto`: as many buckets of equal size as asked for, where equal values allow it. */
export const bucketAuto: StageCompiler = (spec, env) => {
  if (!isObj(spec)) throw badValue('Argument to $bucketAuto stage must be an object');
  const { groupBy, buckets, output = COUNT, granularity } = spec;
  if (groupBy === undefined || buckets === undefined) {
    throw badValue("$bucketAuto requires 'groupBy' and 'buckets' to be specified");
  }
  if (typeof buckets !== 'number' || !Number.isInteger(buckets) || buckets < 1) {
    throw badValue(`The $bucketAuto 'buckets' field must be greater than 0, but found: ${show(buckets)}`);
  }
  const rounder = granularity === undefined ? undefined : rounderOf(granularity);
  const by = compileExpression(groupBy, env.scope);
  const fields = accumulatorFields(outputOf(output), env.scope);
  return (rows) => {
    const keyed = keyedRows(rows, by);
    const cuts = rounder ? seriesCuts(keyed, buckets, rounder) : evenCuts(keyed, buckets);
    return cuts.map(({ _id, from, to }) => {
      const fold = new Fold(fields);
      for (const { doc } of keyed.slice(from, to)) fold.add(doc);
      return { _id, ...fold.result() };
    });
  };
};

interface Keyed {
  key: Value;
  doc: Obj;
}
/** One bucket: its bounds and which of the sorted rows are in it. */
interface Cut {
  _id: Obj;
  from: number;
  to: number;
}

function keyedRows(rows: Rows, by: (doc: Obj) => Value): Keyed[] {
  return [...rows].map((doc) => ({ key: by(doc) ?? null, doc })).sort((a, b) => compareValues(a.key, b.key));
}

function evenCuts(rows: Keyed[], buckets: number): Cut[] {
  const size = Math.max(1, Math.round(rows.length / buckets));
  const cuts: Cut[] = [];
  let from = 0;
  while (from < rows.length) {
    let to = cuts.length === buckets - 1 ? rows.length : Math.min(from + size, rows.length);
    while (to < rows.length && equalValues(rows[to]!.key, rows[to - 1]!.key)) to++;
    const max = (rows[to] ?? rows[rows.length - 1]!).key;
    cuts.push({ _id: { min: rows[from]!.key, max }, from, to });
    from = to;
  }
  return cuts;
}

/** Bounds rounded to a series of preferred numbers; what a rounded bound takes in joins the bucket. */
function seriesCuts(rows: Keyed[], buckets: number, { up, down }: Rounder): Cut[] {
  const keys = rows.map(({ key }) => numberKey(key));
  const size = Math.max(1, Math.round(keys.length / buckets));
  const cuts: Cut[] = [];
  let from = 0;
  let min = down(keys[0] ?? 0);
  while (from < keys.length) {
    let to = cuts.length === buckets - 1 ? keys.length : Math.min(from + size, keys.length);
    let max = up(keys[to - 1]!);
    while (to < keys.length && (keys[to]! < max || keys[to] === keys[to - 1])) to++;
    // A bucket of zeros ends where the next one begins.
    if (max === 0 && to < keys.length) max = down(keys[to]!);
    cuts.push({ _id: { min, max }, from, to });
    min = max;
    from = to;
  }
  return cuts;
}

function numberKey(key: Value): number {
  if (typeof key === 'number' && key >= 0) return key;
  throw badValue(
    `$bucketAuto can specify a 'granularity' with numeric boundaries only, but found a value with type: ${typeName(key)}`,
  );
}
