import fc from 'fast-check';
import { Aggregator, Query } from 'mingo';
import { describe, expect, it } from 'vitest';
import type { Stage, Value } from '../../localcloud/types.ts';
import { aggregate, matches } from './support.ts';

/**
 * mingo, another implementation of the language, as a second opinion on random input. Left out is where it is known
 * to differ from MongoDB: null in ranges and `$in`, arrays within arrays, `$size` and `$elemMatch` below an array, `$all` on scalars, `$count` of nothing.
 */
const scalar = fc.constantFrom<Value>(0, 1, 2, 'x', 'y', true);
const sub = fc.dictionary(fc.constantFrom('a', 'b'), scalar);
const field = fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), sub, fc.array(sub, { maxLength: 3 }));
const doc = fc.dictionary(fc.constantFrom('a', 'b'), field);

const path = fc.constantFrom('a', 'b', 'a.a', 'a.b', 'b.a', 'a.0', 'a.1.b');
const condition: fc.Arbitrary<Value> = fc.oneof(
  scalar,
  fc.record({ $eq: scalar }),
  fc.record({ $ne: scalar }),
  fc.record({ $gt: scalar }),
  fc.record({ $gte: scalar, $lt: scalar }, { requiredKeys: ['$gte'] }),
  fc.record({ $lte: scalar }),
  fc.record({ $in: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  fc.record({ $not: fc.record({ $gt: scalar }) }),
);
const ofArray: fc.Arbitrary<Value> = fc.oneof(
  fc.record({ $size: fc.nat(3) }),
  fc.record({ $elemMatch: fc.record({ $gte: scalar }) }),
);
const clause = fc
  .oneof(fc.tuple(path, condition), fc.tuple(fc.constantFrom('a', 'b'), ofArray))
  .map(([at, is]) => ({ [at]: is }));
const filter = fc.oneof(
  clause,
  fc.record({ $and: fc.array(clause, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $or: fc.array(clause, { minLength: 1, maxLength: 3 }) }),
  fc.record({ $nor: fc.array(clause, { minLength: 1, maxLength: 2 }) }),
);

describe('given a second implementation', () => {
  it('when any filter is asked of any document, then both agree', () => {
    fc.assert(
      fc.property(filter, doc, (is, fields) => {
        expect(matches(is, fields)).toBe(new Query(is).test(structuredClone(fields)));
      }),
      { numRuns: 5000 },
    );
  });

  it('when numbers are grouped, sorted and unwound, then both agree', () => {
    const row = fc.record({
      k: fc.constantFrom('p', 'q', 'r'),
      n: fc.nat(9),
      list: fc.array(fc.nat(3), { maxLength: 3 }),
    });
    const pipelines: Stage[][] = [
      [{ $sort: { n: -1, k: 1 } }, { $skip: 1 }, { $limit: 4 }],
      [
        { $group: { _id: '$k', n: { $sum: '$n' }, max: { $max: '$n' }, all: { $push: '$n' } } },
        { $sort: { _id: 1 } },
      ],
      [{ $unwind: '$list' }, { $group: { _id: '$list', n: { $sum: 1 } } }, { $sort: { _id: 1 } }],
      [{ $project: { k: 1, big: { $gt: ['$n', 4] }, l: { $size: '$list' }, s: { $sum: '$list' } } }],
      [
        {
          $addFields: {
            half: { $divide: ['$n', 2] },
            odd: { $filter: { input: '$list', as: 'i', cond: { $mod: ['$$i', 2] } } },
          },
        },
      ],
    ];
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.constantFrom(...pipelines), (rows, stages) => {
        const docs = rows.map((r, _id) => ({ _id, ...r }));
        expect(aggregate(docs, stages)).toEqual(new Aggregator(stages).run(structuredClone(docs)));
      }),
      { numRuns: 1000 },
    );
  });
});
