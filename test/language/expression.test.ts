import { describe, expect, it } from 'vitest';
import type { Value } from '../../localcloud/types.ts';
import { evaluate, refusal } from './support.ts';

const doc = {
  n: 7,
  neg: -2.5,
  s: 'Whale 鲸',
  nil: null,
  list: [3, 1, 2],
  objs: [{ x: 1 }, { x: 2 }, {}],
  o: { a: 1, b: [5, 6] },
};
/** Object literals with `then` look like promises to linters (and to await). */
const branchThen = (then: Value): Record<string, Value> => Object.fromEntries([['then', then]]);
const branch = (test: Value, then: Value): Record<string, Value> => ({ case: test, ...branchThen(then) });

type Row = [expression: Value, expected: Value];

const TABLE: Record<string, Row[]> = {
  'paths, literals, variables': [
    ['$n', 7],
    ['$o.a', 1],
    ['$objs.x', [1, 2]],
    ['$o.b.0', []],
    ['$$ROOT.n', 7],
    ['$$CURRENT.o.a', 1],
    ['$missing', undefined],
    ['$constructor', undefined],
    [{ $literal: '$n' }, '$n'],
    [
      ['$n', '$missing'],
      [7, null],
    ],
    [
      { a: '$n', b: { c: '$missing' } },
      { a: 7, b: {} },
    ],
    [{ $let: { vars: { x: '$n', y: 2 }, in: { $multiply: ['$$x', '$$y'] } } }, 14],
    ['$$REMOVE', undefined],
  ],
  arithmetic: [
    [{ $add: [1, '$n', 2] }, 10],
    [{ $add: ['$n', '$missing'] }, null],
    [{ $subtract: ['$n', 2] }, 5],
    [{ $multiply: ['$n', 2, 2] }, 28],
    [{ $divide: [7, 2] }, 3.5],
    [{ $mod: [-7, 3] }, -1],
    [{ $abs: '$neg' }, 2.5],
    [{ $ceil: '$neg' }, -2],
    [{ $floor: '$neg' }, -3],
    [{ $trunc: '$neg' }, -2],
    [{ $trunc: [1234.567, -2] }, 1200],
    [{ $round: [2.5] }, 2],
    [{ $round: [1.005, 2] }, 1],
    [{ $round: [1.25, 1] }, 1.2],
    [{ $round: [-3.7] }, -4],
    [{ $sqrt: 16 }, 4],
    [{ $pow: [2, 10] }, 1024],
    [{ $exp: 0 }, 1],
    [{ $ln: 1 }, 0],
    [{ $log: [8, 2] }, 3],
    [{ $log10: 1000 }, 3],
    [{ $sqrt: null }, null],
  ],
  arrays: [
    [{ $arrayElemAt: ['$list', 0] }, 3],
    [{ $arrayElemAt: ['$list', -1] }, 2],
    [{ $arrayElemAt: ['$list', 9] }, undefined],
    [{ $arrayElemAt: ['$nil', 0] }, null],
    [{ $first: '$list' }, 3],
    [{ $last: '$list' }, 2],
    [{ $concatArrays: ['$list', [9]] }, [3, 1, 2, 9]],
    [{ $concatArrays: ['$list', '$nil'] }, null],
    [{ $filter: { input: '$list', as: 'i', cond: { $gt: ['$$i', 1] } } }, [3, 2]],
    [{ $filter: { input: '$list', cond: { $gt: ['$$this', 0] }, limit: 1 } }, [3]],
    [{ $filter: { input: '$nil', cond: true } }, null],
    [{ $in: [2, '$list'] }, true],
    [{ $in: [{ x: 1 }, '$objs'] }, true],
    [{ $indexOfArray: ['$list', 2] }, 2],
    [{ $indexOfArray: ['$list', 3, 1] }, -1],
    [{ $isArray: '$list' }, true],
    [{ $isArray: ['$n'] }, false],
    [{ $map: { input: '$list', as: 'i', in: { $multiply: ['$$i', '$n'] } } }, [21, 7, 14]],
    [{ $map: { input: '$objs', in: '$$this.x' } }, [1, 2, null]],
    [{ $range: [0, 10, 3] }, [0, 3, 6, 9]],
    [{ $range: [3, 0, -1] }, [3, 2, 1]],
    [{ $reduce: { input: '$list', initialValue: 0, in: { $add: ['$$value', '$$this'] } } }, 6],
    [{ $reverseArray: '$list' }, [2, 1, 3]],
    [{ $size: '$list' }, 3],
    [{ $slice: ['$list', 2] }, [3, 1]],
    [{ $slice: ['$list', -2] }, [1, 2]],
    [{ $slice: ['$list', 1, 1] }, [1]],
    [{ $slice: ['$list', -9, 2] }, [3, 1]],
    [
      { $zip: { inputs: ['$list', ['a', 'b']] } },
      [
        [3, 'a'],
        [1, 'b'],
      ],
    ],
    [
      { $zip: { inputs: [[1], [2, 3]], useLongestLength: true, defaults: [0, 0] } },
      [
        [1, 2],
        [0, 3],
      ],
    ],
    [
      {
        $arrayToObject: [
          [
            ['k', 1],
            ['l', 2],
          ],
        ],
      },
      { k: 1, l: 2 },
    ],
    [{ $arrayToObject: { $literal: [{ k: 'x', v: 1 }] } }, { x: 1 }],
    [
      {
        $map: {
          input: '$list',
          as: 'i',
          in: { $filter: { input: '$list', as: 'j', cond: { $lt: ['$$j', '$$i'] } } },
        },
      },
      [[1, 2], [], [1]],
    ],
  ],
  'boolean, comparison, conditions': [
    [{ $and: [1, true, 'x'] }, true],
    [{ $and: [true, null] }, false],
    [{ $or: [0, '$missing', ''] }, true],
    [{ $not: [0] }, true],
    [{ $cmp: ['$n', 8] }, -1],
    [{ $eq: ['$missing', null] }, false],
    [{ $gt: [null, '$missing'] }, true],
    [{ $gt: ['a', 9] }, true],
    [{ $ne: ['$n', 7] }, false],
    [{ $gte: ['$n', 7] }, true],
    [{ $lt: ['$n', 8] }, true],
    [{ $lte: ['$n', 6] }, false],
    [{ $cond: [{ $gt: ['$n', 5] }, 'big', 'small'] }, 'big'],
    [{ $cond: { if: '$missing', ...branchThen(1), else: 2 } }, 2],
    [{ $ifNull: ['$missing', '$nil', 'none'] }, 'none'],
    [{ $ifNull: ['$n', 'none'] }, 7],
    [
      {
        $switch: {
          branches: [branch({ $gt: ['$n', 9] }, 'a'), branch(true, 'b')],
        },
      },
      'b',
    ],
    [{ $switch: { branches: [branch(false, 'a')], default: 'z' } }, 'z'],
    [{ $cond: [true, 1, { $divide: [1, 0] }] }, 1],
  ],
  'objects and sets': [
    [{ $mergeObjects: ['$o', { a: 2 }, '$nil'] }, { a: 2, b: [5, 6] }],
    [
      { $objectToArray: '$o' },
      [
        { k: 'a', v: 1 },
        { k: 'b', v: [5, 6] },
      ],
    ],
    [{ $allElementsTrue: [[1, true]] }, true],
    [{ $anyElementTrue: [[0, null]] }, false],
    [{ $setDifference: ['$list', [1]] }, [3, 2]],
    [{ $setEquals: ['$list', [1, 2, 3, 3]] }, true],
    [{ $setIntersection: ['$list', [2, 3, 9]] }, [3, 2]],
    [{ $setIsSubset: [[1], '$list'] }, true],
    [{ $setUnion: ['$list', [9, 1]] }, [3, 1, 2, 9]],
    [{ $setUnion: ['$list', '$nil'] }, null],
  ],
  strings: [
    [{ $concat: ['a', '-', '$s'] }, 'a-Whale 鲸'],
    [{ $concat: ['a', '$nil'] }, null],
    [{ $split: ['a-b-c', '-'] }, ['a', 'b', 'c']],
    [{ $strLenBytes: '$s' }, 9],
    [{ $strLenCP: '🐳鲸' }, 2],
    [{ $strcasecmp: ['ABC', 'abd'] }, -1],
    [{ $substr: ['$s', 0, 5] }, 'Whale'],
    [{ $substrBytes: ['$s', 6, -1] }, '鲸'],
    [{ $substrCP: ['🐳鲸喜', 1, 2] }, '鲸喜'],
    [{ $substrCP: ['abc', 5, 2] }, ''],
    [{ $toLower: '$s' }, 'whale 鲸'],
    [{ $toUpper: '$nil' }, ''],
    [{ $indexOfBytes: ['$s', '鲸'] }, 6],
    [{ $indexOfCP: ['鲸喜鲸', '鲸', 1] }, 2],
    [{ $indexOfCP: ['abc', 'z'] }, -1],
    [{ $indexOfCP: ['$missing', 'z'] }, null],
    [{ $trim: { input: '  a ' } }, 'a'],
    [{ $ltrim: { input: 'xxa', chars: 'x' } }, 'a'],
    [{ $regexMatch: { input: '$s', regex: '^wh', options: 'i' } }, true],
  ],
  'accumulators as expressions, conversions': [
    [{ $sum: '$list' }, 6],
    [{ $sum: ['$n', 1, 'x'] }, 8],
    [{ $sum: [0.1, 0.2, 0.3] }, 0.6],
    [{ $avg: '$list' }, 2],
    [{ $avg: '$nil' }, null],
    [{ $max: '$list' }, 3],
    [{ $min: ['$n', '$missing', 3] }, 3],
    [{ $stdDevPop: '$list' }, Math.sqrt(2 / 3)],
    [{ $stdDevSamp: [1] }, null],
    [{ $type: '$list' }, 'array'],
    [{ $type: '$missing' }, 'missing'],
    [{ $toString: 1.5 }, '1.5'],
    [{ $toInt: '12' }, 12],
    [{ $toDouble: true }, 1],
    [{ $toDate: '2024-05-01' }, new Date('2024-05-01')],
    [{ $toLong: new Date(5) }, 5],
  ],
};

describe('given an expression', () => {
  for (const [group, rows] of Object.entries(TABLE)) {
    describe(group, () => {
      it.each(rows)('when %j is evaluated, then it is %j', (expression, expected) => {
        expect(evaluate(expression, doc)).toEqual(expected);
      });
    });
  }
});

describe('given an expression MongoDB refuses', () => {
  it.each<[Value, string]>([
    [{ $add: ['$n', '$s'] }, '$add only supports numeric or date types, not string'],
    [{ $subtract: ['$s', 1] }, "can't $subtract int from string"],
    [{ $multiply: ['$s', 1] }, '$multiply only supports numeric types, not string'],
    [{ $divide: ['$n', 0] }, "can't $divide by zero"],
    [{ $divide: [1, 2, 3] }, 'Expression $divide takes exactly 2 arguments. 3 were passed in.'],
    [{ $mod: ['$n', 0] }, "can't $mod by zero"],
    [{ $abs: '$s' }, '$abs only supports numeric types, not string'],
    [{ $sqrt: -1 }, 'must be greater than or equal to 0'],
    [{ $ln: 0 }, 'must be a positive number'],
    [{ $size: '$n' }, 'The argument to $size must be an array, but was of type: int'],
    [{ $size: '$missing' }, 'but was of type: missing'],
    [{ $in: [1, '$n'] }, '$in requires an array as a second argument, found: int'],
    [{ $arrayElemAt: ['$n', 0] }, 'first argument must be an array'],
    [{ $concatArrays: ['$list', 1] }, '$concatArrays only supports arrays, not int'],
    [{ $filter: { input: '$n', cond: true } }, 'input to $filter must be an array not int'],
    [{ $map: { input: '$list' } }, "Missing 'in' parameter to $map"],
    [{ $map: { input: '$list', in: 1, foo: 1 } }, 'Unrecognized argument to $map: foo'],
    [{ $slice: ['$list', 1, 0] }, 'must be positive'],
    [{ $range: [0, 1, 0] }, 'non-zero step'],
    [{ $concat: ['$n', 'x'] }, '$concat only supports strings, not int'],
    [{ $split: ['$s', ''] }, 'non-empty separator'],
    [{ $strLenCP: '$missing' }, '$strLenCP requires a string argument, found: missing'],
    [{ $substrBytes: ['$s', 7, 1] }, 'continuation byte'],
    [{ $substrCP: ['$s', -1, 1] }, 'must be nonnegative'],
    [{ $substr: ['$s', 'x', 1] }, 'must be numbers'],
    [{ $toLower: '$list' }, "can't convert from BSON type array to String"],
    [{ $mergeObjects: ['$n'] }, '$mergeObjects requires object inputs'],
    [{ $objectToArray: '$n' }, '$objectToArray requires a document input, found: int'],
    [{ $setUnion: ['$n', []] }, 'must be arrays. One argument is of type: int'],
    [{ $switch: { branches: [branch(false, 1)] } }, 'could not find a matching branch'],
    [{ $toInt: 'x' }, 'Failed to parse number "x"'],
    [{ $meta: 'textScore' }, '"textScore" metadata'],
    [{ $foo: 1 }, "Unrecognized expression '$foo'"],
    [{ $add: [1], $subtract: [1, 1] }, 'exactly one field'],
    ['$$nobody', 'Use of undefined variable: nobody'],
    ['$', 'not a valid FieldPath'],
  ])('when %j is evaluated, then it is refused: %s', (expression, message) => {
    expect(refusal(() => evaluate(expression, doc))).toContain(message);
  });
});
