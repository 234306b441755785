import { badValue } from '../errors.ts';
import {
  dayOfWeek,
  dayOfYear,
  isoDayOfWeek,
  isoWeek,
  isoWeekYear,
  type Local,
  localOf,
  week,
} from './calendar.ts';
import type { Zone } from './zones.ts';

type Piece = (t: Local, offset: number) => string;
const pad = (n: number, width: number): string => String(n).padStart(width, '0');

const PIECES: Record<string, Piece> = {
  d: (t) => pad(t.getUTCDate(), 2),
  G: (t) => pad(isoWeekYear(t), 4),
  H: (t) => pad(t.getUTCHours(), 2),
  j: (t) => pad(dayOfYear(t), 3),
  L: (t) => pad(t.getUTCMilliseconds(), 3),
  m: (t) => pad(t.getUTCMonth() + 1, 2),
  M: (t) => pad(t.getUTCMinutes(), 2),
  S: (t) => pad(t.getUTCSeconds(), 2),
  u: (t) => String(isoDayOfWeek(t)),
  U: (t) => pad(week(t), 2),
  V: (t) => pad(isoWeek(t), 2),
  w: (t) => String(dayOfWeek(t)),
  Y: (t) => pad(yearOf(t), 4),
  z: (_, offset) => {
    const minutes = Math.trunc(Math.abs(offset) / 60_000);
    return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`;
  },
  Z: (_, offset) => String(Math.trunc(offset / 60_000)),
  '%': () => '%',
};

function yearOf(t: Local): number {
  const year = t.getUTCFullYear();
  if (year < 0 || year > 9999)
    throw badValue(`$dateToString is only defined on year 0-9999, tried to use year ${year}`);
  return year;
}

const compiled = new Map<string, (instant: Date, zone: Zone) => string>();
/** Compiles a `$dateToString` format; formats are few, so they are kept. */
export function dateFormat(format: string): (instant: Date, zone: Zone) => string {
  let write = compiled.get(format);
  if (!write) {
    write = compile(format);
    if (compiled.size < 1000) compiled.set(format, write);
  }
  return write;
}

function compile(format: string): (instant: Date, zone: Zone) => string {
  const pieces = (format.match(/%[\s\S]?|[^%]+/g) ?? []).map((token): Piece | string => {
    if (!token.startsWith('%')) return token;
    if (token === '%') throw badValue(`Unmatched '%' at end of format string`);
    const piece = PIECES[token[1]!];
    if (!piece) throw badValue(`Invalid format character '${token}' in format string`);
    return piece;
  });
  return (instant, zone) => {
    const offset = zone(instant.getTime());
    const t = localOf(instant, zone);
    let out = '';
    for (const piece of pieces) out += typeof piece === 'string' ? piece : piece(t, offset);
    return out;
  };
}
