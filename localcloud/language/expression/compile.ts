import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { resolvePath } from '../values/paths.ts';
import { getField, isObj, lookUp, pathParts, putField } from '../values/shape.ts';
import { arithmetic } from './arithmetic.ts';
import { arrays } from './arrays.ts';
import { conditions } from './conditions.ts';
import { conversions } from './conversions.ts';
import { dates } from './dates.ts';
import { folds } from './folds.ts';
import { objects } from './objects.ts';
import type { Operator } from './operator.ts';
import { type Eval, type Scope, variable } from './scope.ts';
import { sets } from './sets.ts';
import { strings } from './strings.ts';

const OPERATORS: Readonly<Record<string, Operator>> = {
  ...arithmetic,
  ...arrays,
  ...conditions,
  ...conversions,
  ...dates,
  ...folds,
  ...objects,
  ...sets,
  ...strings,
};

/** Compiles an aggregation expression once. Throws BAD_VALUE for unknown operators and wrong numbers of arguments. */
export function compileExpression(expr: Value, scope: Scope): Eval {
  if (typeof expr === 'string') return expr.startsWith('$') ? reference(expr, scope) : () => expr;
  if (Array.isArray(expr)) {
    const items = expr.map((item) => compileExpression(item, scope));
    return (root) => items.map((item) => item(root) ?? null);
  }
  if (!isObj(expr)) return () => expr;
  const [first, ...others] = Object.keys(expr);
  if (!first?.startsWith('$')) return objectOf(expr, scope);
  if (others.length > 0) {
    throw badValue('an expression specification must contain exactly one field, the name of the expression');
  }
  const operator = lookUp(OPERATORS, first);
  if (!operator) throw badValue(`Unrecognized expression '${first}'`);
  return operator(expr[first], scope, compileExpression);
}

function objectOf(expr: Obj, scope: Scope): Eval {
  const fields = Object.entries(expr).map(([name, value]) => {
    if (name.includes('.')) throw badValue(`FieldPath field names may not contain '.': ${name}`);
    return [name, compileExpression(value, scope)] as const;
  });
  return (root) => {
    const out: Obj = {};
    for (const [name, evaluate] of fields) {
      const v = evaluate(root);
      if (v !== undefined) putField(out, name, v);
    }
    return out;
  };
}

/** `$a.b` (a path of `$$CURRENT`) or `$$name.b`. */
function reference(text: string, scope: Scope): Eval {
  if (text === '$') throw badValue("'$' by itself is not a valid FieldPath");
  const [name = '', ...rest] = pathParts(text.slice(text.startsWith('$$') ? 2 : 1));
  if (text.startsWith('$$')) {
    const base = variable(scope, name);
    return rest.length === 0 ? base : (root) => resolvePath(base(root), rest);
  }
  const base = variable(scope, 'CURRENT');
  const parts = [name, ...rest];
  const rebound = scope.slots.has('CURRENT');
  if (rest.length === 0 && !rebound)
    return (root) => (isObj(root) ? getField(root, name) : resolvePath(root, parts));
  return (root) => resolvePath(base(root), parts);
}
