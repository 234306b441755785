import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Eval } from '../expression/scope.ts';
import type { Obj } from '../types.ts';
import { isObj, pathParts, putField } from '../values/shape.ts';

/** What happens to a field: kept, dropped, computed, or what is below it decides. */
export type Leaf = 'keep' | 'drop' | Eval;
export type Tree = Map<string, Leaf | Tree>;

/** Puts a leaf at a dotted path; two leaves on one path are a collision. */
export function plant(tree: Tree, path: string, leaf: Leaf): void {
  const parts = pathParts(path);
  const last = parts.pop()!;
  let at = tree;
  for (const part of parts) {
    let next = at.get(part);
    if (next === undefined) {
      next = new Map();
      at.set(part, next);
    }
    if (!(next instanceof Map)) throw badValue(`Invalid $project :: caused by :: Path collision at ${path}`);
    at = next;
  }
  if (at.has(last)) throw badValue(`Invalid $project :: caused by :: Path collision at ${path}`);
  at.set(last, leaf);
}

/** Only what the tree keeps, in the order of the document. Of an array, each object is looked through. */
export function include(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) {
    return value.map((item) => include(item, tree)).filter((item) => item !== undefined);
  }
  if (!isObj(value)) return undefined;
  const out: Obj = {};
  for (const key of Object.keys(value)) {
    const node = tree.get(key);
    if (node === 'keep') putField(out, key, value[key]);
    else if (node instanceof Map) {
      const inner = include(value[key], node);
      if (inner !== undefined) putField(out, key, inner);
    }
  }
  return out;
}

/** Everything but what the tree drops. */
export function exclude(value: Value, tree: Tree): Value {
  if (Array.isArray(value)) return value.map((item) => exclude(item, tree));
  if (!isObj(value)) return value;
  const out: Obj = {};
  for (const key of Object.keys(value)) {
    const node = tree.get(key);
    if (node === 'drop') continue;
    putField(out, key, node instanceof Map ? exclude(value[key], node) : value[key]);
  }
  return out;
}

/** A copy with the computed fields of the tree written; a field that comes out missing is removed. */
export function compute(value: Value, tree: Tree, root: Value): Value {
  if (Array.isArray(value)) return value.map((item) => compute(item, tree, root));
  const out: Obj = isObj(value) ? { ...value } : {};
  for (const [key, node] of tree) {
    if (typeof node === 'string') continue;
    if (node instanceof Map && !computes(node)) continue;
    const v = node instanceof Map ? compute(out[key], node, root) : node(root);
    if (v === undefined) delete out[key];
    else putField(out, key, v);
  }
  return out;
}

/** Whether anything in the tree is computed. */
export function computes(tree: Tree): boolean {
  return [...tree.values()].some((node) => (node instanceof Map ? computes(node) : typeof node !== 'string'));
}
