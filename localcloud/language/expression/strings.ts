import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compileRegex } from '../filter/regex.ts';
import { compareStrings } from '../values/compare.ts';
import { typeName } from '../values/shape.ts';
import { isNil, named, nary, type Operator, unary } from './operator.ts';

const utf8 = (s: string): Buffer => Buffer.from(s, 'utf8');

export const strings: Record<string, Operator> = {
  $concat: nary('$concat', 0, Number.POSITIVE_INFINITY, (all) =>
    all.some(isNil) ? null : all.map((v) => stringOf('$concat only supports strings, not', v)).join(''),
  ),
  $split: nary('$split', 2, 2, ([v, by]) => {
    if (isNil(v) || isNil(by)) return null;
    const text = stringOf(
      '$split requires an expression that evaluates to a string as a first argument, found:',
      v,
    );
    const separator = stringOf(
      '$split requires an expression that evaluates to a string as a second argument, found:',
      by,
    );
    if (separator === '') throw badValue('$split requires a non-empty separator');
    return text.split(separator);
  }),
  $strLenBytes: unary(
    '$strLenBytes',
    (v) => utf8(stringOf('$strLenBytes requires a string argument, found:', v)).length,
  ),
  $strLenCP: unary(
    '$strLenCP',
    (v) => [...stringOf('$strLenCP requires a string argument, found:', v)].length,
  ),
  $strcasecmp: nary('$strcasecmp', 2, 2, ([a, b]) => compareStrings(upper(text(a)), upper(text(b)))),
  $toLower: unary('$toLower', (v) => text(v).replace(/[A-Z]+/g, (s) => s.toLowerCase())),
  $toUpper: unary('$toUpper', (v) => upper(text(v))),
  $substr: nary('$substr', 3, 3, substrBytes),
  $substrBytes: nary('$substrBytes', 3, 3, substrBytes),
  $substrCP: nary('$substrCP', 3, 3, ([v, from, count]) => {
    const start = position('$substrCP', from);
    return [...text(v)].slice(start, start + position('$substrCP', count)).join('');
  }),
  $indexOfBytes: nary('$indexOfBytes', 2, 4, (args) => indexOf('$indexOfBytes', args, utf8)),
  $indexOfCP: nary('$indexOfCP', 2, 4, (args) => indexOf('$indexOfCP', args, (s) => [...s])),
  $trim: trimmer('$trim', true, true),
  $ltrim: trimmer('$ltrim', true, false),
  $rtrim: trimmer('$rtrim', false, true),
  $regexMatch: (arg, scope, compile) => {
    const spec = named('$regexMatch', arg, ['input', 'regex', 'options'], ['input', 'regex']);
    const [input, regex, options] = [spec.input, spec.regex, spec.options ?? null].map((a) =>
      compile(a, scope),
    );
    return (root) => {
      const v = input!(root);
      const pattern = regex!(root);
      if (isNil(v) || isNil(pattern)) return false;
      const s = stringOf("$regexMatch needs 'input' to be of type string, not", v);
      return compileRegex(pattern, options!(root) ?? undefined).test(s);
    };
  },
};

/** MongoDB changes the case of ASCII letters only. */
function upper(s: string): string {
  return s.replace(/[a-z]+/g, (part) => part.toUpperCase());
}

function stringOf(rule: string, v: Value): string {
  if (typeof v !== 'string') throw badValue(`${rule} ${typeName(v)}`);
  return v;
}

/** What string operators take for a string: null is empty, numbers and dates are written out. */
export function text(v: Value): string {
  if (isNil(v)) return '';
  if (typeof v === 'string') return v;
  if (typeof v === 'number') return String(v);
  if (v instanceof Date) return v.toISOString();
  throw badValue(`can't convert from BSON type ${typeName(v)} to String`);
}

function position(name: string, v: Value): number {
  if (typeof v !== 'number')
    throw badValue(`${name}: positions and lengths must be numbers, found: ${typeName(v)}`);
  if (v < 0) throw badValue(`${name}: positions and lengths must be nonnegative, found: ${v}`);
  return Math.trunc(v);
}

/** A negative length means to the end; cutting a character in two is an error. */
function substrBytes([v, from, count]: Value[]): string {
  const bytes = utf8(text(v));
  if (typeof from !== 'number' || typeof count !== 'number') {
    throw badValue('$substrBytes: starting index and length must be numbers');
  }
  const start = position('$substrBytes', from);
  if (start >= bytes.length) return '';
  const end = count < 0 ? bytes.length : Math.min(start + Math.trunc(count), bytes.length);
  const continues = (i: number): boolean => ((bytes[i] ?? 0) & 0xc0) === 0x80;
  if (continues(start))
    throw badValue('$substrBytes: Invalid range, starting index is a UTF-8 continuation byte.');
  if (continues(end))
    throw badValue('$substrBytes: Invalid range, ending index is in the middle of a UTF-8 character.');
  return bytes.toString('utf8', start, end);
}

function indexOf(
  name: string,
  [v, part, from, to]: Value[],
  units: (s: string) => ArrayLike<string | number>,
): Value {
  if (isNil(v)) return null;
  const all = units(stringOf(`${name} requires a string as the first argument, found:`, v));
  const wanted = units(stringOf(`${name} requires a string as the second argument, found:`, part));
  const start = from === undefined ? 0 : position(name, from);
  const stop = to === undefined ? all.length : Math.min(position(name, to), all.length);
  for (let at = start; at + wanted.length <= stop; at++) {
    if (Array.prototype.every.call(wanted, (unit, i) => all[at + i] === unit)) return at;
  }
  return -1;
}

function trimmer(name: string, left: boolean, right: boolean): Operator {
  return (arg, scope, compile) => {
    const spec = named(name, arg, ['input', 'chars'], ['input']);
    const input = compile(spec.input, scope);
    const chars = compile(spec.chars ?? ' \t\n\v\f\r\0\u00a0\u2000', scope);
    return (root) => {
      const v = input(root);
      const set = chars(root);
      if (isNil(v) || isNil(set)) return null;
      const letters = [...stringOf(`${name} requires its input to be a string, got`, v)];
      const cut = new Set(stringOf(`${name} requires 'chars' to be a string, got`, set));
      let start = 0;
      let end = letters.length;
      while (left && start < end && cut.has(letters[start]!)) start++;
      while (right && end > start && cut.has(letters[end - 1]!)) end--;
      return letters.slice(start, end).join('');
    };
  };
}
