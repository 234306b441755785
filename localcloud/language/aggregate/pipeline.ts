import type { Stage, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { newScope, type Scope } from '../expression/scope.ts';
import type { AggregateContext } from '../types.ts';
import { isObj, lookUp, show } from '../values/shape.ts';
import { parseSort, topDocs } from '../values/sort.ts';
import { bucket, bucketAuto } from './bucket.ts';
import { geoNear } from './geo-near.ts';
import { graphLookup } from './graph-lookup.ts';
import { group } from './group.ts';
import { lookup } from './lookup.ts';
import { simpleStages } from './simple-stages.ts';
import type { Env, Run, StageCompiler } from './stage.ts';
import { unwind } from './unwind.ts';

const STAGES: Readonly<Record<string, StageCompiler>> = {
  ...simpleStages,
  $group: group,
  $unwind: unwind,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $geoNear: geoNear,
};

/** Compiles a pipeline: everything MongoDB would refuse at once is refused before a document is read. */
export function compilePipeline(stages: Stage[], ctx: AggregateContext, scope: Scope = newScope(ctx)): Run {
  const env: Env = {
    scope,
    ctx,
    pipeline: (inner, innerScope) => compilePipeline(stageList(inner), ctx, innerScope ?? scope),
  };
  const named = stages.map(nameOf);
  const runs: Run[] = [];
  for (let i = 0; i < named.length; i++) {
    const [name, spec] = named[i]!;
    const compile = lookUp(STAGES, name);
    if (!compile) throw badValue(`Unrecognized pipeline stage name: '${name}'`);
    if (name === '$geoNear' && i > 0)
      throw badValue('$geoNear is only valid as the first stage in a pipeline.');
    const most = name === '$sort' ? limitAfter(named, i + 1) : undefined;
    runs.push(most === undefined ? compile(spec, env) : firstOfSorted(spec, most));
  }
  return (rows) => runs.reduce((at, run) => run(at), rows);
}

function stageList(stages: Value): Stage[] {
  if (!Array.isArray(stages) || !stages.every(isObj))
    throw badValue(`A pipeline must be an array of objects: ${show(stages)}`);
  return stages;
}

function nameOf(stage: Stage): [name: string, spec: Value] {
  const entries = Object.entries(stage);
  if (entries.length !== 1)
    throw badValue('A pipeline stage specification object must contain exactly one field.');
  return entries[0]!;
}

/** How many sorted documents the following `$skip`s and `$limit` can use. */
function limitAfter(stages: Array<[string, Value]>, from: number): number | undefined {
  let skipped = 0;
  for (const [name, spec] of stages.slice(from)) {
    if (typeof spec !== 'number') return undefined;
    if (name === '$limit') return skipped + spec;
    if (name !== '$skip') return undefined;
    skipped += spec;
  }
  return undefined;
}

function firstOfSorted(spec: Value, most: number): Run {
  const sort = parseSort(spec);
  return (rows) => topDocs(rows, sort, most);
}
