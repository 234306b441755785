import type { Doc, Value } from '../types.ts';
import { EngineError } from '../types.ts';
import { EMPTY_ARRAY, encodeCompound } from './keys.ts';

/** One part of an index: a dotted path (split) and its direction. */
export interface Part {
  field: string;
  path: readonly string[];
  direction: 1 | -1;
  /** Positions on the earth: the part of a 2dsphere index that makes it one. */
  sphere?: true;
}

/** One key: its bytes at full length, and the values they stand for. */
export interface IndexKey {
  bytes: Buffer;
  values: readonly Value[];
}
/** The keys of one document in one index, each once; `multikey[i]` says that part i went through an array. */
export interface DocKeys {
  keys: IndexKey[];
  multikey: boolean[];
}

/** Where one part stands on its way into the document. */
interface Place {
  value: Value;
  rest: readonly string[];
  /** Came out of an array at the end of its path: an array in an array is a value, not unwrapped again. */
  leaf: boolean;
}

/**
 * The compound keys of a document, by MongoDB's rules: a missing field is null, an array gives one key an element,
 * two parts may go through the same array (element by element) but not through two different ones (BAD_VALUE).
 */
export function keysOf(doc: Doc, parts: readonly Part[]): DocKeys {
  const directions = parts.map((part) => part.direction);
  const multikey = parts.map(() => false);
  const tuples: Value[][] = [];
  expand(
    parts.map((part) => ({ value: doc, rest: part.path, leaf: false })),
    multikey,
    tuples,
  );
  if (tuples.length === 1) {
    const values = tuples[0]!;
    return { keys: [{ bytes: encodeCompound(values, directions), values }], multikey };
  }
  const keys = new Map<string, IndexKey>();
  for (const values of tuples) {
    const bytes = encodeCompound(values, directions);
    keys.set(bytes.toString('latin1'), { bytes, values });
  }
  return { keys: [...keys.values()], multikey };
}

function expand(places: Place[], multikey: boolean[], out: Value[][]): void {
  const reached = places.map(advance);
  const arrays = reached.filter((place) => Array.isArray(place.value) && !place.leaf);
  const array = arrays[0]?.value as Value[] | undefined;
  if (!array) {
    out.push(reached.map((place) => place.value ?? null));
    return;
  }
  if (arrays.some((place) => place.value !== array))
    throw new EngineError('BAD_VALUE', 'cannot index parallel arrays');
  const inside = reached.map((place) => place.value === array && !place.leaf);
  inside.forEach((yes, i) => {
    if (yes) multikey[i] = true;
  });
  const rows = Math.max(1, array.length);
  for (let row = 0; row < rows; row++)
    expand(
      reached.map((place, i) => (inside[i] ? enter(place, array, row) : place)),
      multikey,
      out,
    );
}

/** Walks down plain objects until the path ends or an array is met. */
function advance(place: Place): Place {
  let { value, rest } = place;
  while (rest.length > 0 && !(Array.isArray(value) && !place.leaf)) {
    value =
      isObject(value) && Object.hasOwn(value as object, rest[0]!) ? (value as Doc)[rest[0]!] : undefined;
    rest = rest.slice(1);
    if (value === undefined) return { value: null, rest: [], leaf: true };
  }
  return { value, rest, leaf: place.leaf };
}

function enter(place: Place, array: Value[], row: number): Place {
  const { rest } = place;
  if (rest.length > 0 && /^\d+$/.test(rest[0]!))
    return { value: array[Number(rest[0])], rest: rest.slice(1), leaf: false };
  if (array.length === 0) return { value: rest.length === 0 ? EMPTY_ARRAY : null, rest: [], leaf: true };
  const item = array[row];
  if (rest.length === 0) return { value: item, rest, leaf: true };
  return isObject(item) ? { value: item, rest, leaf: false } : { value: null, rest: [], leaf: true };
}

function isObject(value: Value): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof Date) &&
    !(value instanceof RegExp)
  );
}
