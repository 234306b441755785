import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { ACCUMULATORS, type Accumulator } from '../expression/accumulators.ts';
import { compileExpression } from '../expression/compile.ts';
import type { Eval, Scope } from '../expression/scope.ts';
import type { Obj } from '../types.ts';
import { keyOf } from '../values/compare.ts';
import { isObj, lookUp, putField } from '../values/shape.ts';
import type { Rows, StageCompiler } from './stage.ts';

interface Field {
  name: string;
  start: () => Accumulator;
  evaluate: Eval;
}

/** `$group`: holds one accumulator per field and group, never documents. */
export const group: StageCompiler = (spec, env) => {
  if (!isObj(spec)) throw badValue("a group's fields must be specified in an object");
  if (!('_id' in spec)) throw badValue('a group specification must include an _id');
  const { _id, ...rest } = spec;
  const id = compileExpression(_id, env.scope);
  const fields = accumulatorFields(rest, env.scope);
  return (rows) => grouped(rows, id, fields);
};

function* grouped(rows: Rows, id: Eval, fields: Field[]): Rows {
  const groups = new Map<ReturnType<typeof keyOf>, { id: Value; folds: Fold }>();
  for (const doc of rows) {
    const value = id(doc) ?? null;
    const key = keyOf(value);
    let found = groups.get(key);
    if (!found) {
      found = { id: value, folds: new Fold(fields) };
      groups.set(key, found);
    }
    found.folds.add(doc);
  }
  for (const found of groups.values()) yield { _id: found.id, ...found.folds.result() };
}

/** The output fields of `$group` and the buckets: `{ name: { $accumulator: expression } }`. */
export function accumulatorFields(spec: Obj, scope: Scope): Field[] {
  return Object.entries(spec).map(([name, field]) => {
    const [operator, ...others] = isObj(field) ? Object.keys(field) : [];
    if (!isObj(field) || !operator) throw badValue(`The field '${name}' must be an accumulator object`);
    if (name.includes('.')) throw badValue(`The field name '${name}' cannot contain '.'`);
    if (others.length > 0) throw badValue(`The field '${name}' must specify one accumulator`);
    if (operator === '$count') return { name, start: ACCUMULATORS.$sum!, evaluate: () => 1 };
    const start = lookUp(ACCUMULATORS, operator);
    if (!start) throw badValue(`unknown group operator '${operator}'`);
    return { name, start, evaluate: compileExpression(field[operator], scope) };
  });
}

/** The running accumulators of one group. */
export class Fold {
  private readonly running: Accumulator[];

  constructor(private readonly fields: Field[]) {
    this.running = fields.map(({ start }) => start());
  }

  add(doc: Obj): void {
    for (let i = 0; i < this.fields.length; i++) this.running[i]!.add(this.fields[i]!.evaluate(doc));
  }

  result(): Obj {
    const out: Obj = {};
    for (const [i, { name }] of this.fields.entries()) putField(out, name, this.running[i]!.result());
    return out;
  }
}
