import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { LanguageContext } from '../types.ts';

/** An expression after compilation; `root` is the document of `$$ROOT`. `undefined` is a missing value. */
export type Eval = (root: Value) => Value;

/**
 * The variables an expression may name. Names are resolved once, to slots of one array; an operator that binds
 * (`$map`, `$let`, a `$lookup`) writes its slot before it evaluates what is inside.
 */
export interface Scope {
  readonly ctx: LanguageContext;
  readonly slots: ReadonlyMap<string, number>;
  readonly values: Value[];
}

export function newScope(ctx: LanguageContext): Scope {
  return { ctx, slots: new Map(), values: [] };
}

/** A scope in which `names` are variables too, and a function that sets them. */
export function bind(scope: Scope, names: string[]): { scope: Scope; set: (values: Value[]) => void } {
  const slots = new Map(scope.slots);
  const first = scope.values.length;
  names.forEach((name, i) => {
    if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name) && name !== 'CURRENT') {
      throw badValue(`'${name}' starts with an invalid character for a user variable name`);
    }
    slots.set(name, first + i);
    scope.values.push(undefined);
  });
  return {
    scope: { ...scope, slots },
    set(values) {
      for (let i = 0; i < names.length; i++) scope.values[first + i] = values[i];
    },
  };
}

/** Reads a variable: the system's or a bound one. */
export function variable(scope: Scope, name: string): Eval {
  const slot = scope.slots.get(name);
  if (slot !== undefined) return () => scope.values[slot];
  switch (name) {
    case 'ROOT':
    case 'CURRENT':
      return (root) => root;
    case 'REMOVE':
      return () => undefined;
    case 'NOW': {
      const now = new Date(scope.ctx.now);
      return () => now;
    }
    default:
      throw badValue(`Use of undefined variable: ${name}`);
  }
}
