import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Scope } from '../expression/scope.ts';
import type { Obj } from '../types.ts';
import { isObj } from '../values/shape.ts';
import { compute, computes, exclude, include, type Leaf, plant, type Tree } from './tree.ts';

/** Compiles `$project`: fields kept (1), dropped (0) or computed; nested objects mean dotted paths. */
export function compileProjectStage(spec: Value, scope: Scope): (doc: Obj) => Obj {
  if (!isObj(spec) || Object.keys(spec).length === 0) {
    throw badValue('Invalid $project :: caused by :: projection specification must have at least one field');
  }
  const tree: Tree = new Map();
  let keeps = false;
  let drops = false;
  for (const [path, leaf] of leaves(spec, scope, projectLeaf)) {
    plant(tree, path, leaf);
    if (path === '_id' && leaf !== 'keep') continue;
    if (leaf === 'drop') drops = true;
    else if (path !== '_id' || Object.keys(spec).length === 1) keeps = true;
  }
  if (keeps && drops)
    throw badValue('Invalid $project :: caused by :: Cannot do exclusion and inclusion in one projection');
  if (!keeps && (drops || tree.get('_id') === 'drop')) return (doc) => exclude(doc, tree) as Obj;
  if (!tree.has('_id')) tree.set('_id', 'keep');
  const calculated = computes(tree);
  return (doc) => {
    const kept = include(doc, tree) as Obj;
    return calculated ? (compute(kept, tree, doc) as Obj) : kept;
  };
}

/** Compiles `$addFields` and `$set`. */
export function compileAddFields(spec: Value, scope: Scope): (doc: Obj) => Obj {
  if (!isObj(spec) || Object.keys(spec).length === 0) {
    throw badValue(
      'Invalid $addFields :: caused by :: specification must be an object with at least one field',
    );
  }
  const tree: Tree = new Map();
  for (const [path, leaf] of leaves(spec, scope, (v) => compileExpression(v, scope))) plant(tree, path, leaf);
  return (doc) => compute(doc, tree, doc) as Obj;
}

/** Compiles `$unset`: one field or a list of them. */
export function compileUnset(spec: Value): (doc: Obj) => Obj {
  const paths = Array.isArray(spec) ? spec : [spec];
  const tree: Tree = new Map();
  for (const path of paths) {
    if (typeof path !== 'string' || path === '')
      throw badValue('$unset specification must be a string or an array of strings');
    plant(tree, path, 'drop');
  }
  return (doc) => exclude(doc, tree) as Obj;
}

function projectLeaf(v: Value, scope: Scope): Leaf {
  if (typeof v === 'number' || typeof v === 'boolean') return v ? 'keep' : 'drop';
  return compileExpression(v, scope);
}

function* leaves(
  spec: Obj,
  scope: Scope,
  leafOf: (v: Value, scope: Scope) => Leaf,
  prefix = '',
): Generator<[string, Leaf]> {
  for (const [key, v] of Object.entries(spec)) {
    if (key.startsWith('$')) throw badValue(`FieldPath field names may not start with '$': ${key}`);
    const isExpression = !isObj(v) || Object.keys(v).length === 0 || Object.keys(v)[0]!.startsWith('$');
    if (isExpression) yield [prefix + key, leafOf(v, scope)];
    else yield* leaves(v, scope, leafOf, `${prefix + key}.`);
  }
}
