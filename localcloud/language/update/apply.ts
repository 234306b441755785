import type { Doc, Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { matchedIndex } from '../filter/positional.ts';
import type { LanguageContext, Obj, UpdateContext } from '../types.ts';
import { clone, getField, isObj, typeName } from '../values/shape.ts';
import { type Change, checkConflicts, parseUpdate } from './parse.ts';
import { concretePaths, readPath, writePath } from './write.ts';

/** Applies update operators; `doc` is a new document (or the old one when nothing changed), the input stays as it was. */
export function applyUpdate(
  doc: Doc,
  update: Record<string, Value>,
  ctx: UpdateContext,
): { doc: Doc; changed: boolean } {
  const all = parseUpdate(update, ctx);
  checkConflicts(targets(all));
  // Conflicts count for `$setOnInsert` too, although it does nothing to a document that exists.
  const changes = all.filter(({ operator }) => operator !== '$setOnInsert');
  const after = applyChanges(doc, changes, ctx, ctx.filter ?? {}) as Doc;
  if (after._id !== doc._id) throw immutableId();
  return identical(after, doc) ? { doc, changed: false } : { doc: after, changed: true };
}

/** The document an upsert creates: equalities of the filter, then the operators with `$setOnInsert`. May lack `_id`. */
export function upsertDoc(filter: Filter, update: Record<string, Value>, ctx: LanguageContext): Obj {
  const base = equalities(filter, {});
  const all = parseUpdate(update, ctx);
  checkConflicts(targets(all));
  const doc = applyChanges(base, all, ctx, {});
  if (base._id !== undefined && doc._id !== base._id) throw immutableId();
  return doc;
}

/** The whole new document under the old `_id`. */
export function replaceDoc(old: Doc, replacement: Record<string, Value>): { doc: Doc; changed: boolean } {
  const { _id = old._id, ...fields } = replacement;
  if (_id !== old._id) throw immutableId();
  const operator = Object.keys(fields).find((key) => key.startsWith('$'));
  if (operator)
    throw badValue(`The dollar ($) prefixed field '${operator}' in '${operator}' is not valid for storage.`);
  const doc = { _id: old._id, ...clone(fields) };
  return identical(doc, old) ? { doc: old, changed: false } : { doc, changed: true };
}

function immutableId(): Error {
  return badValue("Performing an update on the path '_id' would modify the immutable field '_id'");
}

function applyChanges(doc: Obj, changes: Change[], ctx: LanguageContext, filter: Filter): Obj {
  const concrete = changes
    .flatMap((change) =>
      concretePaths(doc, change.path, (array) => matchedIndex(filter, array, ctx)(doc)).map((path) => ({
        ...change,
        path,
      })),
    )
    .sort((a, b) => byPath(a.path, b.path));
  checkConflicts(targets(concrete));
  return concrete.reduce((at, change) => applyOne(at, change, ctx), doc);
}

function targets(changes: Change[]): string[] {
  return changes.flatMap(({ path, to }) => (to === undefined ? [path] : [path, to]));
}

function applyOne(doc: Obj, change: Change, ctx: LanguageContext): Obj {
  const parts = change.path.split('.');
  const old = readPath(doc, parts);
  if (change.to !== undefined) return renamed(doc, parts, change.to.split('.'), old);
  const value = change.apply(old, { path: change.path, id: doc._id, ctx });
  return value === old ? doc : writePath(doc, parts, value);
}

function renamed(doc: Obj, from: string[], to: string[], value: Value): Obj {
  for (const parts of [from, to]) {
    const through = parts.findIndex((_, i) => Array.isArray(readPath(doc, parts.slice(0, i))));
    if (through > 0) {
      const role = parts === from ? 'source' : 'destination';
      throw badValue(
        `The ${role} field cannot be an array element, '${parts.join('.')}' in doc has an array field called '${parts[through - 1]}'`,
      );
    }
  }
  return value === undefined ? doc : writePath(writePath(doc, from, undefined), to, value);
}

/** New fields appear in the order of their paths, array indices as numbers. */
function byPath(a: string, b: string): number {
  const [x, y] = [a.split('.'), b.split('.')];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    if (x[i] === y[i]) continue;
    const [m, n] = [Number(x[i]), Number(y[i])];
    if (!Number.isNaN(m) && !Number.isNaN(n)) return m - n;
    return x[i]! < y[i]! ? -1 : 1;
  }
  return x.length - y.length;
}

/** The fields a filter fixes: equalities at the top, `$eq`, `$all` and `$in` of one value, and those within `$and`. */
function equalities(filter: Filter, doc: Obj): Obj {
  return Object.entries(filter).reduce((at: Obj, [key, condition]): Obj => {
    const clauses =
      (key === '$and' || key === '$or') && Array.isArray(condition) ? condition.filter(isObj) : [];
    if (key === '$and' || (key === '$or' && clauses.length === 1)) {
      return clauses.reduce((inner: Obj, clause) => equalities(clause, inner), at);
    }
    if (key.startsWith('$')) return at;
    const value = fixedValue(condition);
    return value === undefined ? at : writePath(at, key.split('.'), clone(value));
  }, doc);
}

function fixedValue(condition: Value): Value {
  if (condition instanceof RegExp) return undefined;
  if (!isObj(condition) || !Object.keys(condition)[0]?.startsWith('$')) return condition;
  if ('$eq' in condition) return getField(condition, '$eq');
  const { $all } = condition;
  return Array.isArray($all) && $all.length === 1 && !isObj($all[0]) ? $all[0] : undefined;
}

/** The same fields in the same order with the same values: nothing to write. */
function identical(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeName(a) !== typeName(b)) return false;
  if (Array.isArray(a)) return sameList(a, b as Value[]);
  if (isObj(a)) {
    const keys = Object.keys(a);
    return sameList(keys, Object.keys(b as Obj)) && keys.every((key) => identical(a[key], (b as Obj)[key]));
  }
  if (a instanceof Date) return a.getTime() === (b as Date).getTime();
  return String(a) === String(b);
}

function sameList(a: Value[], b: Value[]): boolean {
  return a.length === b.length && a.every((item, i) => identical(item, b[i]));
}
