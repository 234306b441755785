import { BSONRegExp, type Document, EJSON, ObjectId } from 'bson';
import { compileRegex } from '../language/index.ts';
import type { Value } from '../types.ts';
import { WireError } from './errors.ts';
import { isDeeper, MAX_LEVELS } from './nesting.ts';

/** Levels that a value has in extended JSON, e.g. `{ $date: { $numberLong } }`, and not in a document. */
const WRITTEN_LEVELS = 2;

/**
 * Reads extended JSON as the SDK sends it into plain values; `{ $tcb_server_date: { offset } }` becomes a Date,
 * wherever it stands. Throws INVALID_PARAM for what is no extended JSON, DATABASE_REQUEST_FAILED for types that the
 * database does not keep.
 * @param what the field of the request, for the message
 * @param now epoch ms
 */
export function decodeEjson(text: unknown, what: string, now: number): Value {
  if (typeof text !== 'string') {
    throw new WireError('INVALID_PARAM', `param.${what} must be a string of extended JSON`);
  }
  // What the SDK makes of an invalid Date; read as a number it would silently be 1970.
  if (text.includes('"$numberLong":"NaN"')) {
    throw new WireError('DATABASE_REQUEST_FAILED', '[FailedOperation] an invalid Date cannot be sent');
  }
  if (isDeeper(text, MAX_LEVELS + WRITTEN_LEVELS)) throw tooDeep(what);
  let parsed: unknown;
  try {
    parsed = EJSON.parse(text, { relaxed: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new WireError('INVALID_PARAM', `param.${what} is not valid extended JSON: ${reason}`);
  }
  return plain(parsed, { what, now }, 0);
}

/** Like decodeEjson, for what must be a document; missing or empty text is an empty one. */
export function decodeObject(text: unknown, what: string, now: number): Record<string, Value> {
  if (text === undefined || text === null || text === '') return {};
  const value = decodeEjson(text, what, now);
  if (isPlainObject(value)) return value;
  throw new WireError('INVALID_PARAM', `param.${what} must be an object`);
}

/** Canonical extended JSON; the type of a number follows from its value. */
export function encodeEjson(value: Value): string {
  return EJSON.stringify(value as Document, { relaxed: false });
}

/** An object that is a document, not a Date, RegExp or array. */
export function isPlainObject(value: unknown): value is Record<string, Value> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  );
}

const tooDeep = (what: string): WireError =>
  new WireError('INVALID_PARAM', `param.${what} is nested deeper than ${MAX_LEVELS} levels`);

function plain(value: unknown, read: { what: string; now: number }, depth: number): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return validDate(value);
  if (value instanceof BSONRegExp) return jsRegExp(value);
  if (value instanceof ObjectId) return value.toHexString();
  if ('_bsontype' in value) {
    const type = String(value._bsontype);
    throw new WireError(
      'DATABASE_REQUEST_FAILED',
      `[FailedOperation] values of type ${type} are not supported`,
    );
  }
  const object = value as Record<string, unknown>;
  if ('$tcb_server_date' in object) return serverDate(object.$tcb_server_date, read.now);
  if (depth === MAX_LEVELS) throw tooDeep(read.what);
  if (Array.isArray(value)) return value.map((item) => plain(item, read, depth + 1));
  // fromEntries defines properties, so that a field called __proto__ stays a field.
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, plain(item, read, depth + 1)]));
}

function serverDate(spec: unknown, now: number): Date {
  const offset = isPlainObject(spec) ? (spec.offset ?? 0) : undefined;
  if (typeof offset !== 'number') {
    throw new WireError('INVALID_PARAM', 'the offset of a serverDate must be a number of milliseconds');
  }
  return validDate(new Date(now + offset));
}

function validDate(date: Date): Date {
  if (!Number.isNaN(date.getTime())) return date;
  throw new WireError('DATABASE_REQUEST_FAILED', '[FailedOperation] an invalid Date cannot be sent');
}

/** JS knows neither the option x nor a leading `(?i)`; what they mean becomes part of the expression. */
function jsRegExp({ pattern, options }: BSONRegExp): RegExp {
  return compileRegex(pattern, [...options].filter((flag) => 'imsux'.includes(flag)).join(''));
}
