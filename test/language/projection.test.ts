import { describe, expect, it } from 'vitest';
import { projectDoc } from '../../localcloud/language/index.ts';
import type { Filter, Value } from '../../localcloud/types.ts';
import { refusal } from './support.ts';

const doc = {
  _id: 1,
  name: 'whale',
  size: { l: 30, w: 5 },
  tags: ['big', 'blue', 'calm'],
  calves: [{ n: 1, age: 2 }, { n: 2, age: 7 }, 'x'],
};

describe('given a projection of a find', () => {
  it.each<[Record<string, Value>, Record<string, Value>]>([
    [{}, doc],
    [{ name: 1 }, { _id: 1, name: 'whale' }],
    [{ name: true, _id: 0 }, { name: 'whale' }],
    [{ _id: 1 }, { _id: 1 }],
    [
      { calves: 0, size: 0, tags: false },
      { _id: 1, name: 'whale' },
    ],
    [{ 'size.l': 1 }, { _id: 1, size: { l: 30 } }],
    [{ size: { l: 1 } }, { _id: 1, size: { l: 30 } }],
    [
      { 'size.l': 0, tags: 0, calves: 0 },
      { _id: 1, name: 'whale', size: { w: 5 } },
    ],
    [{ 'calves.n': 1 }, { _id: 1, calves: [{ n: 1 }, { n: 2 }] }],
    [{ 'name.x': 1 }, { _id: 1 }],
    [{ 'size.z': 1 }, { _id: 1, size: {} }],
    [{ tags: { $slice: 1 } }, { ...doc, tags: ['big'] }],
    [
      { name: 1, tags: { $slice: -2 } },
      { _id: 1, name: 'whale', tags: ['blue', 'calm'] },
    ],
    [
      { name: 1, tags: { $slice: [1, 1] } },
      { _id: 1, name: 'whale', tags: ['blue'] },
    ],
    [{ calves: { $elemMatch: { age: { $gt: 5 } } } }, { _id: 1, calves: [{ n: 2, age: 7 }] }],
    [{ calves: { $elemMatch: { age: 99 } } }, { _id: 1 }],
  ])('when %j is applied, then %j comes out', (projection, expected) => {
    expect(projectDoc(doc, projection)).toEqual(expected);
  });

  it.each<[Filter, Record<string, Value>, Value]>([
    [{ tags: 'blue' }, { 'tags.$': 1 }, { _id: 1, tags: ['blue'] }],
    [{ 'calves.age': { $gt: 5 } }, { 'calves.$': 1, _id: 0 }, { calves: [{ n: 2, age: 7 }] }],
  ])(
    'when the filter is %j and the projection %j, then $ is the element found',
    (filter, projection, expected) => {
      expect(projectDoc(doc, projection, filter)).toEqual(expected);
    },
  );

  it('when fields are kept and dropped at once, then it is refused', () => {
    expect(refusal(() => projectDoc(doc, { name: 1, size: 0 }))).toContain('exclusion and inclusion');
    expect(refusal(() => projectDoc(doc, { size: 1, 'size.l': 1 }))).toContain('Path collision');
    expect(refusal(() => projectDoc(doc, { name: 'x' }))).toContain('Unsupported projection option');
    expect(refusal(() => projectDoc(doc, { tags: { $foo: 1 } }))).toContain('Unsupported projection option');
  });

  it('when the result is changed, then the document stays as it was', () => {
    const copy = structuredClone(doc);
    projectDoc(doc, { 'size.l': 0, tags: { $slice: 1 } });
    expect(doc).toEqual(copy);
  });
});
