import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { utc, type Zone, zoneOf } from '../time/zones.ts';
import { typeName } from '../values/shape.ts';
import { type Compile, isNil } from './operator.ts';
import type { Eval, Scope } from './scope.ts';

/** A date, or undefined for null and missing; anything else is an error. */
export function toDate(v: Value): Date | undefined {
  if (v instanceof Date) return v;
  if (isNil(v)) return undefined;
  throw badValue(`can't convert from BSON type ${typeName(v)} to Date`);
}

/** Evaluates `timezone`; a constant one is looked up once, one that comes out null gives undefined. */
export function zoneEval(arg: Value, scope: Scope, compile: Compile): (root: Value) => Zone | undefined {
  if (arg === undefined) return () => utc;
  if (typeof arg === 'string' && !arg.startsWith('$')) {
    const zone = zoneOf(arg);
    return () => zone;
  }
  const evaluate: Eval = compile(arg, scope);
  return (root) => {
    const name = evaluate(root);
    if (isNil(name)) return undefined;
    if (typeof name !== 'string')
      throw badValue(`timezone must evaluate to a string, found ${typeName(name)}`);
    return zoneOf(name);
  };
}
