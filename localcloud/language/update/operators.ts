import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { compareValues } from '../values/compare.ts';
import { clone, isObj, lookUp, show, typeName } from '../values/shape.ts';
import { arrayOperators } from './array-operators.ts';
import type { FieldChange, Place, UpdateOperator } from './field-change.ts';

export const FIELD_OPERATORS: Readonly<Record<string, UpdateOperator>> = {
  ...arrayOperators,
  $set: (arg) => () => clone(arg),
  $setOnInsert: (arg) => () => clone(arg),
  $unset: () => () => undefined,
  $inc: arithmetic('$inc', 'increment', (old, by) => old + by),
  $mul: arithmetic('$mul', 'multiply', (old, by) => old * by),
  $min: (arg) => (old) => (old === undefined || compareValues(arg, old) < 0 ? clone(arg) : old),
  $max: (arg) => (old) => (old === undefined || compareValues(arg, old) > 0 ? clone(arg) : old),
  $bit: bit,
  $currentDate: currentDate,
};

function arithmetic(name: string, verb: string, fn: (old: number, by: number) => number): UpdateOperator {
  return (arg, path) => {
    if (typeof arg !== 'number')
      throw badValue(`Cannot ${verb} with non-numeric argument: {${path}: ${show(arg)}}`);
    return (old = 0, place) => {
      if (typeof old !== 'number') throw badValue(wrongType(name, 'non-numeric', old, place));
      return fn(old, arg);
    };
  };
}

function wrongType(name: string, wrong: string, old: Value, { path, id }: Place): string {
  const field = path.split('.').at(-1);
  return `Cannot apply ${name} to a value of ${wrong} type. {_id: ${show(id)}} has the field '${field}' of ${wrong} type ${typeName(old)}`;
}

const BITWISE: Record<string, (a: bigint, b: bigint) => bigint> = {
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  xor: (a, b) => a ^ b,
};

function bit(arg: Value, path: string): FieldChange {
  const steps = Object.entries(isObj(arg) ? arg : {}).map(([name, mask]) => {
    const fn = lookUp(BITWISE, name);
    if (!fn || !Number.isSafeInteger(mask)) {
      throw badValue(
        `The $bit modifier only supports 'and', 'or', and 'xor' with whole numbers: {${path}: ${show(arg)}}`,
      );
    }
    return (v: bigint): bigint => fn(v, BigInt(mask as number));
  });
  if (steps.length === 0)
    throw badValue(`You must pass in at least one bitwise operation. {${path}: ${show(arg)}}`);
  return (old = 0, place) => {
    if (!Number.isSafeInteger(old)) throw badValue(wrongType('$bit', 'non-integral', old, place));
    return Number(steps.reduce((v, step) => step(v), BigInt(old as number)));
  };
}

function currentDate(arg: Value): FieldChange {
  const type = isObj(arg) ? (arg as Obj).$type : arg;
  if (type !== true && type !== 'date' && type !== 'timestamp') {
    throw badValue(
      `${typeName(arg)} is not valid type for $currentDate. Please use a boolean ('true') or a $type expression`,
    );
  }
  return (_, { ctx }) => new Date(ctx.now);
}
