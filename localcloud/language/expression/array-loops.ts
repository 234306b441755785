import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { typeName } from '../values/shape.ts';
import { isNil, named, type Operator } from './operator.ts';
import { bind } from './scope.ts';
import { truthy } from './truth.ts';

/** Operators that evaluate an expression for each element, with the element as a variable. */
export const arrayOperators: Record<string, Operator> = {
  $map(arg, scope, compile) {
    const spec = named('$map', arg, ['input', 'as', 'in'], ['input', 'in']);
    const input = compile(spec.input, scope);
    const inner = bind(scope, [asName(spec.as)]);
    const each = compile(spec.in, inner.scope);
    return (root) =>
      list('$map', input(root))?.map((item) => {
        inner.set([item]);
        return each(root) ?? null;
      }) ?? null;
  },

  $filter(arg, scope, compile) {
    const spec = named('$filter', arg, ['input', 'as', 'cond', 'limit'], ['input', 'cond']);
    const input = compile(spec.input, scope);
    const limit = compile(spec.limit ?? null, scope);
    const inner = bind(scope, [asName(spec.as)]);
    const cond = compile(spec.cond, inner.scope);
    return (root) => {
      const items = list('$filter', input(root));
      if (!items) return null;
      const most = atMost(limit(root));
      const out: Value[] = [];
      for (const item of items) {
        if (out.length >= most) break;
        inner.set([item]);
        if (truthy(cond(root))) out.push(item);
      }
      return out;
    };
  },

  $reduce(arg, scope, compile) {
    const spec = named('$reduce', arg, ['input', 'initialValue', 'in'], ['input', 'initialValue', 'in']);
    const input = compile(spec.input, scope);
    const initial = compile(spec.initialValue, scope);
    const inner = bind(scope, ['value', 'this']);
    const step = compile(spec.in, inner.scope);
    return (root) => {
      const items = list('$reduce', input(root));
      if (!items) return null;
      let value = initial(root);
      for (const item of items) {
        inner.set([value, item]);
        value = step(root);
      }
      return value;
    };
  },

  $zip(arg, scope, compile) {
    const spec = named('$zip', arg, ['inputs', 'useLongestLength', 'defaults'], ['inputs']);
    if (!Array.isArray(spec.inputs) || spec.inputs.length === 0) {
      throw badValue('inputs must be an array of expressions');
    }
    const longest = spec.useLongestLength === true;
    if (spec.defaults !== undefined && !longest)
      throw badValue('cannot specify defaults unless useLongestLength is true');
    const inputs = spec.inputs.map((input) => compile(input, scope));
    const defaults = compile(spec.defaults ?? [], scope);
    return (root) => {
      const lists = inputs.map((input) => list('$zip', input(root)));
      if (lists.includes(undefined)) return null;
      const lengths = lists.map((l) => l!.length);
      const rows = longest ? Math.max(...lengths) : Math.min(...lengths);
      const fill = defaults(root) as Value[];
      return Array.from({ length: rows }, (_, row) => lists.map((l, i) => l![row] ?? fill[i] ?? null));
    };
  },
};

function asName(as: Value): string {
  if (as === undefined) return 'this';
  if (typeof as !== 'string') throw badValue("'as' must be a string");
  return as;
}

function atMost(limit: Value): number {
  if (isNil(limit)) return Number.POSITIVE_INFINITY;
  if (typeof limit !== 'number' || !(limit >= 1))
    throw badValue('$filter: limit must be represented as a positive integer');
  return limit;
}

function list(name: string, v: Value): Value[] | undefined {
  if (isNil(v)) return undefined;
  if (!Array.isArray(v)) throw badValue(`input to ${name} must be an array not ${typeName(v)}`);
  return v;
}
