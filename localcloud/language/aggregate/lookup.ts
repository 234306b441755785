import type { Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { bind, type Eval } from '../expression/scope.ts';
import type { Obj } from '../types.ts';
import { distinct, keyOf } from '../values/compare.ts';
import { someValueAt } from '../values/paths.ts';
import { isObj, pathParts, show } from '../values/shape.ts';
import { correlatedFilter } from './prefilter.ts';
import type { Env, Rows, Run, StageCompiler } from './stage.ts';
import { withValue } from './unwind.ts';

/** How many documents are joined by one read of the other collection. */
const BATCH = 500;

/** `$lookup` by `localField`/`foreignField`, by `let`/`pipeline`, or by both: the join first, then the pipeline on it. */
export const lookup: StageCompiler = (spec, env) => {
  if (!isObj(spec)) throw badValue('the $lookup specification must be an object');
  const { from, as, localField, foreignField, let: variables = {}, pipeline, ...unknown } = spec;
  const [stray] = Object.keys(unknown);
  if (stray) throw badValue(`unknown argument to $lookup: ${stray}`);
  if (typeof from !== 'string' || typeof as !== 'string')
    throw badValue(`$lookup needs 'from' and 'as': ${show(spec)}`);
  if ((localField === undefined) !== (foreignField === undefined)) {
    throw badValue("$lookup requires both or neither of 'localField' and 'foreignField' to be specified");
  }
  if (localField === undefined && pipeline === undefined) {
    throw badValue(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  }
  const inner = pipeline === undefined ? undefined : innerPipeline(pipeline, variables, env);
  const target = pathParts(as);
  if (typeof localField !== 'string' || typeof foreignField !== 'string') {
    if (localField !== undefined) throw badValue("$lookup: 'localField' and 'foreignField' must be strings");
    return (rows) => piped(rows, from, target, inner!, env);
  }
  const join: Join = { from, local: pathParts(localField), foreign: foreignField, target };
  return (rows) => joined(rows, join, inner, env);
};

interface Inner {
  /** Sets the variables of `let` for a local document. */
  enter(doc: Obj): void;
  run: Run;
  /** What may be asked of the index of the other collection in advance, for a local document. */
  filter(doc: Obj): Filter | undefined;
  /** Whether the answer is the same for every local document. */
  constant: boolean;
}

function innerPipeline(pipeline: Value, variables: Value, env: Env): Inner {
  if (!isObj(variables)) throw badValue("$lookup argument 'let' must be an object");
  const names = Object.keys(variables);
  const values: Eval[] = names.map((name) => compileExpression(variables[name], env.scope));
  const inner = bind(env.scope, names);
  const prefilter = correlatedFilter(pipeline, inner.scope);
  return {
    enter: (doc) => inner.set(values.map((evaluate) => evaluate(doc))),
    run: env.pipeline(pipeline, inner.scope),
    filter: prefilter,
    constant: names.length === 0 && env.scope.slots.size === 0,
  };
}

function* piped(rows: Rows, from: string, target: string[], inner: Inner, env: Env): Rows {
  let kept: Obj[] | undefined;
  for (const doc of rows) {
    inner.enter(doc);
    const found = kept ?? [...inner.run(env.ctx.lookup(from, inner.filter(doc)))];
    if (inner.constant) kept = found;
    yield withValue(doc, target, found);
  }
}

interface Join {
  from: string;
  local: string[];
  foreign: string;
  target: string[];
}

function* joined(rows: Rows, join: Join, inner: Inner | undefined, env: Env): Rows {
  for (const batch of batches(rows)) {
    const wanted = batch.map((doc) => localValues(doc, join.local));
    const found = foreignDocs(join, distinct(wanted.flat()), env);
    for (let i = 0; i < batch.length; i++) {
      const matches = unique(wanted[i]!.flatMap((v) => found.get(keyOf(v)) ?? []));
      if (inner) inner.enter(batch[i]!);
      yield withValue(batch[i]!, join.target, inner ? [...inner.run(matches)] : matches);
    }
  }
}

/** The values a document is joined by: each element of an array, null where there is none. */
function localValues(doc: Obj, path: string[]): Value[] {
  const values: Value[] = [];
  someValueAt(doc, path, (v) => {
    values.push(v ?? null);
    return false;
  });
  return distinct(values.length === 0 ? [null] : values);
}

/** The documents of the other collection by the values they are joined by. */
function foreignDocs(join: Join, values: Value[], env: Env): Map<ReturnType<typeof keyOf>, Obj[]> {
  const byKey = new Map<ReturnType<typeof keyOf>, Obj[]>(values.map((v) => [keyOf(v), []]));
  const plain = values.filter((v) => !(v instanceof RegExp));
  const filter: Filter = { [join.foreign]: plain.length === 1 ? { $eq: plain[0] } : { $in: plain } };
  const parts = pathParts(join.foreign);
  for (const doc of env.ctx.lookup(join.from, filter)) {
    const seen = new Set<ReturnType<typeof keyOf>>();
    someValueAt(doc, parts, (v) => {
      const key = keyOf(v ?? null);
      if (!seen.has(key)) byKey.get(key)?.push(doc);
      seen.add(key);
      return false;
    });
  }
  return byKey;
}

function unique(docs: Obj[]): Obj[] {
  return [...new Set(docs)];
}

function* batches(rows: Rows): Iterable<Obj[]> {
  let batch: Obj[] = [];
  for (const doc of rows) {
    batch.push(doc);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}
