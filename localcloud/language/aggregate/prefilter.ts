import type { Filter, Value } from '../../types.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Eval, Scope } from '../expression/scope.ts';
import type { Obj } from '../types.ts';
import { isObj } from '../values/shape.ts';

/**
 * What the first `$match` of a `$lookup` pipeline asks of a document, as a filter an index can serve: its plain
 * conditions, and `$expr: { $eq: ['$field', '$$variable'] }` (also within `$and`) with the variable's value put in.
 * It lets through at least what the `$match` does, which is still applied.
 */
export function correlatedFilter(pipeline: Value, scope: Scope): (doc: Obj) => Filter | undefined {
  const first: Value = Array.isArray(pipeline) ? pipeline[0] : undefined;
  const match = isObj(first) && isObj(first.$match) ? first.$match : undefined;
  if (!match) return () => undefined;
  const plain = Object.fromEntries(Object.entries(match).filter(([key]) => !key.startsWith('$')));
  const pairs = equalPairs(match.$expr).map(
    ([field, variable]) => [field, compileExpression(variable, scope)] as const,
  );
  return (doc) => {
    const clauses = pairs.flatMap(([field, evaluate]) => clause(field, evaluate, doc));
    if (Object.keys(plain).length > 0) clauses.unshift(plain);
    if (clauses.length === 0) return undefined;
    return clauses.length === 1 ? clauses[0] : { $and: clauses };
  };
}

/** An expression compares arrays whole where a filter looks into them, so arrays cannot be asked for this way. */
function clause(field: string, evaluate: Eval, doc: Obj): Filter[] {
  const v = evaluate(doc);
  return Array.isArray(v) ? [] : [{ [field]: { $eq: v ?? null } }];
}

function equalPairs(expr: Value): Array<[field: string, variable: string]> {
  if (!isObj(expr)) return [];
  if (Array.isArray(expr.$and)) return expr.$and.flatMap(equalPairs);
  const [a, b]: Value[] = Array.isArray(expr.$eq) ? expr.$eq : [];
  if (isField(a) && isVariable(b)) return [[a.slice(1), b]];
  return isField(b) && isVariable(a) ? [[b.slice(1), a]] : [];
}

const isField = (v: Value): v is string => typeof v === 'string' && /^\$[^$]/.test(v);
/** A variable of `let`; those in capitals are the system's and speak of the document itself. */
const isVariable = (v: Value): v is string => typeof v === 'string' && /^\$\$[^A-Z]/.test(v);
