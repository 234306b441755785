import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareValues, compileFilter, sortDocs, valuesAt } from '../../localcloud/language/index.ts';
import { topDocs } from '../../localcloud/language/values/sort.ts';
import type { Sort, Value } from '../../localcloud/types.ts';
import { ctx, refusal } from './support.ts';

const value: fc.Arbitrary<Value> = fc.letrec<{ v: Value }>((tie) => ({
  v: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom<Value>(
      null,
      true,
      false,
      Number.NaN,
      0,
      -0,
      1,
      1.5,
      -Infinity,
      'a',
      'b',
      '',
      '\ue000',
      '🐳',
      /a/,
      /a/i,
    ),
    fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(5) }),
    fc.array(tie('v'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('v')),
  ),
})).v;

describe('given the order of BSON', () => {
  it('when values of all types are sorted, then they come type by type', () => {
    const sorted: Value[] = [
      undefined,
      null,
      Number.NaN,
      -1,
      0,
      2,
      '',
      'a',
      'b',
      '\uffff',
      '🐳',
      {},
      { a: 1 },
      { a: 1, b: 0 },
      { a: 2 },
      { b: 0 },
      { a: 'x' },
      [],
      [1],
      [1, 0],
      [2],
      false,
      true,
      new Date(1),
      new Date(2),
      /a/,
      /b/,
    ];
    // Array.sort itself puts undefined last, whatever the comparison says.
    const boxed = sorted.map((v) => ({ v })).reverse();
    expect(boxed.sort((a, b) => compareValues(a.v, b.v)).map(({ v }) => v)).toEqual(sorted);
  });

  it('when any three values are compared, then the order is total', () => {
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(compareValues(a, a)).toBe(0);
        expect(compareValues(a, b) + compareValues(b, a)).toBe(0);
        if (compareValues(a, b) <= 0 && compareValues(b, c) <= 0)
          expect(compareValues(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('given index keys', () => {
  it.each<[Record<string, Value>, string, Value[]]>([
    [{ a: 1 }, 'a', [1]],
    [{}, 'a', [null]],
    [{ a: [1, 2] }, 'a', [1, 2]],
    [{ a: [] }, 'a', [undefined]],
    [{ a: [[1, 2], 3] }, 'a', [[1, 2], 3]],
    [{ a: { b: 1 } }, 'a.b', [1]],
    [{ a: 5 }, 'a.b', [null]],
    [{ a: [{ b: 1 }, { b: [2, 3] }, {}, 7] }, 'a.b', [1, 2, 3, null, null]],
    [{ a: [] }, 'a.b', [null]],
    [{ a: [5, 6] }, 'a.1', [6]],
    [{ ob: [{ at: 1 }, { at: 2 }] }, 'ob.at', [1, 2]],
  ])('when %j is indexed by %s, then its keys are %j', (doc, path, keys) => {
    expect(valuesAt(doc, path)).toEqual(keys);
  });

  it('when a scalar is found by equality, then it is among the keys', () => {
    const at = fc.constantFrom('a', 'a.b', 'a.0', 'b');
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom('a', 'b'), value), at, value, (fields, path, wanted) => {
        if (Array.isArray(wanted) || wanted instanceof RegExp) return;
        if (!compileFilter({ [path]: { $eq: wanted } }, ctx)({ _id: 1, ...fields })) return;
        expect(valuesAt(fields, path).some((key) => compareValues(key ?? null, wanted) === 0)).toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('given documents to sort', () => {
  const ids = (docs: Array<Record<string, Value>>, sort: Sort): Value[] =>
    sortDocs(
      docs.map((doc, _id) => ({ _id, ...doc })),
      sort,
    ).map((doc) => doc._id);

  it('when fields are missing, null or arrays, then they sort as MongoDB does', () => {
    expect(ids([{ a: 2 }, {}, { a: null }, { a: 1 }, { a: [] }], { a: 1 })).toEqual([4, 1, 2, 3, 0]);
    expect(ids([{ a: [1, 9] }, { a: 5 }], { a: 1 })).toEqual([0, 1]);
    expect(ids([{ a: 5 }, { a: [1, 9] }], { a: -1 })).toEqual([1, 0]);
    expect(ids([{ a: { b: 2 } }, { a: [{ b: 1 }, { b: 3 }] }], { 'a.b': -1 })).toEqual([1, 0]);
    expect(
      ids(
        [
          { a: 1, b: 1 },
          { a: 1, b: 2 },
          { a: 0, b: 0 },
        ],
        { a: 1, b: -1 },
      ),
    ).toEqual([2, 1, 0]);
  });

  it('when keys are equal, then the order they came in stays, also when only the first few are wanted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 300 }),
        fc.integer({ min: 1, max: 40 }),
        (ns, k) => {
          const docs = ns.map((n, _id) => ({ _id, n }));
          const sorted = sortDocs(docs, { n: -1 });
          for (const [i, doc] of sorted.entries()) {
            const next = sorted[i + 1];
            if (next) expect(doc.n > next.n || (doc.n === next.n && doc._id < next._id)).toBe(true);
          }
          expect(topDocs(docs, { n: -1 }, k)).toEqual(sorted.slice(0, k));
        },
      ),
    );
  });

  it('when the direction is neither 1 nor -1, then it is refused', () => {
    expect(refusal(() => sortDocs([], { a: 2 as 1 }))).toContain('must be 1 (for ascending) or -1');
  });
});
