import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { distinct, keyOf } from '../values/compare.ts';
import { typeName } from '../values/shape.ts';
import { isNil, nary, type Operator, unary } from './operator.ts';
import { truthy } from './truth.ts';

const MANY = Number.POSITIVE_INFINITY;

/** Sets are arrays in which order and repetition mean nothing. */
export const sets: Record<string, Operator> = {
  $allElementsTrue: unary('$allElementsTrue', (v) => setOf('$allElementsTrue', v).every(truthy)),
  $anyElementTrue: unary('$anyElementTrue', (v) => setOf('$anyElementTrue', v).some(truthy)),
  $setDifference: nary('$setDifference', 2, 2, ([a, b]) => {
    if (isNil(a) || isNil(b)) return null;
    const without = keys(setOf('$setDifference', b));
    return distinct(setOf('$setDifference', a)).filter((v) => !without.has(keyOf(v)));
  }),
  $setEquals: nary('$setEquals', 2, MANY, (all) => {
    const [first, ...rest] = all.map((v) => keys(setOf('$setEquals', v)));
    return rest.every((other) => other.size === first!.size && [...other].every((key) => first!.has(key)));
  }),
  $setIntersection: nary('$setIntersection', 0, MANY, (all) => {
    if (all.some(isNil)) return null;
    const [first = [], ...rest] = all.map((v) => setOf('$setIntersection', v));
    const others = rest.map(keys);
    return distinct(first).filter((v) => others.every((other) => other.has(keyOf(v))));
  }),
  $setIsSubset: nary('$setIsSubset', 2, 2, ([a, b]) => {
    const whole = keys(setOf('$setIsSubset', b));
    return setOf('$setIsSubset', a).every((v) => whole.has(keyOf(v)));
  }),
  $setUnion: nary('$setUnion', 0, MANY, (all) =>
    all.some(isNil) ? null : distinct(all.flatMap((v) => setOf('$setUnion', v))),
  ),
};

function keys(list: Value[]): Set<ReturnType<typeof keyOf>> {
  return new Set(list.map(keyOf));
}

function setOf(name: string, v: Value): Value[] {
  if (!Array.isArray(v))
    throw badValue(`All operands of ${name} must be arrays. One argument is of type: ${typeName(v)}`);
  return v;
}
