import { describe, expect, it } from 'vitest';
import type { Filter, Value } from '../../localcloud/types.ts';
import { matches, refusal } from './support.ts';

type Row = [filter: Filter, doc: Record<string, Value>, matches: boolean];
const D1 = new Date('2024-01-01');
const D2 = new Date('2024-01-02');

const TABLE: Record<string, Row[]> = {
  'equality of scalars': [
    [{ a: 1 }, { a: 1 }, true],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: { $eq: 'x' } }, { a: 'x' }, true],
    [{ a: D1 }, { a: new Date(D1) }, true],
    [{ a: true }, { a: 1 }, false],
    [{ a: Number.NaN }, { a: Number.NaN }, true],
    [{ a: 0 }, { a: -0 }, true],
  ],
  'null means null or missing': [
    [{ a: null }, {}, true],
    [{ a: null }, { a: null }, true],
    [{ a: null }, { a: 0 }, false],
    [{ a: null }, { a: [1, null] }, true],
    [{ a: null }, { a: [] }, false],
    [{ 'a.b': null }, { a: 4 }, true],
    [{ 'a.b': null }, { a: [{ b: 1 }, {}] }, true],
    [{ 'a.b': null }, { a: [1, 2] }, false],
    [{ 'a.b': null }, { a: [] }, false],
    [{ a: { $gte: null } }, {}, true],
    [{ a: { $lte: null } }, { a: null }, true],
    [{ a: { $gt: null } }, {}, false],
    [{ a: { $ne: null } }, {}, false],
    [{ a: { $in: [null] } }, {}, true],
    [{ a: { $nin: [null, 1] } }, {}, false],
  ],
  'whole objects, fields in order': [
    [{ a: { x: 1, y: 2 } }, { a: { x: 1, y: 2 } }, true],
    [{ a: { x: 1, y: 2 } }, { a: { y: 2, x: 1 } }, false],
    [{ a: { x: 1 } }, { a: { x: 1, y: 2 } }, false],
    [{ a: {} }, { a: {} }, true],
  ],
  'arrays: an element or the whole': [
    [{ a: 2 }, { a: [1, 2] }, true],
    [{ a: [1, 2] }, { a: [1, 2] }, true],
    [{ a: [1, 2] }, { a: [2, 1] }, false],
    [{ a: [1, 2] }, { a: [[1, 2], 3] }, true],
    [{ a: { $gt: 5, $lt: 3 } }, { a: [1, 9] }, true],
    [{ a: { $ne: 2 } }, { a: [1, 2] }, false],
  ],
  'dotted paths': [
    [{ 'a.b': 2 }, { a: { b: 2 } }, true],
    [{ 'a.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, true],
    [{ 'a.1.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, true],
    [{ 'a.0.b': 2 }, { a: [{ b: 1 }, { b: 2 }] }, false],
    [{ 'a.1': 7 }, { a: [5, 7] }, true],
    [{ 'a.b.c': 3 }, { a: [{ b: [{ c: 1 }, { c: 3 }] }] }, true],
    [{ 'a.0': 'x' }, { a: { 0: 'x' } }, true],
    [{ 'g.m.2': { $exists: false } }, { g: { m: ['x', 'y'] } }, true],
    [{ 'g.m.1': { $exists: false } }, { g: { m: ['x', 'y'] } }, false],
    [{ constructor: { $exists: true } }, {}, false],
  ],
  'ranges stay within a type': [
    [{ a: { $gt: 1 } }, { a: 2 }, true],
    [{ a: { $gt: 1 } }, { a: '2' }, false],
    [{ a: { $lt: 'b' } }, { a: 'a' }, true],
    [{ a: { $lt: 5 } }, {}, false],
    [{ a: { $lt: 5 } }, { a: Number.NaN }, false],
    [{ a: { $gte: Number.NaN } }, { a: Number.NaN }, true],
    [{ a: { $gt: D1, $lte: D2 } }, { a: D2 }, true],
    [{ a: { $gt: D1 } }, { a: D2.getTime() }, false],
    [{ a: { $gte: false } }, { a: true }, true],
    [{ a: { $gt: { x: 1 } } }, { a: { x: 2 } }, true],
    [{ a: { $gt: [1] } }, { a: [1, 0] }, true],
  ],
  'in and nin, with regular expressions': [
    [{ a: { $in: [1, 'x'] } }, { a: 'x' }, true],
    [{ a: { $in: [/^w/] } }, { a: 'whale' }, true],
    [{ a: { $in: [1, 2] } }, { a: [5, 2] }, true],
    [{ a: { $in: [] } }, { a: 1 }, false],
    [{ a: { $nin: [/^w/] } }, { a: 'whale' }, false],
    [{ a: { $nin: [1] } }, {}, true],
    [{ a: { $in: [{ x: 1 }] } }, { a: { x: 1 } }, true],
  ],
  logical: [
    [{ $and: [{ a: 1 }, { b: 2 }] }, { a: 1, b: 2 }, true],
    [{ $or: [{ a: 1 }, { b: 2 }] }, { a: 0, b: 2 }, true],
    [{ $nor: [{ a: 1 }, { b: 2 }] }, { a: 0, b: 0 }, true],
    [{ a: { $not: { $gte: 5 } } }, {}, true],
    [{ a: { $not: { $gte: 5 } } }, { a: 5 }, false],
    [{ a: { $not: /^w/ } }, { a: 'whale' }, false],
    [{ $and: [{ a: { $gt: 2 } }, { a: { $lt: 40 } }] }, { a: 3 }, true],
  ],
  element: [
    [{ a: { $exists: true } }, { a: null }, true],
    [{ a: { $exists: false } }, { a: null }, false],
    [{ 'a.b': { $exists: true } }, { a: [{ c: 1 }, { b: 1 }] }, true],
    [{ a: { $type: 'string' } }, { a: 'x' }, true],
    [{ a: { $type: 'number' } }, { a: 1.5 }, true],
    [{ a: { $type: 'int' } }, { a: 1.5 }, false],
    [{ a: { $type: 'long' } }, { a: 1e12 }, true],
    [{ a: { $type: [2, 9] } }, { a: D1 }, true],
    [{ a: { $type: 'array' } }, { a: [1] }, true],
    [{ a: { $type: 'int' } }, { a: ['x', 1] }, true],
    [{ a: { $type: 'null' } }, {}, false],
  ],
  evaluation: [
    [{ a: { $mod: [4, 1] } }, { a: 9 }, true],
    [{ a: { $mod: [4, 0] } }, { a: '8' }, false],
    [{ a: { $regex: '^WH', $options: 'i' } }, { a: 'whale' }, true],
    [{ a: { $regex: /^wh/ } }, { a: ['x', 'whale'] }, true],
    [{ a: /ale$/ }, { a: 'whale' }, true],
    [{ a: { $regex: 'a.b', $options: 's' } }, { a: 'a\nb' }, true],
    [{ a: { $regex: '^b', $options: 'm' } }, { a: 'a\nb' }, true],
    [{ a: { $regex: 'a b # comment\n c', $options: 'x' } }, { a: 'abc' }, true],
    [{ a: { $regex: '(?i)WH' } }, { a: 'whale' }, true],
    [{ $expr: { $gt: ['$a', '$b'] } }, { a: 2, b: 1 }, true],
    [{ $expr: { $eq: ['$a', '$b'] } }, { a: null }, false],
    [{ a: { $bitsAllSet: 6 } }, { a: 7 }, true],
    [{ a: { $bitsAnyClear: [0] } }, { a: 7 }, false],
  ],
  'conditions on arrays': [
    [{ a: { $size: 2 } }, { a: [1, 2] }, true],
    [{ a: { $size: 1 } }, { a: 1 }, false],
    [{ a: { $all: [1, 2] } }, { a: [2, 3, 1] }, true],
    [{ a: { $all: [1] } }, { a: 1 }, true],
    [{ a: { $all: [] } }, { a: [] }, false],
    [{ a: { $all: [[1, 2]] } }, { a: [1, 2] }, true],
    [
      { a: { $all: [{ $elemMatch: { x: 1 } }, { $elemMatch: { x: 2 } }] } },
      { a: [{ x: 1 }, { x: 2 }] },
      true,
    ],
    [{ a: { $elemMatch: { $gt: 5, $lt: 3 } } }, { a: [1, 9] }, false],
    [{ a: { $elemMatch: { x: 1, y: 2 } } }, { a: [{ x: 1 }, { x: 1, y: 2 }] }, true],
    [{ a: { $elemMatch: { x: 1, y: 2 } } }, { a: [{ x: 1 }, { y: 2 }] }, false],
    [{ a: { $elemMatch: { $or: [{ x: 1 }, { y: 2 }] } } }, { a: [{ y: 2 }] }, true],
    [{ a: { $elemMatch: { b: null } } }, { a: [[]] }, true],
    [{ a: { $elemMatch: { $in: [1, 2] } } }, { a: [3, 2] }, true],
    [{ a: { $elemMatch: { x: 1 } } }, { a: { x: 1 } }, false],
  ],
  'JSON schema': [
    [
      { $jsonSchema: { required: ['a'], properties: { a: { bsonType: 'int', minimum: 1 } } } },
      { a: 1 },
      true,
    ],
    [{ $jsonSchema: { required: ['a'] } }, {}, false],
    [{ $jsonSchema: { properties: { a: { type: 'string', pattern: '^w' } } } }, { a: 'sea' }, false],
    [{ $jsonSchema: { properties: { a: { items: { enum: [1, 2] }, maxItems: 2 } } } }, { a: [1, 2] }, true],
    [{ $jsonSchema: { properties: { _id: {}, a: {} }, additionalProperties: false } }, { b: 1 }, false],
    [{ $jsonSchema: { not: { required: ['a'] } } }, { b: 1 }, true],
  ],
};

describe('given a filter', () => {
  for (const [group, rows] of Object.entries(TABLE)) {
    describe(group, () => {
      it.each(rows)('when %j is asked of %j, then the answer is %s', (filter, doc, expected) => {
        expect(matches(filter, doc)).toBe(expected);
      });
    });
  }
});

describe('given a filter MongoDB refuses', () => {
  it.each<[Filter, string]>([
    [{ a: { $foo: 1 } }, 'unknown operator: $foo'],
    [{ $foo: 1 }, 'unknown top level operator: $foo'],
    [{ $and: [] }, 'nonempty array'],
    [{ $or: 1 }, '$or must be an array'],
    [{ a: { $in: 1 } }, '$in needs an array'],
    [{ a: { $in: [{ $gt: 1 }] } }, 'cannot nest $ under $in'],
    [{ a: { $size: -1 } }, 'non-negative integer'],
    [{ a: { $mod: [0, 1] } }, 'divisor cannot be 0'],
    [{ a: { $not: 5 } }, '$not needs a regex or a document'],
    [{ a: { $regex: '(' } }, 'Regular expression is invalid'],
    [{ a: { $regex: 'a', $options: 'q' } }, 'invalid flag'],
    [{ a: { $options: 'i' } }, '$options needs a $regex'],
    [{ a: { $type: 'whale' } }, 'Unknown type name alias: "whale"'],
    [{ a: { $elemMatch: 1 } }, '$elemMatch needs an Object'],
    [{ $text: { $search: 'x' } }, 'text index required'],
    [{ $where: 'true' }, 'unknown top level operator: $where'],
    [{ $expr: { $foo: 1 } }, "Unrecognized expression '$foo'"],
  ])('when %j is compiled, then it is refused', (filter, message) => {
    expect(refusal(() => matches(filter, {}))).toContain(message);
  });
});
