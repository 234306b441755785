import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compareValues } from '../values/compare.ts';
import { isObj, show } from '../values/shape.ts';
import { argumentsOf, isNil, named, nary, type Operator, unary } from './operator.ts';
import { bind } from './scope.ts';
import { truthy } from './truth.ts';

const MANY = Number.POSITIVE_INFINITY;
const compared = (name: string, test: (order: number) => Value): Operator =>
  nary(name, 2, 2, ([a, b]) => test(compareValues(a, b)));

/** Boolean, comparison and conditional operators, `$let` and `$literal`. */
export const conditions: Record<string, Operator> = {
  $cmp: compared('$cmp', (order) => order),
  $eq: compared('$eq', (order) => order === 0),
  $ne: compared('$ne', (order) => order !== 0),
  $gt: compared('$gt', (order) => order > 0),
  $gte: compared('$gte', (order) => order >= 0),
  $lt: compared('$lt', (order) => order < 0),
  $lte: compared('$lte', (order) => order <= 0),
  $not: unary('$not', (v) => !truthy(v)),

  $and(arg, scope, compile) {
    const all = argumentsOf('$and', arg, 0, MANY).map((a) => compile(a, scope));
    return (root) => all.every((evaluate) => truthy(evaluate(root)));
  },
  $or(arg, scope, compile) {
    const all = argumentsOf('$or', arg, 0, MANY).map((a) => compile(a, scope));
    return (root) => all.some((evaluate) => truthy(evaluate(root)));
  },

  $cond(arg, scope, compile) {
    const spec = isObj(arg) ? named('$cond', arg, ['if', 'then', 'else'], ['if', 'then', 'else']) : undefined;
    const list = spec ? [spec.if, spec.then, spec.else] : argumentsOf('$cond', arg, 3, 3);
    const [test, yes, no] = list.map((a) => compile(a, scope));
    return (root) => (truthy(test!(root)) ? yes!(root) : no!(root));
  },

  $ifNull(arg, scope, compile) {
    const all = argumentsOf('$ifNull', arg, 2, MANY).map((a) => compile(a, scope));
    return (root) => {
      let v: Value;
      for (const evaluate of all) {
        v = evaluate(root);
        if (!isNil(v)) break;
      }
      return v;
    };
  },

  $switch(arg, scope, compile) {
    const spec = named('$switch', arg, ['branches', 'default'], ['branches']);
    if (!Array.isArray(spec.branches) || spec.branches.length === 0) {
      throw badValue('$switch requires at least one branch');
    }
    const branches = spec.branches.map((branch) => {
      const { case: test, then } = named('$switch', branch, ['case', 'then'], ['case', 'then']);
      return [compile(test, scope), compile(then, scope)] as const;
    });
    const otherwise = 'default' in spec ? compile(spec.default, scope) : undefined;
    return (root) => {
      for (const [test, then] of branches) if (truthy(test(root))) return then(root);
      if (!otherwise) {
        throw badValue(
          '$switch could not find a matching branch for an input, and no default was specified.',
        );
      }
      return otherwise(root);
    };
  },

  $let(arg, scope, compile) {
    const spec = named('$let', arg, ['vars', 'in'], ['vars', 'in']);
    if (!isObj(spec.vars)) throw badValue('invalid parameter: expected an object (vars)');
    const values = Object.values(spec.vars).map((v) => compile(v, scope));
    const inner = bind(scope, Object.keys(spec.vars));
    const result = compile(spec.in, inner.scope);
    return (root) => {
      inner.set(values.map((evaluate) => evaluate(root)));
      return result(root);
    };
  },

  $literal: (arg) => () => arg,
  $meta: (arg) => {
    throw badValue(`query requires ${show(arg)} metadata, but it is not available`);
  },
};
