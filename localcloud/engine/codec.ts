import type { Doc, Value } from '../types.ts';

/**
 * A stored record: 8 bytes version (the number of the batch that wrote it), 1 byte kind, then JSON text.
 * Kind 1 means that the text holds tagged values (`{"$d":ms}` and the like), so plain documents decode at the speed of JSON.parse.
 */
const HEADER = 9;
const PLAIN = 0;
const TAGGED = 1;

type Obj = Record<string, Value>;

/** Bytes of a document; dates, regular expressions, NaN, ±Infinity and −0 come back as they were. */
export function encodeDoc(doc: Doc, version: number): Buffer {
  const state = { tagged: false };
  const text = JSON.stringify(tag(doc, state));
  const bytes = Buffer.allocUnsafe(HEADER + Buffer.byteLength(text));
  bytes.writeDoubleBE(version, 0);
  bytes[8] = state.tagged ? TAGGED : PLAIN;
  bytes.write(text, HEADER);
  return bytes;
}

export function decodeDoc(bytes: Buffer): Doc {
  const value = JSON.parse(bytes.toString('utf8', HEADER)) as Doc;
  return bytes[8] === TAGGED ? (untag(value) as Doc) : value;
}

/** The batch that last wrote the record. */
export function versionOf(bytes: Buffer): number {
  return bytes.readDoubleBE(0);
}

/** JSON's own values pass through unchanged and uncopied. */
function tag(value: Value, state: { tagged: boolean }): Value {
  if (typeof value === 'number') {
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    state.tagged = true;
    return { $n: Object.is(value, -0) ? '-0' : String(value) };
  }
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return mapped(value, state);
  if (value instanceof Date) {
    state.tagged = true;
    return { $d: Number.isNaN(value.getTime()) ? null : value.getTime() };
  }
  if (value instanceof RegExp) {
    state.tagged = true;
    return { $r: [value.source, value.flags] };
  }
  return taggedObject(value as Obj, state);
}

function mapped(values: Value[], state: { tagged: boolean }): Value[] {
  let copy: Value[] | undefined;
  for (let i = 0; i < values.length; i++) {
    const out = tag(values[i], state);
    if (out === values[i] && !copy) continue;
    copy ??= values.slice();
    copy[i] = out;
  }
  return copy ?? values;
}

function taggedObject(value: Obj, state: { tagged: boolean }): Value {
  const keys = Object.keys(value);
  let copy: Map<string, Value> | undefined;
  for (const key of keys) {
    const out = tag(value[key], state);
    if (out === value[key] && !copy) continue;
    copy ??= new Map(Object.entries(value));
    copy.set(key, out);
  }
  const result = copy ? Object.fromEntries(copy) : value;
  const mistakable = keys.length === 1 && /^\$[dnrq]$/.test(keys[0]!);
  if (!mistakable) return result;
  state.tagged = true;
  return { $q: Object.entries(result)[0] };
}

function untag(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = untag(value[i]);
    return value;
  }
  const obj = value as Obj;
  const keys = Object.keys(obj);
  if (keys.length === 1 && keys[0]!.length === 2 && keys[0]![0] === '$') {
    const special = untagged(keys[0]!, obj[keys[0]!]);
    if (special !== undefined) return special;
  }
  for (const key of keys) {
    const out = untag(obj[key]);
    if (out !== obj[key])
      Object.defineProperty(obj, key, { value: out, writable: true, enumerable: true, configurable: true });
  }
  return obj;
}

function untagged(kind: string, body: Value): Value {
  if (kind === '$d') return new Date(body === null ? Number.NaN : (body as number));
  if (kind === '$n') return body === '-0' ? -0 : Number(body);
  if (kind === '$r') return new RegExp((body as string[])[0]!, (body as string[])[1]);
  if (kind === '$q') {
    const [key, inner] = body as [string, Value];
    return Object.fromEntries([[key, untag(inner)]]);
  }
  return undefined;
}
