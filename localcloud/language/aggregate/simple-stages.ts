import type { Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { compileFilter } from '../filter/compile.ts';
import { compileAddFields, compileProjectStage, compileUnset } from '../projection/stage.ts';
import type { Obj } from '../types.ts';
import { isObj, putField, show, typeName } from '../values/shape.ts';
import { parseSort, sortDocs } from '../values/sort.ts';
import { group } from './group.ts';
import type { Env, Rows, Run, StageCompiler } from './stage.ts';

export const simpleStages: Record<string, StageCompiler> = {
  $match: (spec, env) => {
    const test = matchFilter(spec, env);
    return (rows) => filtered(rows, test);
  },
  $project: (spec, env) => mapped(compileProjectStage(spec, env.scope)),
  $addFields: (spec, env) => mapped(compileAddFields(spec, env.scope)),
  $set: (spec, env) => mapped(compileAddFields(spec, env.scope)),
  $unset: (spec) => mapped(compileUnset(spec)),
  $replaceRoot: (spec, env) => {
    if (!isObj(spec) || !('newRoot' in spec))
      throw badValue('no newRoot specified for the $replaceRoot stage');
    return newRoot(spec.newRoot, env);
  },
  $replaceWith: newRoot,
  $sort: (spec) => {
    const sort = parseSort(spec);
    return (rows) => sortDocs(rows, sort);
  },
  $limit: (spec) => {
    const most = count('$limit', spec, 1);
    return (rows) => first(rows, most);
  },
  $skip: (spec) => {
    const skipped = count('$skip', spec, 0);
    return (rows) => after(rows, skipped);
  },
  $count: (spec) => {
    if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
      throw badValue('the count field must be a non-empty string without $ and .');
    }
    return (rows) => counted(rows, spec);
  },
  $sortByCount: (spec, env) => {
    const isExpression = (typeof spec === 'string' && spec.startsWith('$')) || isObj(spec);
    if (!isExpression)
      throw badValue('the sortByCount field must be defined as a $-prefixed path or an expression');
    const run = group({ _id: spec, count: { $sum: 1 } }, env);
    return (rows) => sortDocs(run(rows), { count: -1 });
  },
  $sample: (spec, env) => {
    const size = isObj(spec) ? count('$sample', spec.size, 0) : undefined;
    const { random } = env.ctx;
    if (size === undefined) throw badValue('the $sample stage specification must be an object');
    if (!random) throw badValue('$sample needs a source of randomness');
    return (rows) => sample(rows, size, random);
  },
  $facet: (spec, env) => {
    if (!isObj(spec) || Object.keys(spec).length === 0)
      throw badValue('the $facet specification must be a non-empty object');
    const facets = Object.entries(spec).map(([name, stages]) => [name, env.pipeline(stages)] as const);
    return (rows) => {
      const all = [...rows];
      return [Object.fromEntries(facets.map(([name, run]) => [name, [...run(all)]]))];
    };
  },
  $unionWith: (spec, env) => {
    const { coll, pipeline = [] }: Obj = isObj(spec) ? spec : { coll: spec };
    if (typeof coll !== 'string') throw badValue(`$unionWith needs the name of a collection: ${show(spec)}`);
    const run = env.pipeline(pipeline);
    return (rows) => chained(rows, () => run(env.ctx.lookup(coll)));
  },
};

/** Compiles the filter of a `$match`; what needs an order of its own has no place here. */
export function matchFilter(spec: Value, env: Env): (doc: Obj) => boolean {
  if (!isObj(spec)) throw badValue('the match filter must be an expression in an object');
  if (/"\$near(?:Sphere)?":/.test(JSON.stringify(spec))) {
    throw badValue('$geoNear, $near, and $nearSphere are not allowed in this context');
  }
  return compileFilter(spec as Filter, env.ctx, env.scope);
}

function newRoot(spec: Value, env: Env): Run {
  const evaluate = compileExpression(spec, env.scope);
  return mapped((doc) => {
    const root = evaluate(doc);
    if (isObj(root)) return root;
    throw badValue(
      `'newRoot' expression must evaluate to an object, but resulting value was: ${show(root)}. Type of resulting value: '${typeName(root)}'.`,
    );
  });
}

function mapped(change: (doc: Obj) => Obj): Run {
  return function* (rows) {
    for (const doc of rows) yield change(doc);
  };
}

function* filtered(rows: Rows, test: (doc: Obj) => boolean): Rows {
  for (const doc of rows) if (test(doc)) yield doc;
}

function* first(rows: Rows, most: number): Rows {
  let taken = 0;
  for (const doc of rows) {
    yield doc;
    if (++taken >= most) return;
  }
}

function* after(rows: Rows, skipped: number): Rows {
  let seen = 0;
  for (const doc of rows) if (++seen > skipped) yield doc;
}

function* counted(rows: Rows, name: string): Rows {
  let n = 0;
  for (const _ of rows) n++;
  const out: Obj = {};
  putField(out, name, n);
  if (n > 0) yield out;
}

function* chained(rows: Rows, more: () => Rows): Rows {
  yield* rows;
  yield* more();
}

/** Reservoir sampling: every document has the same chance, and no more than `size` are held. */
function sample(rows: Rows, size: number, random: () => number): Obj[] {
  const held: Obj[] = [];
  let seen = 0;
  for (const doc of rows) {
    seen++;
    const place = Math.floor(random() * seen);
    if (held.length < size) {
      held.push(held[place] ?? doc);
      held[place] = doc;
    } else if (place < size) held[place] = doc;
  }
  return held;
}

function count(name: string, spec: Value, least: number): number {
  if (typeof spec !== 'number' || !Number.isInteger(spec) || spec < least) {
    throw badValue(
      `invalid argument to ${name} stage: Expected a ${least > 0 ? 'positive' : 'non-negative'} number in: ${name}: ${show(spec)}`,
    );
  }
  return spec;
}
