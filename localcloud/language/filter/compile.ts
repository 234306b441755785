import type { Filter, Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileExpression } from '../expression/compile.ts';
import { newScope, type Scope } from '../expression/scope.ts';
import { truthy } from '../expression/truth.ts';
import type { LanguageContext, Obj } from '../types.ts';
import { isObj, show } from '../values/shape.ts';
import type { PathTest } from './condition-types.ts';
import { isOperatorObject, pathTest, valueTests } from './conditions.ts';
import { compileSchema } from './schema.ts';

export type DocTest = (doc: Obj) => boolean;

/** Compiles a filter once. `scope` holds the variables `$expr` may name (those of a surrounding `$lookup`). */
export function compileFilter(filter: Filter, ctx: LanguageContext, scope: Scope = newScope(ctx)): DocTest {
  if (!isObj(filter))
    throw badValue(`the match filter must be an expression in an object, not ${show(filter)}`);
  const tests = Object.entries(filter).flatMap(([key, condition]) =>
    key.startsWith('$') ? topLevel(key, condition, ctx, scope) : [fieldTest(key, condition, ctx)],
  );
  return every(tests);
}

const LOGICAL = new Set(['$and', '$or', '$nor', '$expr']);

/** What `$pull` and `$elemMatch` mean by a condition on one element. */
export function compileElement(condition: Value, ctx: LanguageContext): (element: Value) => boolean {
  if (isObj(condition) && (!isOperatorObject(condition) || LOGICAL.has(Object.keys(condition)[0]!))) {
    const test = compileFilter(condition, ctx);
    // An array among the elements counts as a document whose fields are its indices.
    return (element) => (isObj(element) ? test(element) : Array.isArray(element) && test({ ...element }));
  }
  return everyValue(valueTests(condition, ctx, compileElement));
}

function fieldTest(path: string, condition: Value, ctx: LanguageContext): DocTest {
  const test: PathTest = pathTest(condition, ctx, compileElement);
  const parts = path.split('.');
  return (doc) => test(doc, parts);
}

function topLevel(key: string, arg: Value, ctx: LanguageContext, scope: Scope): DocTest[] {
  switch (key) {
    case '$and':
      return clauses(key, arg, ctx, scope);
    case '$or': {
      const tests = clauses(key, arg, ctx, scope);
      return [(doc) => tests.some((test) => test(doc))];
    }
    case '$nor': {
      const tests = clauses(key, arg, ctx, scope);
      return [(doc) => !tests.some((test) => test(doc))];
    }
    case '$expr': {
      const evaluate = compileExpression(arg, scope);
      return [(doc) => truthy(evaluate(doc))];
    }
    case '$jsonSchema':
      return [compileSchema(arg)];
    case '$comment':
      return [];
    case '$text':
      throw badValue('text index required for $text query');
    default:
      throw badValue(`unknown top level operator: ${key}`);
  }
}

function clauses(key: string, arg: Value, ctx: LanguageContext, scope: Scope): DocTest[] {
  if (!Array.isArray(arg)) throw badValue(`${key} must be an array`);
  if (arg.length === 0) throw badValue('$and/$or/$nor must be a nonempty array');
  return arg.map((clause) => {
    if (!isObj(clause)) throw badValue('$or/$and/$nor entries need to be full objects');
    return compileFilter(clause, ctx, scope);
  });
}

function every(tests: DocTest[]): DocTest {
  const [first, ...rest] = tests;
  if (!first) return () => true;
  return rest.length === 0 ? first : (doc) => tests.every((test) => test(doc));
}

function everyValue(tests: Array<(v: Value) => boolean>): (v: Value) => boolean {
  return (v) => tests.every((test) => test(v));
}
