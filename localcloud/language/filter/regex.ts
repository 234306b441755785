import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';

/** A MongoDB regular expression as one of JS, without state between tests. Options: i m s x (and u). */
export function compileRegex(pattern: Value, options: Value = undefined): RegExp {
  if (options !== undefined && typeof options !== 'string') throw badValue('$options has to be a string');
  const source = pattern instanceof RegExp ? pattern.source : pattern;
  if (typeof source !== 'string') throw badValue('$regex has to be a string');
  const flags = options ?? (pattern instanceof RegExp ? pattern.flags.replace(/[gy]/g, '') : '');
  const bad = /[^imsxu]/.exec(flags);
  if (bad) throw badValue(`invalid flag in regex options: ${bad[0]}`);
  return build(flags.includes('x') ? withoutComments(source) : source, flags);
}

function build(source: string, flags: string): RegExp {
  const [, inline = '', rest = source] = /^\(\?([imsx]+)\)([\s\S]*)$/.exec(source) ?? [];
  const all = new Set(`${flags}${inline}`.replace(/x/g, ''));
  const body = inline.includes('x') ? withoutComments(rest) : rest;
  try {
    return new RegExp(body, [...all].join(''));
  } catch (error) {
    throw badValue(`Regular expression is invalid: ${(error as Error).message}`);
  }
}

/** Option x: white space and # comments mean nothing, unless escaped or within a class. */
function withoutComments(source: string): string {
  return source.replace(
    /(\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\])|\s+|#[^\n]*/g,
    (_match, kept?: string) => kept ?? '',
  );
}
