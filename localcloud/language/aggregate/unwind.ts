import { badValue } from '../errors.ts';
import type { Obj } from '../types.ts';
import { getField, isObj, pathParts, putField, show } from '../values/shape.ts';
import type { Rows, StageCompiler } from './stage.ts';

/** `$unwind`: one document for each element of an array; a value that is no array stands for itself. */
export const unwind: StageCompiler = (spec) => {
  const {
    path,
    includeArrayIndex,
    preserveNullAndEmptyArrays = false,
    ...unknown
  }: Obj = isObj(spec) ? spec : { path: spec };
  const [stray] = Object.keys(unknown);
  if (stray) throw badValue(`unrecognized option to $unwind stage: ${stray}`);
  if (typeof path !== 'string')
    throw badValue(`expected a string as the path for $unwind stage, got ${show(path)}`);
  if (!path.startsWith('$'))
    throw badValue(`path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (
    includeArrayIndex !== undefined &&
    (typeof includeArrayIndex !== 'string' || /^\$|^$/.test(includeArrayIndex))
  ) {
    throw badValue('includeArrayIndex option to $unwind stage should not be empty or prefixed with a $');
  }
  const parts = pathParts(path.slice(1));
  const index = includeArrayIndex === undefined ? undefined : pathParts(includeArrayIndex as string);
  return (rows) => unwound(rows, parts, index, preserveNullAndEmptyArrays === true);
};

function* unwound(rows: Rows, parts: string[], index: string[] | undefined, preserve: boolean): Rows {
  for (const doc of rows) {
    const value = parts.reduce<unknown>((at, part) => (isObj(at) ? getField(at, part) : undefined), doc);
    const numbered = (out: Obj, i: number | null): Obj => (index ? withValue(out, index, i) : out);
    if (Array.isArray(value) && value.length > 0) {
      for (let i = 0; i < value.length; i++) yield numbered(withValue(doc, parts, value[i]), i);
    } else if (Array.isArray(value)) {
      if (preserve) yield numbered(withValue(doc, parts, undefined), null);
    } else if (preserve || (value !== null && value !== undefined)) yield numbered(doc, null);
  }
}

/** A copy with a value at a path of objects; `undefined` removes the field. */
export function withValue(doc: Obj, [part, ...rest]: string[], value: unknown): Obj {
  const out = { ...doc };
  const old = getField(doc, part!);
  const next = rest.length === 0 ? value : withValue(isObj(old) ? old : {}, rest, value);
  if (next === undefined) delete out[part!];
  else putField(out, part!, next);
  return out;
}
