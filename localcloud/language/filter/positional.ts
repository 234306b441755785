import type { Filter, Value } from '../../types.ts';
import type { LanguageContext, Obj } from '../types.ts';
import { resolvePath } from '../values/paths.ts';
import { isObj } from '../values/shape.ts';
import { compileFilter } from './compile.ts';

/**
 * What the positional `$` means: the index of the first element of the array at `path` for which the filter's
 * condition on that array (or on fields below it) holds; −1 when the filter says nothing about it.
 */
export function matchedIndex(filter: Filter, path: string, ctx: LanguageContext): (doc: Obj) => number {
  const tests = conditionsOn(filter, path).map(([rest, condition]) =>
    compileFilter({ [rest === '' ? 'e' : `e.${rest}`]: condition }, ctx),
  );
  const parts = path.split('.');
  return (doc) => {
    const list = resolvePath(doc, parts);
    if (!Array.isArray(list)) return -1;
    for (const test of tests) {
      const index = list.findIndex((e) => test({ e: [e] }));
      if (index >= 0) return index;
    }
    return -1;
  };
}

function conditionsOn(filter: Filter, path: string): Array<[rest: string, condition: Value]> {
  return Object.entries(filter).flatMap(([key, condition]): Array<[string, Value]> => {
    if (key === path) return [['', condition]];
    if (key.startsWith(`${path}.`)) return [[key.slice(path.length + 1), condition]];
    if ((key === '$and' || key === '$or') && Array.isArray(condition)) {
      return condition.filter(isObj).flatMap((part) => conditionsOn(part, path));
    }
    return [];
  });
}
