import type { Filter, Sort } from '../types.ts';
import { type Allowed, bytesOf, type Conditions, conditionsOf, intersect } from './bounds.ts';
import type { CollectionInfo, IndexInfo } from './catalog.ts';
import { after } from './keys.ts';
import { MAX_INDEX_KEY, type Reader, spaceKey } from './store.ts';

export interface ByteRange {
  start: Buffer;
  end: Buffer;
}
/** How to come by the documents that may match; the filter is applied to each of them all the same. */
export interface Plan {
  /** Document keys themselves, or entries of an index that lead to them. */
  through: 'documents' | 'index';
  ranges: ByteRange[];
  reverse: boolean;
  /** The documents come in the order of the sort. */
  ordered: boolean;
  /** The keys in the ranges are exactly the matching documents, each once. */
  exact: boolean;
  /** A document may come more than once. */
  repeats: boolean;
}

/** Several plans for the branches of an `$or`, read one after the other. */
export type Plans = Plan[];

/** More combinations of `$in` values than this are not spelled out as ranges. */
const MAX_RANGES = 1000;
/** How far keys are counted to compare plans. */
const PROBE = 256;

/** A document space seen as an index on `_id`. */
function primary(collection: CollectionInfo): IndexInfo {
  return {
    name: '_id_',
    space: collection.space,
    parts: [{ field: '_id', path: ['_id'], direction: 1 }],
    unique: true,
    ready: true,
    multikey: [false],
    lossy: false,
    geo: false,
  };
}

interface Candidate {
  plan: Plan;
  /** How many parts of the index have bounds. */
  bounded: number;
  /** At most one document can be there for each range. */
  single: boolean;
}

/** Chooses how to read. With `limit` an index in the order of the sort is worth a lot. */
export function planFor(
  reader: Reader,
  collection: CollectionInfo,
  filter: Filter,
  sort: Sort | undefined,
  limited: boolean,
): Plans {
  const conditions = conditionsOf(filter);
  const candidates = [
    primary(collection),
    ...collection.indexes.filter((index) => index.ready && !index.geo),
  ].map((index, i) => candidate(index, i === 0, conditions, sort));
  const best = cheapest(
    reader,
    candidates.filter((c) => c.bounded > 0),
  );
  if (best) return [best.plan];
  const branches = alternatives(reader, collection, conditions);
  if (branches) return branches;
  const inOrder = candidates.find((c) => c.plan.ordered);
  return [(limited ? inOrder : undefined)?.plan ?? candidates[0]!.plan];
}

/** Every branch of some `$or` must have bounds of its own, or all is read anyway. */
function alternatives(reader: Reader, collection: CollectionInfo, conditions: Conditions): Plans | undefined {
  for (const branches of conditions.alternatives) {
    const plans = branches.map((branch) => planFor(reader, collection, branch, undefined, false));
    if (plans.every((plan) => plan.every(isBounded(collection))))
      return plans.flat().map((plan) => ({ ...plan, ordered: false, exact: false, repeats: true }));
  }
  return undefined;
}

function isBounded(collection: CollectionInfo): (plan: Plan) => boolean {
  const spaces = [collection.space, ...collection.indexes.map((i) => i.space)].map((s) => spaceKey(s));
  return (plan) => !plan.ranges.some((range) => spaces.some((space) => space.equals(range.start)));
}

function cheapest(reader: Reader, candidates: Candidate[]): Candidate | undefined {
  const single = candidates.find((c) => c.single && c.plan.ranges.length <= 1);
  if (single || candidates.length < 2) return single ?? candidates[0];
  const costs = candidates.map((c) => ({ c, cost: probe(reader, c.plan) }));
  costs.sort((a, b) => a.cost - b.cost || merit(b.c) - merit(a.c));
  return costs[0]!.c;
}

function merit(candidate: Candidate): number {
  return candidate.bounded * 2 + (candidate.plan.ordered ? 1 : 0);
}

function probe(reader: Reader, plan: Plan): number {
  let keys = 0;
  for (const { start, end } of plan.ranges) {
    keys += reader.count(start, end, PROBE - keys);
    if (keys >= PROBE) return PROBE;
  }
  return keys;
}

function candidate(
  index: IndexInfo,
  isPrimary: boolean,
  conditions: Conditions,
  sort: Sort | undefined,
): Candidate {
  const { prefixes, used, constant, complete } = bound(index, conditions);
  const base = spaceKey(index.space);
  const ranges = prefixes.map(({ start, end }) => ({
    start: cut(Buffer.concat([base, start])),
    end: end.length === 0 ? after(base) : cutEnd(Buffer.concat([base, end])),
  }));
  const arrays = index.multikey.includes(true);
  const direction = arrays || index.lossy || ranges.length > 1 ? undefined : order(index, constant, sort);
  const plan: Plan = {
    through: isPrimary ? 'documents' : 'index',
    ranges,
    reverse: direction === -1,
    ordered: direction !== undefined,
    exact: complete && conditions.exact && !arrays && !index.lossy,
    repeats: arrays,
  };
  return { plan, bounded: used, single: index.unique && constant === index.parts.length && !arrays };
}

interface Bound {
  prefixes: ByteRange[];
  /** How many leading parts are bounded, and how many of them to a single value. */
  used: number;
  constant: number;
  /** All conditions went into the ranges. */
  complete: boolean;
}

/** Equalities first, then one range; what comes after it can no longer narrow the ranges. */
function bound(index: IndexInfo, conditions: Conditions): Bound {
  const result: Bound = {
    prefixes: [{ start: Buffer.alloc(0), end: Buffer.alloc(0) }],
    used: 0,
    constant: 0,
    complete: false,
  };
  let arrayUsed = false;
  for (let i = 0; i < index.parts.length; i++) {
    const part = index.parts[i]!;
    const lists = conditions.byField.get(part.field);
    // Two parts through one array may be met by two different elements: only the first may narrow.
    if (!lists || (index.multikey[i] && arrayUsed)) break;
    arrayUsed ||= index.multikey[i]!;
    const intervals = index.multikey[i] ? narrowest(lists) : lists.reduce(intersect);
    if (result.prefixes.length * intervals.length > MAX_RANGES) break;
    const points = intervals.every((interval) => interval.point);
    if (points && intervals.length === 1 && result.constant === i) result.constant++;
    result.prefixes = result.prefixes.flatMap(({ start }) =>
      intervals.map((interval) => {
        const bytes = bytesOf(interval, part.direction);
        return { start: Buffer.concat([start, bytes.start]), end: Buffer.concat([start, bytes.end]) };
      }),
    );
    result.used++;
    if (!points) break;
  }
  result.complete = result.used === conditions.byField.size;
  return result;
}

/** On an array each condition may be met by another element, so they must not be intersected: one has to do. */
function narrowest(lists: Allowed[]): Allowed {
  const points = lists.filter((list) => list.every((interval) => interval.point));
  return points.sort((a, b) => a.length - b.length)[0] ?? lists[0]!;
}

/** 1 or −1 if reading the index forwards or backwards gives the order of the sort, else undefined. */
function order(index: IndexInfo, constant: number, sort: Sort | undefined): 1 | -1 | undefined {
  const fixed = new Set(index.parts.slice(0, constant).map((part) => part.field));
  const wanted = Object.entries(sort ?? {}).filter(([field]) => !fixed.has(field));
  const rest = index.parts.slice(constant);
  if (!rest.some((part) => part.field === '_id')) rest.push({ field: '_id', path: ['_id'], direction: 1 });
  if (wanted.length > rest.length) return undefined;
  let direction: number | undefined;
  for (const [i, [field, way]] of wanted.entries()) {
    const part = rest[i]!;
    if (part.field !== field) return undefined;
    direction ??= part.direction * way;
    if (part.direction * way !== direction) return undefined;
  }
  return direction === -1 ? -1 : 1;
}

const LONGEST = 4 + MAX_INDEX_KEY;
/** Stored keys are cut; a cut bound lets in what shares its beginning. */
function cut(start: Buffer): Buffer {
  return start.length > LONGEST ? start.subarray(0, LONGEST) : start;
}
function cutEnd(end: Buffer): Buffer {
  return end.length > LONGEST ? after(end.subarray(0, LONGEST)) : end;
}
