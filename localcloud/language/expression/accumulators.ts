import type { Value } from '../../types.ts';
import { badValue } from '../errors.ts';
import { compareValues, keyOf } from '../values/compare.ts';
import { isObj, typeName } from '../values/shape.ts';
import { isNil } from './operator.ts';

/** Takes values one by one and holds no more than its answer needs. `undefined` is a missing value. */
export interface Accumulator {
  add(v: Value): void;
  result(): Value;
}

export const ACCUMULATORS: Readonly<Record<string, () => Accumulator>> = {
  $sum: () => {
    const sum = exactSum();
    return { add: sum.add, result: sum.total };
  },
  $avg: () => {
    const sum = exactSum();
    return { add: sum.add, result: () => (sum.count() === 0 ? null : sum.total() / sum.count()) };
  },
  $min: () => extreme(-1),
  $max: () => extreme(1),
  $first: () => {
    let seen = false;
    let first: Value = null;
    return {
      add(v) {
        if (!seen) first = v ?? null;
        seen = true;
      },
      result: () => first,
    };
  },
  $last: () => {
    let last: Value = null;
    return {
      add(v) {
        last = v ?? null;
      },
      result: () => last,
    };
  },
  $push: () => {
    const all: Value[] = [];
    return {
      add(v) {
        if (v !== undefined) all.push(v);
      },
      result: () => all,
    };
  },
  $addToSet: () => {
    const set = new Map<ReturnType<typeof keyOf>, Value>();
    return {
      add(v) {
        const key = keyOf(v);
        if (v !== undefined && !set.has(key)) set.set(key, v);
      },
      result: () => [...set.values()],
    };
  },
  $stdDevPop: () => deviation(0),
  $stdDevSamp: () => deviation(1),
  $mergeObjects: () => {
    let merged = {};
    return {
      add(v) {
        if (isNil(v)) return;
        if (!isObj(v))
          throw badValue(`$mergeObjects requires object inputs, but input is of type ${typeName(v)}`);
        merged = { ...merged, ...v };
      },
      result: () => merged,
    };
  },
};

/** Sums numbers with the rounding errors carried along (Neumaier), so that 0.1 + 0.2 + 0.3 is 0.6. */
function exactSum() {
  let sum = 0;
  let lost = 0;
  let count = 0;
  return {
    add(v: Value) {
      if (typeof v !== 'number') return;
      const next = sum + v;
      lost += Math.abs(sum) >= Math.abs(v) ? sum - next + v : v - next + sum;
      sum = next;
      count++;
    },
    total: () => (Number.isFinite(sum) ? sum + lost : sum),
    count: () => count,
  };
}

function extreme(direction: 1 | -1): Accumulator {
  let best: Value = null;
  return {
    add(v) {
      if (!isNil(v) && (best === null || compareValues(v, best) * direction > 0)) best = v;
    },
    result: () => best,
  };
}

/** Welford's running variance; `ddof` 1 for a sample. */
function deviation(ddof: 0 | 1): Accumulator {
  let count = 0;
  let mean = 0;
  let squares = 0;
  return {
    add(v) {
      if (typeof v !== 'number') return;
      count++;
      const delta = v - mean;
      mean += delta / count;
      squares += delta * (v - mean);
    },
    result: () => (count <= ddof ? null : Math.sqrt(squares / (count - ddof))),
  };
}
