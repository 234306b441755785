import { badValue } from '../errors.ts';
import { show } from '../values/shape.ts';
import { dateAt, dateMs, isoDateMs } from './calendar.ts';
import { instantOf, type Zone, zoneOf } from './zones.ts';

const ISO =
  /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?$/i;

/**
 * The instant of a date written as ISO 8601 (`2024-05-01`, `2024-05-01 08:30`, `2024-05-01T08:30:00.000+08:00`).
 * Without a zone of its own it is local time of `zone`; with both it is an error if `zone` was asked for.
 */
export function parseDate(source: string, zone: Zone, zoneGiven = false): Date {
  const match = ISO.exec(source.trim());
  if (!match) throw unreadable(source, 'not an ISO 8601 date');
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', own] = match;
  return assemble(source, zone, zoneGiven, {
    Y: Number(year),
    m: Number(month),
    d: Number(day),
    H: Number(hour),
    M: Number(minute),
    S: Number(second),
    L: Math.trunc(Number(`0.${fraction}`) * 1000 + 1e-6),
    zone: own && zoneOf(/^[+-]/.test(own) ? own : 'UTC'),
  });
}

interface Fields {
  [letter: string]: number | Zone | undefined | '';
  zone?: Zone | undefined | '';
}

const PATTERNS: Record<string, string> = {
  d: '\\d{2}',
  G: '\\d{4}',
  H: '\\d{2}',
  j: '\\d{3}',
  L: '\\d{3}',
  m: '\\d{2}',
  M: '\\d{2}',
  S: '\\d{2}',
  u: '[1-7]',
  V: '\\d{2}',
  Y: '\\d{4}',
  z: 'Z|[+-]\\d{2}:?\\d{2}|[+-]\\d{2}',
  Z: '[+-]\\d{1,4}',
};

/** The same by a format of `%` letters, as `$dateFromString` takes it. */
export function parseDateWith(format: string, source: string, zone: Zone, zoneGiven: boolean): Date {
  const letters: string[] = [];
  const pattern = format.replace(/%([\s\S])?|[^%]/g, (token, letter?: string) => {
    if (!token.startsWith('%')) return token.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
    if (letter === '%') return '%';
    const part = letter && PATTERNS[letter];
    if (!part) throw badValue(`Invalid format character '${token}' in format string`);
    letters.push(letter);
    return `(${part})`;
  });
  const match = new RegExp(`^${pattern}$`).exec(source);
  if (!match) throw unreadable(source, `does not have the format ${show(format)}`);
  const fields: Fields = {};
  letters.forEach((letter, i) => {
    const text = match[i + 1]!;
    if (letter === 'z') fields.zone = text === 'Z' ? zoneOf('UTC') : zoneOf(text);
    else if (letter === 'Z') fields.zone = () => Number(text) * 60_000;
    else fields[letter] = Number(text);
  });
  return assemble(source, zone, zoneGiven, fields);
}

function assemble(source: string, zone: Zone, zoneGiven: boolean, fields: Fields): Date {
  if (fields.zone && zoneGiven) {
    throw badValue(
      `you cannot pass in a date/time string with time zone information (${show(source)}) together with a timezone argument`,
    );
  }
  const at = (letter: string, otherwise: number): number =>
    (fields[letter] as number | undefined) ?? otherwise;
  const limits: Array<[string, number, number]> = [
    ['m', 1, 12],
    ['d', 1, 31],
    ['H', 0, 23],
    ['M', 0, 59],
    ['S', 0, 59],
  ];
  for (const [letter, least, most] of limits) {
    const n = at(letter, least);
    if (n < least || n > most) throw unreadable(source, 'a field is out of range');
  }
  const day = dayOf(source, fields, at);
  const local = day + ((at('H', 0) * 60 + at('M', 0)) * 60 + at('S', 0)) * 1000 + at('L', 0);
  return dateAt(instantOf(local, fields.zone || zone));
}

function dayOf(source: string, fields: Fields, at: (letter: string, otherwise: number) => number): number {
  if (fields.G !== undefined) return isoDateMs(at('G', 1970), at('V', 1), at('u', 1));
  if (fields.Y === undefined) throw unreadable(source, 'an incomplete date/time string has been found');
  if (fields.j !== undefined) return dateMs(at('Y', 1970), 1, at('j', 1));
  const ms = dateMs(at('Y', 1970), at('m', 1), at('d', 1));
  if (new Date(ms).getUTCMonth() + 1 !== at('m', 1)) throw unreadable(source, 'the month has no such day');
  return ms;
}

function unreadable(source: string, why: string): Error {
  return badValue(`Error parsing date string ${show(source)}; ${why}`);
}
