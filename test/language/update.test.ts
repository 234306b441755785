import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyUpdate, replaceDoc, upsertDoc } from '../../localcloud/language/index.ts';
import type { Filter, Value } from '../../localcloud/types.ts';
import { ctx, NOW, refusal } from './support.ts';

type Fields = Record<string, Value>;
type Row = [before: Fields, update: Fields, after: Fields];

const update = (before: Fields, change: Fields, filter?: Filter): Fields => {
  const { _id, ...after } = applyUpdate({ _id: 1, ...before }, change, { ...ctx, filter }).doc;
  return after;
};

const TABLE: Record<string, Row[]> = {
  '$set and $unset': [
    [{ a: 1 }, { $set: { a: 2, b: 3 } }, { a: 2, b: 3 }],
    [{}, { $set: { 'a.b.c': 1 } }, { a: { b: { c: 1 } } }],
    [{ a: [1, 2] }, { $set: { 'a.1': 9 } }, { a: [1, 9] }],
    [{ a: [1] }, { $set: { 'a.3': 9 } }, { a: [1, null, null, 9] }],
    [{ a: [{ b: 1 }] }, { $set: { 'a.0.b': 2 } }, { a: [{ b: 2 }] }],
    [{}, { $set: { 'a.0': 1 } }, { a: { 0: 1 } }],
    [{ a: 1, b: 2 }, { $unset: { a: '' } }, { b: 2 }],
    [{ a: [1, 2, 3] }, { $unset: { 'a.1': '' } }, { a: [1, null, 3] }],
    [{ a: 1 }, { $unset: { 'a.b': '', 'x.y': '' } }, { a: 1 }],
    [{ a: 1 }, { $setOnInsert: { b: 1 }, $set: { a: 2 } }, { a: 2 }],
    [{}, { $set: { e: {} } }, { e: {} }],
  ],
  numbers: [
    [{ n: 1 }, { $inc: { n: 2, m: 5 } }, { n: 3, m: 5 }],
    [{ n: 4 }, { $mul: { n: 1.5, m: 5 } }, { n: 6, m: 0 }],
    [{ n: 4, m: 4 }, { $min: { n: 3, m: 9, k: 1 } }, { n: 3, m: 4, k: 1 }],
    [{ n: 4, m: 4 }, { $max: { n: 3, m: 'x' } }, { n: 4, m: 'x' }],
    [{ n: 13 }, { $bit: { n: { and: 10 } } }, { n: 8 }],
    [{ n: 3 }, { $bit: { n: { or: 4 }, m: { xor: 5 } } }, { n: 7, m: 5 }],
  ],
  '$rename and $currentDate': [
    [{ a: 1, b: 2 }, { $rename: { a: 'c' } }, { b: 2, c: 1 }],
    [{ a: 1 }, { $rename: { a: 'x.y' } }, { x: { y: 1 } }],
    [{ a: 1 }, { $rename: { z: 'y' } }, { a: 1 }],
    [{ a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
    [{}, { $currentDate: { at: true } }, { at: new Date(NOW) }],
    [{}, { $currentDate: { at: { $type: 'date' } } }, { at: new Date(NOW) }],
  ],
  $push: [
    [{ a: [1] }, { $push: { a: 2 } }, { a: [1, 2] }],
    [{}, { $push: { a: { x: 1 } } }, { a: [{ x: 1 }] }],
    [{ a: [1] }, { $push: { a: { $each: [2, 3] } } }, { a: [1, 2, 3] }],
    [{ a: [1, 4] }, { $push: { a: { $each: [2, 3], $position: 1 } } }, { a: [1, 2, 3, 4] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [9], $position: -1 } } }, { a: [1, 9, 2] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [0], $position: 0 } } }, { a: [0, 1, 2] }],
    [{ a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1 } } }, { a: [1, 2, 3] }],
    [
      { a: [{ s: 3 }] },
      { $push: { a: { $each: [{ s: 5 }], $sort: { s: -1 } } } },
      { a: [{ s: 5 }, { s: 3 }] },
    ],
    [{ a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [3], $slice: 2 } } }, { a: [1, 2] }],
    [{ a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
    [{ a: { b: [1] } }, { $push: { 'a.b': 2 } }, { a: { b: [1, 2] } }],
  ],
  'taking out of arrays': [
    [{ a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
    [{ a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
    [{}, { $pop: { a: 1 } }, {}],
    [{ a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
    [{ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
    [{ a: [{ id: 1 }, { id: 2 }, { id: 3 }] }, { $pull: { a: { id: { $in: [1, 3] } } } }, { a: [{ id: 2 }] }],
    [{ a: [{ x: { y: 1 } }, { x: { y: 2 } }] }, { $pull: { a: { 'x.y': 2 } } }, { a: [{ x: { y: 1 } }] }],
    [{ a: ['whale', 'seal'] }, { $pull: { a: /^w/ } }, { a: ['seal'] }],
    [{ a: [[1], [2]] }, { $pull: { a: [1] } }, { a: [[2]] }],
    [{ a: [1, 2, 3, 2] }, { $pullAll: { a: [2, 3] } }, { a: [1] }],
    [{}, { $pull: { a: 1 } }, {}],
  ],
  $addToSet: [
    [{ a: [1] }, { $addToSet: { a: 1 } }, { a: [1] }],
    [{ a: [1] }, { $addToSet: { a: { $each: [2, 1, 2] } } }, { a: [1, 2] }],
    [{}, { $addToSet: { a: [1] } }, { a: [[1]] }],
    [
      { a: [{ x: 1, y: 2 }] },
      { $addToSet: { a: { y: 2, x: 1 } } },
      {
        a: [
          { x: 1, y: 2 },
          { y: 2, x: 1 },
        ],
      },
    ],
  ],
  'all elements': [
    [{ a: [1, 2] }, { $inc: { 'a.$[]': 10 } }, { a: [11, 12] }],
    [{ a: [{ n: 1 }, { n: 2 }] }, { $set: { 'a.$[].n': 0 } }, { a: [{ n: 0 }, { n: 0 }] }],
  ],
};

describe('given an update', () => {
  for (const [group, rows] of Object.entries(TABLE)) {
    describe(group, () => {
      it.each(rows)('when %j gets %j, then it is %j', (before, change, after) => {
        expect(update(before, change)).toEqual(after);
      });
    });
  }

  it.each<[Fields, Filter, Fields, Fields]>([
    [{ a: [5, 8, 8] }, { a: 8 }, { $set: { 'a.$': 0 } }, { a: [5, 0, 8] }],
    [
      {
        a: [
          { k: 1, n: 1 },
          { k: 2, n: 1 },
        ],
      },
      { 'a.k': 2 },
      { $inc: { 'a.$.n': 5 } },
      {
        a: [
          { k: 1, n: 1 },
          { k: 2, n: 6 },
        ],
      },
    ],
    [{ a: [1, 7] }, { a: { $elemMatch: { $gt: 5 } } }, { $unset: { 'a.$': '' } }, { a: [1, null] }],
    [
      { x: { a: [1, 7] } },
      { $and: [{ 'x.a': { $gte: 7 } }] },
      { $set: { 'x.a.$': 0 } },
      { x: { a: [1, 0] } },
    ],
  ])('when %j was found by %j and gets %j, then $ is the element found', (before, filter, change, after) => {
    expect(update(before, change, filter)).toEqual(after);
  });

  it('when new fields are set, then they appear in the order of their names', () => {
    expect(Object.keys(update({ z: 1 }, { $set: { c: 1, b: 1 }, $inc: { a: 1 } }))).toEqual([
      'z',
      'a',
      'b',
      'c',
    ]);
  });

  it.each<[Fields, Fields, boolean]>([
    [{ a: 1 }, { $set: { a: 1 } }, false],
    [{ a: { x: 1, y: 2 } }, { $set: { a: { y: 2, x: 1 } } }, true],
    [{ a: [1] }, { $pull: { a: 2 } }, false],
    [{ a: 1 }, { $inc: { a: 0 } }, false],
    [{ a: 1 }, {}, false],
    [{ a: 1 }, { $unset: { b: '' } }, false],
    [{ a: null }, { $unset: { a: '' } }, true],
  ])('when %j gets %j, then changed is %s', (before, change, changed) => {
    expect(applyUpdate({ _id: 1, ...before }, change, ctx).changed).toBe(changed);
  });
});

describe('given an update MongoDB refuses', () => {
  it.each<[Fields, Fields, string]>([
    [
      { a: 'x' },
      { $inc: { a: 1 } },
      'Cannot apply $inc to a value of non-numeric type. {_id: 1} has the field',
    ],
    [{ a: null }, { $inc: { a: 1 } }, 'Cannot apply $inc to a value of non-numeric type'],
    [{ a: 1 }, { $inc: { a: 'x' } }, 'Cannot increment with non-numeric argument'],
    [{ a: 'x' }, { $mul: { a: 1 } }, 'Cannot apply $mul to a value of non-numeric type'],
    [{ a: 1.5 }, { $bit: { a: { or: 1 } } }, 'Cannot apply $bit to a value of non-integral type'],
    [{ a: 1 }, { $push: { a: 2 } }, "The field 'a' must be an array but is of type int in document {_id: 1}"],
    [{ a: null }, { $push: { a: 2 } }, "The field 'a' must be an array but is of type null"],
    [{ a: [] }, { $push: { a: { $each: 1 } } }, 'must be an array'],
    [{ a: [] }, { $push: { a: { $each: [], $foo: 1 } } }, 'Unrecognized clause in $push: $foo'],
    [{ a: 1 }, { $pop: { a: 1 } }, "Path 'a' contains an element of non-array type 'int'"],
    [{ a: [] }, { $pop: { a: 2 } }, '$pop expects 1 or -1, found: 2'],
    [{ a: 1 }, { $pull: { a: 1 } }, 'Cannot apply $pull to a non-array value'],
    [{ a: 1 }, { $pullAll: { a: [1] } }, 'Cannot apply $pullAll to a non-array value'],
    [{ a: [] }, { $pullAll: { a: 1 } }, '$pullAll requires an array argument but was given a int'],
    [{ a: 1 }, { $addToSet: { a: 1 } }, 'Cannot apply $addToSet to non-array field'],
    [{ a: 1 }, { $set: { 'a.x': 1 } }, "Cannot create field 'x' in element {a: 1}"],
    [{ a: null }, { $set: { 'a.x': 1 } }, "Cannot create field 'x' in element {a: null}"],
    [{ a: [1] }, { $set: { 'a.x': 1 } }, "Cannot create field 'x' in element {a: [ 1 ]}"],
    [{ a: [] }, { $set: { 'a.9999999': 1 } }, "can't backfill more than 1500000 elements"],
    [{}, { $set: { a: 1 }, $inc: { a: 1 } }, "Updating the path 'a' would create a conflict at 'a'"],
    [{}, { $set: { a: 1, 'a.b': 1 } }, "Updating the path 'a.b' would create a conflict at 'a'"],
    [{}, { $set: { 'a.b': 1 }, $unset: { a: '' } }, "Updating the path 'a' would create a conflict at 'a'"],
    [
      { a: [1] },
      { $push: { a: 2 }, $pull: { a: 1 } },
      "Updating the path 'a' would create a conflict at 'a'",
    ],
    [{ a: 1 }, { $rename: { a: 'b' }, $set: { b: 1 } }, "would create a conflict at 'b'"],
    [{ a: 1 }, { $set: { a: 1 }, $setOnInsert: { a: 1 } }, "would create a conflict at 'a'"],
    [{}, { $set: { _id: 2 } }, "would modify the immutable field '_id'"],
    [{}, { $unset: { _id: '' } }, "would modify the immutable field '_id'"],
    [{}, { $set: {} }, "'$set' is empty"],
    [{}, { $set: 1 }, 'Modifiers operate on fields'],
    [{}, { $foo: { a: 1 } }, 'Unknown modifier: $foo'],
    [{}, { a: 1 }, 'requires atomic operators'],
    [{}, { $set: { 'a..b': 1 } }, 'contains an empty field name'],
    [{}, { $set: { 'a.$x': 1 } }, 'is not valid for storage'],
    [{ a: [1] }, { $set: { 'a.$': 1 } }, 'The positional operator did not find the match'],
    [{ a: 1 }, { $set: { 'a.$[]': 1 } }, 'Cannot apply array updates to non-array element'],
    [{ a: [] }, { $set: { 'a.$[x]': 1 } }, "No array filter found for identifier 'x'"],
    [{ a: [{ b: 1 }] }, { $rename: { 'a.b': 'c' } }, 'cannot be an array element'],
    [{ a: 1 }, { $rename: { a: 'a' } }, 'must differ'],
    [{ a: 1 }, { $currentDate: { a: 'x' } }, 'is not valid type for $currentDate'],
  ])('when %j gets %j, then it is refused: %s', (before, change, message) => {
    expect(refusal(() => update(before, change))).toContain(message);
  });
});

describe('given an upsert', () => {
  it.each<[Filter, Fields, Fields]>([
    [{ _id: 'x', a: 1 }, { $set: { b: 2 } }, { _id: 'x', a: 1, b: 2 }],
    [{ _id: 'x', n: { $gt: 5 } }, { $inc: { n: 1 } }, { _id: 'x', n: 1 }],
    [{ a: { $eq: 1 }, 'b.c': 2 }, { $setOnInsert: { d: 3 } }, { a: 1, b: { c: 2 }, d: 3 }],
    [{ $and: [{ a: 1 }, { b: { $all: [2] } }] }, { $set: { c: 3 } }, { a: 1, b: 2, c: 3 }],
    [{ $or: [{ a: 1 }, { b: 2 }], c: /x/ }, { $set: { d: 3 } }, { d: 3 }],
  ])('when nothing matched %j and %j is applied, then %j is created', (filter, change, created) => {
    expect(upsertDoc(filter, change, ctx)).toEqual(created);
  });

  it('when the update names another _id than the filter, then it is refused', () => {
    expect(refusal(() => upsertDoc({ _id: 1 }, { $set: { _id: 2 } }, ctx))).toContain('immutable');
  });
});

describe('given a replacement', () => {
  it('when a document is replaced, then only its _id stays', () => {
    expect(replaceDoc({ _id: 1, a: 1 }, { b: 2 })).toEqual({ doc: { _id: 1, b: 2 }, changed: true });
    expect(replaceDoc({ _id: 1, a: 1 }, { _id: 1, a: 1 }).changed).toBe(false);
  });
  it('when it has another _id or an operator, then it is refused', () => {
    expect(refusal(() => replaceDoc({ _id: 1 }, { _id: '1' }))).toContain('immutable');
    expect(refusal(() => replaceDoc({ _id: 1 }, { $set: { a: 1 } }))).toContain('not valid for storage');
  });
});

const scalar = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.constantFrom('x', 'y', null, true));
const value: fc.Arbitrary<Value> = fc.letrec<{ v: Value }>((tie) => ({
  v: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('v'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('v')),
  ),
})).v;
const path = fc.constantFrom('a', 'b', 'a.b', 'a.0', 'b.a', 'a.1.b');
const operator = fc.constantFrom(
  '$set',
  '$unset',
  '$inc',
  '$push',
  '$pull',
  '$addToSet',
  '$min',
  '$max',
  '$mul',
  '$pop',
);

describe('given any document and any update', () => {
  it('when the update is applied, then neither changes, whether it succeeds or not', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b'), value),
        operator,
        path,
        value,
        (fields, op, at, arg) => {
          const doc = { _id: 1, ...fields };
          const change = { [op]: { [at]: arg } };
          const before = structuredClone({ doc, change });
          refusal(() => {
            const { doc: after, changed } = applyUpdate(doc, change, ctx);
            expect(changed).toBe(JSON.stringify(after) !== JSON.stringify(doc));
            expect(applyUpdate(doc, change, ctx).doc).toEqual(after);
          });
          expect({ doc, change }).toEqual(before);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
