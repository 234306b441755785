import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeCompound, encodeValue } from '../../localcloud/engine/keys.ts';
import { compareValues, compileFilter, sortDocs } from '../../localcloud/language/index.ts';
import type { Doc, Filter, IndexDecl, Sort } from '../../localcloud/types.ts';
import { freshEngine, NOW } from './engine-fixture.ts';

const scalar = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -0,
    1,
    -1.5,
    2 ** 53,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '',
    'a',
    'a\0',
    'ab',
  ),
  fc.double(),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.date({ noInvalidDate: true }),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 2 },
    scalar,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('b', 'c'), tie('any'), { maxKeys: 2 }),
  ),
})).any;

describe('index keys', () => {
  test('compare as their values do', () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        expect(Math.sign(Buffer.compare(encodeValue(a), encodeValue(b)))).toBe(
          Math.sign(compareValues(a, b)),
        );
      }),
      { numRuns: 3000 },
    );
  });

  test('of two parts compare part by part, each in its own direction', () => {
    fc.assert(
      fc.property(fc.tuple(value, value), fc.tuple(value, value), (a, b) => {
        const bytes = Buffer.compare(encodeCompound(a, [1, -1]), encodeCompound(b, [1, -1]));
        expect(Math.sign(bytes)).toBe(Math.sign(compareValues(a[0], b[0]) || compareValues(b[1], a[1])));
      }),
      { numRuns: 2000 },
    );
  });
});

/** Documents and filters over few values, so that they meet often. */
function language(small: fc.Arbitrary<unknown>, arrays: number) {
  const sub = fc.record({ b: small, c: small }, { requiredKeys: [] });
  const field = fc.oneof(
    { weight: 4, arbitrary: small },
    { weight: arrays, arbitrary: fc.array(small, { maxLength: 3 }) },
    { weight: arrays, arbitrary: sub },
    { weight: arrays, arbitrary: fc.array(fc.oneof(sub, small), { maxLength: 3 }) },
    { weight: arrays, arbitrary: fc.array(sub, { maxLength: 3 }) },
  );
  const docs = fc.record({ a: field, d: small, e: small }, { requiredKeys: [] });
  const range = fc.tuple(small, small).map(([from, to]) => ({ $gte: from, $lte: to }));
  const condition = fc.oneof(
    small,
    fc
      .tuple(fc.constantFrom('$eq', '$gt', '$gte', '$lt', '$lte', '$ne'), small)
      .map(([op, v]) => ({ [op]: v })),
    range,
    fc.array(small, { maxLength: 3 }).map((list) => ({ $in: list })),
    fc.boolean().map((yes) => ({ $exists: yes })),
    fc.tuple(small, small).map(([from, to]) => ({ $elemMatch: { $gte: from, $lt: to } })),
    fc.record({ b: small, c: small }).map((both) => ({ $elemMatch: both })),
  );
  const clause = fc.dictionary(fc.constantFrom('a', 'a.b', 'a.c', 'd', 'e', '_id'), condition, {
    maxKeys: 3,
  });
  const path = fc.constantFrom('a', 'a.b', 'a.c', 'd', 'e');
  const filter: fc.Arbitrary<Filter> = fc.oneof(
    clause,
    fc.tuple(path, range).map(([name, bounds]) => ({ [name]: bounds })),
    fc.record({ 'a.b': small, 'a.c': small }),
    fc.array(clause, { minLength: 1, maxLength: 2 }).map((parts) => ({ $and: parts })),
    fc
      .tuple(clause, fc.array(clause, { minLength: 1, maxLength: 2 }))
      .map(([rest, parts]) => ({ ...rest, $or: parts })),
  );
  return { docs, filter };
}

const mixed = fc.constantFrom<unknown>(null, 0, 1, 2, 3, 'x', 'y', true, new Date(NOW));
const numbers = fc.integer({ min: 0, max: 4 });

const sort: fc.Arbitrary<Sort> = fc
  .uniqueArray(fc.tuple(fc.constantFrom('a', 'a.b', 'd', 'e', '_id'), fc.constantFrom<1 | -1>(1, -1)), {
    maxLength: 3,
    selector: ([name]) => name,
  })
  .map((entries) => Object.fromEntries(entries));

const INDEXES: IndexDecl[] = [
  { name: 'a', keys: { a: 1 } },
  { name: 'ab_ac', keys: { 'a.b': 1, 'a.c': -1 } },
  { name: 'd_e', keys: { d: 1, e: -1 } },
  { name: 'e_a', keys: { e: -1, a: 1 } },
];
const numbered = (docs: Array<Record<string, unknown>>): Doc[] => docs.map((doc, i) => ({ ...doc, _id: i }));

describe('a find with indexes', () => {
  test.each([
    ['plain documents', language(mixed, 0)],
    ['documents with arrays', language(mixed, 1)],
    ['arrays everywhere', language(numbers, 10)],
  ])('answers as a full scan does: %s', async (_what, { docs: fields, filter }) => {
    const engine = await freshEngine();
    await engine.declare([{ name: 'c', indexes: INDEXES }]);
    const cases = fc.array(fields, { maxLength: 12 }).chain((docs) =>
      fc.record({
        docs: fc.constant(numbered(docs)),
        queries: fc.array(fc.tuple(filter, sort), { minLength: 1, maxLength: 12 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(cases, async ({ docs, queries }) => {
        await engine.remove('c', {}, true);
        await engine.bulkLoad('c', docs);
        for (const [where, order] of queries) {
          const matches = compileFilter(where, { now: NOW });
          const expected = sortDocs(docs.filter(matches), order);
          const found = await engine.find('c', { filter: where, sort: order });
          expect(found.map((doc) => doc._id).sort()).toEqual(expected.map((doc) => doc._id).sort());
          expect(sortDocs(found, order)).toEqual(found);
          expect(await engine.count('c', where)).toBe(expected.length);
          const page = await engine.find('c', { filter: where, sort: order, skip: 1, limit: 2 });
          expect(page).toHaveLength(Math.max(0, Math.min(2, expected.length - 1)));
          expect(sortDocs(page, order)).toEqual(page);
          const [head, rest] = [{ $match: where }, [{ $skip: 1 }, { $limit: 2 }]];
          const stages = Object.keys(order).length > 0 ? [head, { $sort: order }, ...rest] : [head, ...rest];
          expect(await engine.aggregate('c', stages)).toHaveLength(page.length);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('an index declared over documents is as one that was there before them', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.bulkLoad(
      'c',
      Array.from({ length: 2500 }, (_, i) => ({ _id: i, n: i % 7, t: [i, i + 1] })),
    );
    const declared = engine.declare([
      {
        name: 'c',
        indexes: [
          { name: 't', keys: { t: 1 } },
          { name: 'n', keys: { n: 1 } },
        ],
      },
    ]);
    await engine.update('c', { filter: { _id: 2400 }, update: { $set: { t: [9000] } }, multi: false });
    await declared;
    expect(await engine.find('c', { filter: { t: 9000 }, projection: { _id: 1 } })).toEqual([{ _id: 2400 }]);
    expect((await engine.find('c', { filter: { t: 2400 } })).map((doc) => doc._id)).toEqual([2399]);
    expect(await engine.count('c', { n: 3 })).toBe(357);
  });
});
