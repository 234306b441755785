import { badValue } from '../errors.ts';
import { isObj, typeName } from '../values/shape.ts';
import { isNil, nary, type Operator, unary } from './operator.ts';

export const objects: Record<string, Operator> = {
  $mergeObjects: nary('$mergeObjects', 0, Number.POSITIVE_INFINITY, (list) => {
    let merged = {};
    for (const v of list) {
      if (isNil(v)) continue;
      if (!isObj(v))
        throw badValue(`$mergeObjects requires object inputs, but input is of type ${typeName(v)}`);
      merged = { ...merged, ...v };
    }
    return merged;
  }),
  $objectToArray: unary('$objectToArray', (v) => {
    if (isNil(v)) return null;
    if (!isObj(v)) throw badValue(`$objectToArray requires a document input, found: ${typeName(v)}`);
    return Object.entries(v).map(([k, value]) => ({ k, v: value }));
  }),
};
