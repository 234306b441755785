import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import type { LanguageContext } from '../types.ts';
import { isObj, lookUp, show } from '../values/shape.ts';
import type { FieldChange } from './field-change.ts';
import { FIELD_OPERATORS } from './operators.ts';

/** One change of one path; the path may still hold `$` and `$[]`. */
export interface Change {
  operator: string;
  path: string;
  apply: FieldChange;
  /** `$rename` only: where the value goes. */
  to?: string;
}

/** Reads an update into its changes. Unknown operators, empty ones and bad arguments are BAD_VALUE. */
export function parseUpdate(update: Record<string, Value>, ctx: LanguageContext): Change[] {
  const changes = Object.entries(update).flatMap(([operator, fields]): Change[] => {
    if (!operator.startsWith('$'))
      throw badValue(`Update document requires atomic operators, found: ${operator}`);
    const build = lookUp(FIELD_OPERATORS, operator);
    if (!build && operator !== '$rename') {
      throw badValue(
        `Unknown modifier: ${operator}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    }
    if (!isObj(fields)) {
      throw badValue(
        `Modifiers operate on fields but we found type ${typeof fields} instead: {${operator}: ${show(fields)}}`,
      );
    }
    if (Object.keys(fields).length === 0) {
      throw badValue(
        `'${operator}' is empty. You must specify a field like so: {${operator}: {<field>: ...}}`,
      );
    }
    return Object.entries(fields).map(([path, arg]) => {
      checkPath(path);
      if (!build) return renaming(path, arg);
      return { operator, path, apply: build(arg, path, ctx) };
    });
  });
  return changes;
}

function renaming(path: string, to: Value): Change {
  if (typeof to !== 'string')
    throw badValue(`The 'to' field for $rename must be a string: ${path}: ${show(to)}`);
  checkPath(to);
  if (`${path}.${to}`.split('.').some((part) => part === '$' || part === '$[]')) {
    throw badValue(`The source and target field for $rename may not be dynamic: ${path}`);
  }
  if (path === to)
    throw badValue(`The source and target field for $rename must differ: ${path}: ${show(to)}`);
  return { operator: '$rename', path, to, apply: () => undefined };
}

function checkPath(path: string): void {
  const parts = path.split('.');
  if (parts.includes('')) {
    throw badValue(`The update path '${path}' contains an empty field name, which is not allowed.`);
  }
  if (parts[0] === '$' || parts[0] === '$[]')
    throw badValue(`Cannot have positional element in the first position in path '${path}'`);
  for (const part of parts) {
    if (/^\$\[.+\]$/.test(part))
      throw badValue(`No array filter found for identifier '${part.slice(2, -1)}' in path '${path}'`);
    if (part.startsWith('$') && part !== '$' && part !== '$[]') {
      throw badValue(`The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
    }
  }
}

/** Two changes must not touch one path, nor one path below the other. */
export function checkConflicts(paths: string[]): void {
  const taken = new Set<string>();
  const above = new Set<string>();
  for (const path of paths) {
    const parents = path.split('.').map((_, i, parts) => parts.slice(0, i + 1).join('.'));
    const at = parents.find((parent) => taken.has(parent)) ?? (above.has(path) ? path : undefined);
    if (at !== undefined) throw badValue(`Updating the path '${path}' would create a conflict at '${at}'`);
    taken.add(path);
    for (const parent of parents.slice(0, -1)) above.add(parent);
  }
}
