import { describe, expect, it } from 'vitest';
import { runAggregate } from '../../localcloud/language/index.ts';
import type { Doc, Stage, Value } from '../../localcloud/types.ts';
import { aggregate, ctx, refusal } from './support.ts';

type Fields = Record<string, Value>;
type Row = [docs: Fields[], stages: Stage[], expected: Fields[]];
const ab = [
  { k: 'a', n: 1 },
  { k: 'b', n: 2 },
  { k: 'a', n: 3 },
];

const TABLE: Record<string, Row[]> = {
  'match, project, addFields': [
    [
      ab,
      [{ $match: { n: { $gt: 1 } } }, { $project: { k: 1 } }],
      [
        { _id: 1, k: 'b' },
        { _id: 2, k: 'a' },
      ],
    ],
    [[{ a: 1, b: 2 }], [{ $project: { _id: 0, a: 1, c: { $add: ['$a', '$b'] } } }], [{ a: 1, c: 3 }]],
    [[{ a: 1, b: 2 }], [{ $project: { b: 0 } }], [{ _id: 0, a: 1 }]],
    [[{ a: { x: 1, y: 2 } }], [{ $project: { _id: 0, 'a.x': 1 } }], [{ a: { x: 1 } }]],
    [[{ a: { x: 1, y: 2 } }], [{ $project: { _id: 0, a: { z: '$a.y', x: 1 } } }], [{ a: { x: 1, z: 2 } }]],
    [
      [{ a: [{ x: 1 }, { x: 2, y: 3 }, 5] }],
      [{ $project: { _id: 0, 'a.x': 1 } }],
      [{ a: [{ x: 1 }, { x: 2 }] }],
    ],
    [[{ a: 1 }], [{ $project: { _id: 0, s: 'text', list: ['$a', 2] } }], [{ s: 'text', list: [1, 2] }]],
    [[{ a: 1 }], [{ $project: { _id: '$a' } }], [{ _id: 1 }]],
    [[{ a: 1 }], [{ $project: { _id: 0, b: '$missing' } }], [{}]],
    [[{ a: 1 }], [{ $addFields: { b: '$a', 'c.d': 5 } }], [{ _id: 0, a: 1, b: 1, c: { d: 5 } }]],
    [[{ a: { x: 1 } }], [{ $set: { a: { y: 2 } } }], [{ _id: 0, a: { x: 1, y: 2 } }]],
    [
      [{ a: [{ x: 1 }, { x: 2 }] }],
      [{ $addFields: { 'a.y': 0 } }],
      [
        {
          _id: 0,
          a: [
            { x: 1, y: 0 },
            { x: 2, y: 0 },
          ],
        },
      ],
    ],
    [[{ a: 1 }], [{ $addFields: { a: '$$REMOVE', b: { $literal: {} } } }], [{ _id: 0, b: {} }]],
    [[{ a: 1, b: { c: 1, d: 2 } }], [{ $unset: ['a', 'b.c'] }], [{ _id: 0, b: { d: 2 } }]],
  ],
  group: [
    [
      ab,
      [{ $group: { _id: '$k', n: { $sum: '$n' }, c: { $sum: 1 } } }],
      [
        { _id: 'a', n: 4, c: 2 },
        { _id: 'b', n: 2, c: 1 },
      ],
    ],
    [
      ab,
      [{ $group: { _id: null, avg: { $avg: '$n' }, min: { $min: '$n' }, max: { $max: '$k' } } }],
      [{ _id: null, avg: 2, min: 1, max: 'b' }],
    ],
    [
      ab,
      [
        {
          $group: {
            _id: null,
            first: { $first: '$n' },
            last: { $last: '$n' },
            all: { $push: '$n' },
            set: { $addToSet: '$k' },
          },
        },
      ],
      [{ _id: null, first: 1, last: 3, all: [1, 2, 3], set: ['a', 'b'] }],
    ],
    [
      [{ a: 1 }, {}, { a: null }],
      [{ $group: { _id: '$a', n: { $sum: 1 } } }],
      [
        { _id: 1, n: 1 },
        { _id: null, n: 2 },
      ],
    ],
    [
      [{ d: { x: 1 } }, { d: { x: 1 } }],
      [{ $group: { _id: { d: '$d', z: '$missing' }, n: { $count: {} } } }],
      [{ _id: { d: { x: 1 } }, n: 2 }],
    ],
    [
      [{ a: 'x' }, { a: 2 }],
      [{ $group: { _id: null, n: { $sum: '$a' }, avg: { $avg: '$b' }, all: { $push: '$b' } } }],
      [{ _id: null, n: 2, avg: null, all: [] }],
    ],
    [
      [{ o: { a: 1 } }, { o: { b: 2 } }],
      [{ $group: { _id: null, o: { $mergeObjects: '$o' } } }],
      [{ _id: null, o: { a: 1, b: 2 } }],
    ],
    [
      [{ n: 2 }, { n: 4 }],
      [{ $group: { _id: null, p: { $stdDevPop: '$n' }, s: { $stdDevSamp: '$n' } } }],
      [{ _id: null, p: 1, s: Math.SQRT2 }],
    ],
    [
      [{ n: 1 }, { n: '1' }, { n: true }],
      [{ $group: { _id: '$n' } }],
      [{ _id: 1 }, { _id: '1' }, { _id: true }],
    ],
    [[], [{ $group: { _id: null, n: { $sum: 1 } } }], []],
    [
      ab,
      [{ $sortByCount: '$k' }],
      [
        { _id: 'a', count: 2 },
        { _id: 'b', count: 1 },
      ],
    ],
    [ab, [{ $match: { n: 9 } }, { $count: 'n' }], []],
    [ab, [{ $count: 'n' }], [{ n: 3 }]],
  ],
  'order and pages': [
    [ab, [{ $sort: { k: 1, n: -1 } }, { $project: { _id: 0, n: 1 } }], [{ n: 3 }, { n: 1 }, { n: 2 }]],
    [ab, [{ $sort: { n: -1 } }, { $skip: 1 }, { $limit: 1 }, { $project: { _id: 0, n: 1 } }], [{ n: 2 }]],
    [ab, [{ $skip: 2 }], [{ _id: 2, k: 'a', n: 3 }]],
  ],
  unwind: [
    [
      [{ a: [1, 2] }, { a: [] }, { a: null }, {}, { a: 5 }],
      [{ $unwind: '$a' }],
      [
        { _id: 0, a: 1 },
        { _id: 0, a: 2 },
        { _id: 4, a: 5 },
      ],
    ],
    [
      [{ a: [7] }, { a: [] }, { a: 5 }, { a: null }, {}],
      [{ $unwind: { path: '$a', preserveNullAndEmptyArrays: true, includeArrayIndex: 'i' } }],
      [
        { _id: 0, a: 7, i: 0 },
        { _id: 1, i: null },
        { _id: 2, a: 5, i: null },
        { _id: 3, a: null, i: null },
        { _id: 4, i: null },
      ],
    ],
    [
      [{ a: { b: [1, 2], c: 3 } }],
      [{ $unwind: '$a.b' }],
      [
        { _id: 0, a: { b: 1, c: 3 } },
        { _id: 0, a: { b: 2, c: 3 } },
      ],
    ],
  ],
  'root, buckets, facets': [
    [[{ o: { x: 1 } }], [{ $replaceRoot: { newRoot: '$o' } }], [{ x: 1 }]],
    [
      [{ o: { x: 1 } }],
      [{ $replaceRoot: { newRoot: { $mergeObjects: [{ y: 2 }, '$o'] } } }],
      [{ y: 2, x: 1 }],
    ],
    [
      [{ n: 5 }, { n: 15 }, { n: 10 }, { n: 99 }],
      [{ $bucket: { groupBy: '$n', boundaries: [0, 10, 20], default: 'other' } }],
      [
        { _id: 0, count: 1 },
        { _id: 10, count: 2 },
        { _id: 'other', count: 1 },
      ],
    ],
    [
      [{ n: 5 }, { n: 6 }],
      [{ $bucket: { groupBy: '$n', boundaries: [0, 10], output: { all: { $push: '$n' } } } }],
      [{ _id: 0, all: [5, 6] }],
    ],
    [
      [1, 2, 3, 4, 5].map((n) => ({ n })),
      [{ $bucketAuto: { groupBy: '$n', buckets: 2 } }],
      [
        { _id: { min: 1, max: 4 }, count: 3 },
        { _id: { min: 4, max: 5 }, count: 2 },
      ],
    ],
    [
      [1, 1, 1, 2].map((n) => ({ n })),
      [{ $bucketAuto: { groupBy: '$n', buckets: 2, output: { s: { $sum: '$n' } } } }],
      [
        { _id: { min: 1, max: 2 }, s: 3 },
        { _id: { min: 2, max: 2 }, s: 2 },
      ],
    ],
    [
      [3, 5, 30, 70].map((n) => ({ n })),
      [{ $bucketAuto: { groupBy: '$n', buckets: 2, granularity: 'R5' } }],
      [
        { _id: { min: 2.5, max: 6.3 }, count: 2 },
        { _id: { min: 6.3, max: 100 }, count: 2 },
      ],
    ],
    [
      ab,
      [
        {
          $facet: {
            n: [{ $count: 'n' }],
            top: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { _id: 0, n: 1 } }],
          },
        },
      ],
      [{ n: [{ n: 3 }], top: [{ n: 3 }] }],
    ],
  ],
};

describe('given a pipeline', () => {
  for (const [group, rows] of Object.entries(TABLE)) {
    describe(group, () => {
      it.each(rows)('when %j go through %j, then %j comes out', (docs, stages, expected) => {
        const before = structuredClone(docs);
        expect(aggregate(docs, stages)).toEqual(expected);
        expect(docs).toEqual(before);
      });
    });
  }
});

describe('given other collections', () => {
  const orders = [
    { _id: 'o1', sku: 'a', n: 2 },
    { _id: 'o2', sku: 'b', n: 1 },
    { _id: 'o3', n: 9 },
  ];
  const items: Doc[] = [
    { _id: 'i1', sku: 'a', stock: 1 },
    { _id: 'i2', sku: ['a', 'b'], stock: 5 },
    { _id: 'i3', stock: 0 },
  ];
  const join = (lookup: Fields): Value[] =>
    aggregate(orders, [{ $lookup: { from: 'items', as: 'found', ...lookup } }], { items }).map((doc) =>
      (doc.found as Doc[]).map(({ _id }) => _id),
    );

  it('when fields join, then arrays join by element and missing joins missing', () => {
    expect(join({ localField: 'sku', foreignField: 'sku' })).toEqual([['i1', 'i2'], ['i2'], ['i3']]);
  });
  it('when a pipeline joins by variables, then it sees them', () => {
    const pipeline = [{ $match: { $expr: { $and: [{ $eq: ['$sku', '$$s'] }, { $gte: ['$stock', 1] }] } } }];
    expect(join({ let: { s: '$sku' }, pipeline })).toEqual([['i1'], [], []]);
  });
  it('when both are given, then the pipeline runs on what was joined', () => {
    const pipeline = [{ $match: { $expr: { $gt: ['$stock', '$$n'] } } }];
    expect(join({ localField: 'sku', foreignField: 'sku', let: { n: '$n' }, pipeline })).toEqual([
      ['i2'],
      ['i2'],
      [],
    ]);
  });
  it('when the pipeline needs no variables, then every document gets the same', () => {
    expect(join({ pipeline: [{ $sort: { stock: -1 } }, { $limit: 1 }] })).toEqual([['i2'], ['i2'], ['i2']]);
  });
  it('when lookups nest, then the inner one still sees the outer variables', () => {
    const inner = {
      $lookup: {
        from: 'items',
        as: 'in',
        let: {},
        pipeline: [{ $match: { $expr: { $eq: ['$sku', '$$s'] } } }],
      },
    };
    const [first] = aggregate(
      orders,
      [{ $lookup: { from: 'items', as: 'out', let: { s: '$sku' }, pipeline: [{ $limit: 1 }, inner] } }],
      { items },
    );
    expect(first).toMatchObject({ out: [{ in: [{ _id: 'i1' }] }] });
  });
  it('when the join has an equality, then only matching documents are asked for', () => {
    const asked: Value[] = [];
    const lookup = (_: string, filter?: Value): Doc[] => {
      asked.push(filter);
      return [];
    };
    const stage = {
      let: { s: '$sku' },
      pipeline: [{ $match: { stock: 1, $expr: { $eq: ['$sku', '$$s'] } } }],
    };
    runAggregate([{ _id: 1, sku: 'a' }], [{ $lookup: { from: 'items', as: 'x', ...stage } }], {
      ...ctx,
      lookup,
    });
    runAggregate(
      [{ _id: 1, sku: 'a' }],
      [{ $lookup: { from: 'i', as: 'x', localField: 'sku', foreignField: 's' } }],
      { ...ctx, lookup },
    );
    expect(asked).toEqual([{ $and: [{ stock: 1 }, { sku: { $eq: 'a' } }] }, { s: { $eq: 'a' } }]);
  });
  it('when references are followed, then each document is found once, with its depth', () => {
    const people: Doc[] = [
      { _id: 'a', boss: 'b' },
      { _id: 'b', boss: 'c' },
      { _id: 'c', boss: 'a' },
    ];
    const graph = {
      from: 'people',
      startWith: '$boss',
      connectFromField: 'boss',
      connectToField: '_id',
      as: 'up',
      depthField: 'd',
    };
    const [first] = aggregate([people[0]!], [{ $graphLookup: graph }], { people });
    expect(first!.up).toEqual([
      { _id: 'b', boss: 'c', d: 0 },
      { _id: 'c', boss: 'a', d: 1 },
      { _id: 'a', boss: 'b', d: 2 },
    ]);
  });
  it('when collections are united, then the second follows the first', () => {
    expect(
      aggregate([{ _id: 'x' }], [{ $unionWith: { coll: 'items', pipeline: [{ $limit: 1 }] } }], { items }),
    ).toEqual([{ _id: 'x' }, items[0]]);
  });
});

describe('given $sample', () => {
  const docs = Array.from({ length: 20 }, (_, _id) => ({ _id }));
  it('when documents are drawn, then they are different and repeatable by the same dice', () => {
    const draw = (seed: number): Value[] => {
      let state = seed;
      const random = (): number => {
        state = (state * 1103515245 + 12345) % 2147483648;
        return state / 2147483648;
      };
      return runAggregate(docs, [{ $sample: { size: 5 } }], { ...ctx, lookup: () => [], random }).map(
        ({ _id }) => _id,
      );
    };
    expect(new Set(draw(1)).size).toBe(5);
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).not.toEqual(draw(2));
  });
  it('when there are no dice, then it is refused', () => {
    expect(refusal(() => aggregate(docs, [{ $sample: { size: 1 } }]))).toContain('source of randomness');
  });
});

describe('given a source too large to hold', () => {
  it('when a limit is reached, then no more is read', () => {
    let read = 0;
    function* source(): Iterable<Doc> {
      while (read < 1000) yield { _id: read, n: read++ % 7 };
    }
    const stages = [{ $match: { n: { $gte: 0 } } }, { $project: { n: 1 } }, { $limit: 3 }];
    expect(runAggregate(source(), stages, { ...ctx, lookup: () => [] })).toHaveLength(3);
    expect(read).toBe(3);
  });
});

describe('given a pipeline MongoDB refuses', () => {
  it.each<[Stage[], string]>([
    [[{ $foo: 1 }], "Unrecognized pipeline stage name: '$foo'"],
    [[{ $match: {}, $limit: 1 }], 'exactly one field'],
    [[{ $limit: 0 }], 'Expected a positive number'],
    [[{ $skip: -1 }], 'Expected a non-negative number'],
    [[{ $group: { n: { $sum: 1 } } }], 'must include an _id'],
    [[{ $group: { _id: null, n: 1 } }], "The field 'n' must be an accumulator object"],
    [[{ $group: { _id: null, n: { $foo: 1 } } }], "unknown group operator '$foo'"],
    [[{ $project: {} }], 'at least one field'],
    [[{ $project: { a: 1, b: 0 } }], 'exclusion and inclusion'],
    [[{ $unwind: 'a' }], "prefixed with a '$'"],
    [[{ $unwind: { path: '$a', foo: 1 } }], 'unrecognized option to $unwind stage: foo'],
    [[{ $lookup: { from: 'x', as: 'y', localField: 'a' } }], 'both or neither'],
    [[{ $lookup: { from: 'x', as: 'y' } }], 'to be specified'],
    [[{ $count: '$x' }], 'the count field must be a non-empty string'],
    [[{ $replaceRoot: { newRoot: '$k' } }], "'newRoot' expression must evaluate to an object"],
    [[{ $bucket: { groupBy: '$n', boundaries: [5, 1] } }], 'sorted in ascending order'],
    [[{ $bucket: { groupBy: '$n', boundaries: [50, 60] } }], 'could not find a matching branch'],
    [[{ $bucketAuto: { groupBy: '$n', buckets: 0 } }], 'must be greater than 0'],
    [[{ $bucketAuto: { groupBy: '$k', buckets: 1, granularity: 'R5' } }], 'numeric boundaries only'],
    [
      [{ $match: { a: { $nearSphere: { $geometry: { type: 'Point', coordinates: [0, 0] } } } } }],
      'not allowed in this context',
    ],
    [[{ $limit: 1 }, { $geoNear: { near: [0, 0], distanceField: 'd' } }], 'only valid as the first stage'],
    [[{ $addFields: { n: { $divide: ['$n', 0] } } }], "can't $divide by zero"],
    [[{ $out: 'x' }], "Unrecognized pipeline stage name: '$out'"],
  ])('when it is %j, then it is refused: %s', (stages, message) => {
    expect(refusal(() => aggregate(ab, stages))).toContain(message);
  });
});

describe('given a granularity of $bucketAuto', () => {
  const docs = Array.from({ length: 100 }, (_, n) => ({ n }));

  /** The bounds MongoDB's manual shows for the numbers 0 to 99 in five buckets. */
  it.each<[string, number[], number[]]>([
    ['R20', [20, 20, 23, 27, 10], [0, 20, 40, 63, 90, 100]],
    ['E24', [20, 23, 25, 23, 9], [0, 20, 43, 68, 91, 100]],
    ['1-2-5', [20, 30, 50], [0, 20, 50, 100]],
    ['POWERSOF2', [32, 32, 36], [0, 32, 64, 128]],
  ])('when it is %s, then the buckets hold %j between %j', (granularity, counts, bounds) => {
    const stage = { $bucketAuto: { groupBy: '$n', buckets: 5, granularity } };
    expect(aggregate(docs, [stage])).toEqual(
      counts.map((count, i) => ({ _id: { min: bounds[i], max: bounds[i + 1] }, count })),
    );
  });
});
