import type { Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { named } from '../expression/operator.ts';
import type { Obj } from '../types.ts';
import { distinct, keyOf } from '../values/compare.ts';
import { someValueAt } from '../values/paths.ts';
import { pathParts, show } from '../values/shape.ts';
import { matchFilter } from './simple-stages.ts';
import type { Env, StageCompiler } from './stage.ts';
import { withValue } from './unwind.ts';

const OPTIONS = [
  'from',
  'startWith',
  'connectFromField',
  'connectToField',
  'as',
  'maxDepth',
  'depthField',
  'restrictSearchWithMatch',
];

interface Walk {
  from: string;
  fromField: string[];
  toField: string;
  depthField: string | undefined;
  maxDepth: number;
  allowed: (doc: Obj) => boolean;
}

/** `$graphLookup`: follows references through another collection, breadth first, each document once. */
export const graphLookup: StageCompiler = (arg, env) => {
  const spec = named('$graphLookup', arg, OPTIONS, [
    'from',
    'startWith',
    'connectFromField',
    'connectToField',
    'as',
  ]);
  const walk: Walk = {
    from: string(spec, 'from'),
    fromField: pathParts(string(spec, 'connectFromField')),
    toField: string(spec, 'connectToField'),
    depthField: spec.depthField === undefined ? undefined : string(spec, 'depthField'),
    maxDepth: typeof spec.maxDepth === 'number' ? spec.maxDepth : Number.POSITIVE_INFINITY,
    allowed:
      spec.restrictSearchWithMatch === undefined
        ? () => true
        : matchFilter(spec.restrictSearchWithMatch, env),
  };
  const start = compileExpression(spec.startWith, env.scope);
  const target = pathParts(string(spec, 'as'));
  return function* (rows) {
    for (const doc of rows) yield withValue(doc, target, reachable(start(doc), walk, env));
  };
};

function reachable(start: Value, walk: Walk, env: Env): Obj[] {
  const found = new Map<ReturnType<typeof keyOf>, Obj>();
  const asked = new Set<ReturnType<typeof keyOf>>();
  let frontier = distinct(Array.isArray(start) ? start : [start ?? null]);
  for (let depth = 0; frontier.length > 0 && depth <= walk.maxDepth; depth++) {
    for (const v of frontier) asked.add(keyOf(v));
    const next: Value[] = [];
    const filter: Filter = { [walk.toField]: { $in: frontier } };
    for (const doc of env.ctx.lookup(walk.from, filter)) {
      if (found.has(keyOf(doc._id)) || !walk.allowed(doc)) continue;
      found.set(keyOf(doc._id), walk.depthField ? withValue(doc, pathParts(walk.depthField), depth) : doc);
      someValueAt(doc, walk.fromField, (v) => {
        if (v !== undefined && !Array.isArray(v) && !asked.has(keyOf(v))) next.push(v);
        return false;
      });
    }
    frontier = distinct(next);
  }
  return [...found.values()];
}

function string(spec: Obj, name: string): string {
  const v = spec[name];
  if (typeof v !== 'string') throw badValue(`$graphLookup: ${name} must be a string: ${show(v)}`);
  return v;
}
