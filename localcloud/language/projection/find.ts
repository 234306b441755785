import type { Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { slice } from '../expression/arrays.ts';
import { compileElement } from '../filter/compile.ts';
import { matchedIndex } from '../filter/positional.ts';
import type { LanguageContext, Obj } from '../types.ts';
import { getField, isObj, putField, show } from '../values/shape.ts';
import { exclude, include, plant, type Tree } from './tree.ts';

export type Project = (doc: Obj) => Obj;
type Mode = 'keep' | 'drop';

/**
 * A compiled projection of a find: fields kept or dropped (not both, but for `_id`), `$slice`, `$elemMatch`, and
 * `field.$`, for which the filter is needed. A new document comes out.
 */
export function compileProjection(
  projection: Record<string, Value>,
  ctx: LanguageContext,
  filter?: Filter,
): Project {
  const plan = planOf(projection, ctx, filter ?? {});
  if (plan.leaves.length === 0 && plan.special.length === 0) return (doc) => doc;
  const mode = modeOf(plan);
  const tree: Tree = new Map();
  for (const [path, leaf] of plan.leaves) if (leaf === mode) plant(tree, path, leaf);
  if (mode === 'keep') {
    for (const { path } of plan.special) plant(tree, path, 'keep');
    if (!plan.leaves.some(([path]) => path === '_id')) tree.set('_id', 'keep');
  }
  return (doc) => {
    const out = (mode === 'keep' ? include(doc, tree) : exclude(doc, tree)) as Obj;
    return plan.special.reduce(
      (result, { path, change }) => changed(result, path.split('.'), change(doc)),
      out,
    );
  };
}

interface Plan {
  leaves: Array<[path: string, leaf: Mode]>;
  /** `$slice`, `$elemMatch` and `$`: what becomes of an array, given the whole document. */
  special: Array<{ path: string; keeps: boolean; change: (doc: Obj) => (v: Value) => Value }>;
}

function planOf(projection: Obj, ctx: LanguageContext, filter: Filter, prefix = ''): Plan {
  const plan: Plan = { leaves: [], special: [] };
  for (const [key, spec] of Object.entries(projection)) {
    const path = prefix + key;
    if (path.endsWith('.$')) plan.special.push(positional(path.slice(0, -2), filter, ctx));
    else if (isObj(spec)) {
      const [operator] = Object.keys(spec);
      if (operator?.startsWith('$')) plan.special.push({ path, ...special(operator, spec[operator], ctx) });
      else {
        const inner = planOf(spec, ctx, filter, `${path}.`);
        plan.leaves.push(...inner.leaves);
        plan.special.push(...inner.special);
      }
    } else if (typeof spec === 'number' || typeof spec === 'boolean')
      plan.leaves.push([path, spec ? 'keep' : 'drop']);
    else throw badValue(`Unsupported projection option: ${path}: ${show(spec)}`);
  }
  return plan;
}

function modeOf(plan: Plan): Mode {
  const modes = new Set<Mode>(plan.leaves.filter(([path]) => path !== '_id').map(([, leaf]) => leaf));
  for (const { keeps } of plan.special) if (keeps) modes.add('keep');
  if (modes.size > 1) throw badValue('Cannot do exclusion and inclusion in one projection');
  const [mode] = modes;
  if (mode) return mode;
  const id = plan.leaves.find(([path]) => path === '_id');
  return id?.[1] ?? 'drop';
}

function special(operator: string, arg: Value, ctx: LanguageContext) {
  if (operator === '$slice') {
    const [a, b] = Array.isArray(arg) ? arg : [arg];
    slice([], a, b);
    return { keeps: false, change: () => (v: Value) => (Array.isArray(v) ? slice(v, a, b) : v) };
  }
  if (operator === '$elemMatch') {
    const test = compileElement(arg, ctx);
    const first = (v: Value): Value => (Array.isArray(v) ? firstOf(v.findIndex(test), v) : undefined);
    return { keeps: true, change: () => first };
  }
  throw badValue(`Unsupported projection option: ${operator}`);
}

function positional(path: string, filter: Filter, ctx: LanguageContext): Plan['special'][number] {
  const find = matchedIndex(filter, path, ctx);
  return {
    path,
    keeps: true,
    change: (doc) => (v) => (Array.isArray(v) ? firstOf(find(doc), v) : v),
  };
}

function firstOf(index: number, list: Value[]): Value {
  return index < 0 ? undefined : [list[index]];
}

function changed(value: Obj, [part, ...rest]: string[], change: (v: Value) => Value): Obj {
  const old = getField(value, part!);
  if (old === undefined) return value;
  const next = rest.length === 0 ? change(old) : isObj(old) ? changed(old, rest, change) : old;
  const out = { ...value };
  if (next === undefined) delete out[part!];
  else putField(out, part!, next);
  return out;
}
