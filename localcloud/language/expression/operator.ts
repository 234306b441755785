import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { isObj } from '../values/shape.ts';
import type { Eval, Scope } from './scope.ts';

export type Compile = (expr: Value, scope: Scope) => Eval;
/** Compiles the argument of one operator. */
export type Operator = (arg: Value, scope: Scope, compile: Compile) => Eval;

export function isNil(v: Value): v is null | undefined {
  return v === null || v === undefined;
}

/** An operator of a list of arguments; a single one may stand without its brackets. */
export function nary(name: string, min: number, max: number, fn: (args: Value[]) => Value): Operator {
  return (arg, scope, compile) => {
    const evals = argumentsOf(name, arg, min, max).map((a) => compile(a, scope));
    const [a, b] = evals;
    if (evals.length === 1 && a) return (root) => fn([a(root)]);
    if (evals.length === 2 && a && b) return (root) => fn([a(root), b(root)]);
    return (root) => fn(evals.map((evaluate) => evaluate(root)));
  };
}

export function argumentsOf(name: string, arg: Value, min: number, max: number): Value[] {
  const list = Array.isArray(arg) ? arg : [arg];
  if (list.length < min || list.length > max) {
    const wanted = min === max ? `exactly ${min}` : `at least ${min} and no more than ${max}`;
    throw badValue(`Expression ${name} takes ${wanted} arguments. ${list.length} were passed in.`);
  }
  return list;
}

export function unary(name: string, fn: (v: Value) => Value): Operator {
  return nary(name, 1, 1, ([v]) => fn(v));
}

/** The options of an operator with named arguments: unknown and missing ones are errors. */
export function named(name: string, arg: Value, known: string[], required: string[] = []): Obj {
  if (!isObj(arg)) throw badValue(`${name} only supports an object as its argument`);
  for (const key of Object.keys(arg)) {
    if (!known.includes(key)) throw badValue(`Unrecognized argument to ${name}: ${key}`);
  }
  for (const key of required) {
    if (!(key in arg)) throw badValue(`Missing '${key}' parameter to ${name}`);
  }
  return arg;
}
