import type { Value } from '../types.ts';

/**
 * Order-preserving bytes: comparing two encodings byte by byte gives the BSON order of the values.
 * Every encoding is prefix-free (no encoding is the beginning of another one), so compound keys are concatenations.
 */
export const Type = {
  emptyArray: 0x08,
  null: 0x10,
  number: 0x20,
  string: 0x30,
  object: 0x40,
  array: 0x50,
  boolean: 0x60,
  date: 0x70,
  regex: 0x80,
} as const;

/** Stands for an empty array in an index: it sorts below null. */
export const EMPTY_ARRAY = Symbol('empty array');

/** Writes values into one growing buffer; `take` copies out what was written. */
class KeyWriter {
  private bytes = Buffer.allocUnsafe(4096);
  private at = 0;

  value(value: Value): void {
    const type = typeOf(value);
    this.byte(type);
    this.payload(type, value);
  }

  /** Flips every bit from `from` on, so that the order of that part turns round. */
  invert(from: number): void {
    for (let i = from; i < this.at; i++) this.bytes[i] = 255 - this.bytes[i]!;
  }

  get position(): number {
    return this.at;
  }

  take(): Buffer {
    const copy = Buffer.from(this.bytes.subarray(0, this.at));
    this.at = 0;
    return copy;
  }

  private payload(type: number, value: Value): void {
    if (type === Type.number) this.double(Number(value));
    else if (type === Type.string) this.string(value as string);
    else if (type === Type.boolean) this.byte(value ? 1 : 0);
    else if (type === Type.date) this.double((value as Date).getTime());
    else if (type === Type.object) this.object(value as Record<string, Value>);
    else if (type === Type.array) {
      for (const item of value as Value[]) this.value(item);
      this.byte(0);
    } else if (type === Type.regex) {
      this.string((value as RegExp).source);
      this.string((value as RegExp).flags);
    }
  }

  /** As BSON compares: field by field, the value's type first, then the name, then the value. */
  private object(value: Record<string, Value>): void {
    for (const [name, item] of Object.entries(value)) {
      const type = typeOf(item);
      this.byte(type);
      this.string(name);
      this.payload(type, item);
    }
    this.byte(0);
  }

  /** IEEE 754 big endian, sign bit flipped; negative numbers inverted. NaN sorts first, −0 equals 0. */
  private double(value: number): void {
    this.room(8);
    const at = this.at;
    this.at += 8;
    if (Number.isNaN(value)) {
      this.bytes.fill(0, at, at + 8);
      return;
    }
    this.bytes.writeDoubleBE(value === 0 ? 0 : value, at);
    if (this.bytes[at]! < 0x80) this.bytes[at]! |= 0x80;
    else this.invert(at);
  }

  /** UTF-8 with 00 written as 00 FF, ended by 00 00. */
  private string(value: string): void {
    this.room(value.length * 3 + 2);
    const from = this.at;
    this.at += this.bytes.write(value, from);
    if (value.includes('\0')) this.escapeZeros(from);
    this.byte(0);
    this.byte(0);
  }

  private escapeZeros(from: number): void {
    const raw = Buffer.from(this.bytes.subarray(from, this.at));
    this.at = from;
    for (const byte of raw) {
      this.byte(byte);
      if (byte === 0) this.byte(255);
    }
  }

  private byte(value: number): void {
    this.room(1);
    this.bytes[this.at++] = value;
  }

  private room(size: number): void {
    if (this.at + size <= this.bytes.length) return;
    const bigger = Buffer.allocUnsafe((this.at + size) * 2);
    this.bytes.copy(bigger, 0, 0, this.at);
    this.bytes = bigger;
  }
}

export function typeOf(value: Value): number {
  if (value === null || value === undefined) return Type.null;
  if (value === EMPTY_ARRAY) return Type.emptyArray;
  if (typeof value === 'number' || typeof value === 'bigint') return Type.number;
  if (typeof value === 'string') return Type.string;
  if (typeof value === 'boolean') return Type.boolean;
  if (value instanceof Date) return Type.date;
  if (value instanceof RegExp) return Type.regex;
  return Array.isArray(value) ? Type.array : Type.object;
}

const writer = new KeyWriter();

export function encodeValue(value: Value): Buffer {
  writer.value(value);
  return writer.take();
}

/** A compound key; `directions[i]` −1 turns the order of that part round. */
export function encodeCompound(values: readonly Value[], directions: readonly (1 | -1)[]): Buffer {
  for (let i = 0; i < values.length; i++) {
    const from = writer.position;
    writer.value(values[i]);
    if (directions[i] === -1) writer.invert(from);
  }
  return writer.take();
}

export function inverted(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => 255 - byte));
}

/** The least key above everything that begins with `prefix`. The prefix must not be all FF. */
export function after(prefix: Buffer): Buffer {
  let last = prefix.length - 1;
  while (last >= 0 && prefix[last] === 255) last--;
  if (last < 0) throw new RangeError('nothing sorts after this key');
  const next = Buffer.from(prefix.subarray(0, last + 1));
  next[last]!++;
  return next;
}
