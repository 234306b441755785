import type { Value } from '../../types.ts';
import { ACCUMULATORS } from './accumulators.ts';
import type { Operator } from './operator.ts';

/** Accumulators as expressions: over one array, or over a list of arguments. */
export const folds: Record<string, Operator> = Object.fromEntries(
  ['$sum', '$avg', '$min', '$max', '$stdDevPop', '$stdDevSamp'].map((name) => [name, fold(name)]),
);

function fold(name: string): Operator {
  const start = ACCUMULATORS[name]!;
  const over = (values: Value[]): Value => {
    const accumulator = start();
    for (const v of values) accumulator.add(v);
    return accumulator.result();
  };
  return (arg, scope, compile) => {
    const evals = (Array.isArray(arg) ? arg : [arg]).map((a) => compile(a, scope));
    if (evals.length !== 1) return (root) => over(evals.map((evaluate) => evaluate(root)));
    return (root) => {
      const v = evals[0]!(root);
      return over(Array.isArray(v) ? v : [v]);
    };
  };
}
