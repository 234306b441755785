import { badValue } from '../errors.ts';

/** Offset of local time from UTC in ms at an instant (epoch ms): +28,800,000 for Shanghai today. */
export type Zone = (ms: number) => number;

export const utc: Zone = () => 0;
const MINUTE = 60_000;
const cache = new Map<string, Zone>([
  ['UTC', utc],
  ['GMT', utc],
  ['Z', utc],
]);

/** A zone by Olson name ("Asia/Shanghai") or offset ("+08:00", "+0800", "+08"). Unknown names are BAD_VALUE. */
export function zoneOf(name: string): Zone {
  const known = cache.get(name);
  if (known) return known;
  const zone = fixedZone(name) ?? olsonZone(name);
  cache.set(name, zone);
  return zone;
}

function fixedZone(name: string): Zone | undefined {
  const match = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(name);
  if (!match) return undefined;
  const offset = (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0)) * MINUTE;
  return () => offset;
}

/** About 13 months: one entry of the table of a zone. */
const SPAN = 2 ** 35;
const WEEK = 7 * 86_400_000;
/** Since 1991-09-14T15:00Z Shanghai is +08:00 without a change. */
const SHANGHAI_SETTLED = 684_860_400_000;
const SHANGHAI_OFFSET = 8 * 3_600_000;

/** The offsets within one span: `offsets[i]` holds from `starts[i]` on. */
interface Span {
  starts: number[];
  offsets: number[];
}

/** Intl is asked only to fill a table of transitions; after that an offset is a look-up. */
function olsonZone(name: string): Zone {
  const ask = intlOffset(name);
  const spans = new Map<number, Span>();
  const lookUp: Zone = (ms) => {
    const index = Math.floor(ms / SPAN);
    let span = spans.get(index);
    if (!span) {
      span = spanFrom(index * SPAN, ask);
      spans.set(index, span);
    }
    let i = span.starts.length - 1;
    while (i > 0 && ms < span.starts[i]!) i--;
    return span.offsets[i]!;
  };
  if (name !== 'Asia/Shanghai') return lookUp;
  return (ms) => (ms >= SHANGHAI_SETTLED ? SHANGHAI_OFFSET : lookUp(ms));
}

/** Finds the changes of a span by weekly probes (no zone changed twice within a week) and bisection. */
function spanFrom(start: number, ask: Zone): Span {
  const span: Span = { starts: [start], offsets: [ask(start)] };
  let before = start;
  while (before < start + SPAN) {
    const after = Math.min(before + WEEK, start + SPAN);
    const offset = ask(after);
    if (offset !== span.offsets.at(-1)) {
      span.starts.push(firstWith(before, after, offset, ask));
      span.offsets.push(offset);
    }
    before = after;
  }
  return span;
}

function firstWith(before: number, after: number, offset: number, ask: Zone): number {
  let [low, high] = [before, after];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (ask(middle) === offset) high = middle;
    else low = middle;
  }
  return high;
}

function intlOffset(name: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
  } catch {
    throw badValue(`unrecognized time zone identifier: "${name}"`);
  }
  return (ms) => {
    const match = /GMT([+-])(\d+):(\d+)(?::(\d+))?$/.exec(format.format(ms));
    if (!match) return 0;
    const seconds = Number(match[2]) * 3600 + Number(match[3]) * 60 + Number(match[4] ?? 0);
    return (match[1] === '-' ? -1000 : 1000) * seconds;
  };
}

const DAY = 86_400_000;
/**
 * The instant of a local time (given as if it were UTC ms). A time that happens twice is the first; one that never
 * happens moves forward by the gap.
 */
export function instantOf(local: number, zone: Zone): number {
  const before = zone(local - DAY);
  const after = zone(local + DAY);
  if (before === after || zone(local - before) === before) return local - before;
  return zone(local - after) === after ? local - after : local - before;
}
