import { describe, expect, test } from 'vitest';
import type { Doc, IndexDecl } from '../../localcloud/types.ts';
import { codeOf, freshEngine } from './engine-fixture.ts';

const withIndex = async (keys: IndexDecl['keys'], docs: Doc[] = []) => {
  const engine = await freshEngine();
  await engine.createCollection('c');
  await engine.insert('c', docs);
  await engine.declare([{ name: 'c', indexes: [{ name: 'uniq', keys, unique: true }] }]);
  return engine;
};

describe('a unique index', () => {
  test('refuses a second document with its key, and says which', async () => {
    const engine = await withIndex({ phone: 1 }, [{ _id: 1, phone: '138' }]);
    await expect(engine.insert('c', [{ _id: 2, phone: '138' }])).rejects.toThrow(
      'E11000 duplicate key error collection: c index: uniq dup key: { phone: "138" }',
    );
    expect(await codeOf(engine.insert('c', [{ _id: 2, phone: 138 }]))).toBe('ok');
  });

  test('counts a missing field as null: two documents without it collide', async () => {
    const engine = await withIndex({ phone: 1 }, [{ _id: 1 }]);
    await expect(engine.insert('c', [{ _id: 2 }])).rejects.toThrow('dup key: { phone: null }');
    expect(await codeOf(engine.insert('c', [{ _id: 3, phone: null }]))).toBe('DUPLICATE_KEY');
  });

  test('lets one document have a key twice, but not two documents', async () => {
    const engine = await withIndex({ rids: 1 });
    expect(await codeOf(engine.insert('c', [{ _id: 1, rids: ['x', 'x', 'y'] }]))).toBe('ok');
    expect(await codeOf(engine.insert('c', [{ _id: 2, rids: ['z', 'y'] }]))).toBe('DUPLICATE_KEY');
    const push = (_id: number, rid: string) =>
      codeOf(engine.update('c', { filter: { _id }, update: { $push: { rids: rid } }, multi: true }));
    expect(await push(1, 'y')).toBe('ok');
    await engine.insert('c', [{ _id: 2, rids: ['z'] }]);
    expect(await push(2, 'x')).toBe('DUPLICATE_KEY');
    expect(await engine.find('c', { filter: { _id: 2 } })).toEqual([{ _id: 2, rids: ['z'] }]);
  });

  test('frees a key with its document, and moves with an update', async () => {
    const engine = await withIndex({ k: -1 }, [{ _id: 1, k: 1 }]);
    await engine.update('c', { filter: { _id: 1 }, update: { $set: { k: 2 } }, multi: false });
    expect(await codeOf(engine.insert('c', [{ _id: 2, k: 1 }]))).toBe('ok');
    expect(
      await codeOf(engine.update('c', { filter: { _id: 2 }, update: { k: 2 }, multi: false, replace: true })),
    ).toBe('DUPLICATE_KEY');
    await engine.remove('c', { _id: 1 }, false);
    expect(await codeOf(engine.insert('c', [{ _id: 3, k: 2 }]))).toBe('ok');
  });

  test('is checked by upserts and bulk loads', async () => {
    const engine = await withIndex({ k: 1 }, [{ _id: 1, k: 1 }]);
    const upsert = { filter: { _id: 9 }, update: { $set: { k: 1 } }, multi: false, upsert: true };
    expect(await codeOf(engine.update('c', upsert))).toBe('DUPLICATE_KEY');
    expect(await codeOf(engine.bulkLoad('c', [{ _id: 5, k: 1 }]))).toBe('DUPLICATE_KEY');
  });

  test('on two fields is about both together, element by element of one array', async () => {
    const engine = await withIndex({ 'seats.o': 1, 'seats.st': 1 });
    await engine.insert('c', [
      {
        _id: 1,
        seats: [
          { o: 'a', st: 1 },
          { o: 'b', st: 2 },
        ],
      },
    ]);
    expect(await codeOf(engine.insert('c', [{ _id: 2, seats: [{ o: 'a', st: 2 }] }]))).toBe('ok');
    expect(await codeOf(engine.insert('c', [{ _id: 3, seats: [{ o: 'b', st: 2 }] }]))).toBe('DUPLICATE_KEY');
  });

  test('tells long keys apart that begin alike', async () => {
    const long = 'x'.repeat(3000);
    const engine = await withIndex({ k: 1 }, [{ _id: 1, k: `${long}1` }]);
    expect(await codeOf(engine.insert('c', [{ _id: 2, k: `${long}2` }]))).toBe('ok');
    expect(await codeOf(engine.insert('c', [{ _id: 3, k: `${long}1` }]))).toBe('DUPLICATE_KEY');
    expect(await engine.find('c', { filter: { k: `${long}2` } })).toHaveLength(1);
    expect((await engine.find('c', { sort: { k: -1 } })).map((doc) => doc._id)).toEqual([2, 1]);
    expect(await engine.count('c', { k: { $gt: long } })).toBe(2);
  });

  test('is not declared over documents that break it; the next attempt may work', async () => {
    const engine = await withIndex({ other: 1 }, []);
    await engine.insert('c', [
      { _id: 1, other: 1, k: 1 },
      { _id: 2, other: 2, k: 1 },
    ]);
    const declare = () =>
      codeOf(engine.declare([{ name: 'c', indexes: [{ name: 'k', keys: { k: 1 }, unique: true }] }]));
    expect(await declare()).toBe('DUPLICATE_KEY');
    await engine.remove('c', { _id: 2 }, false);
    expect(await declare()).toBe('ok');
    expect(await codeOf(engine.insert('c', [{ _id: 3, other: 3, k: 1 }]))).toBe('DUPLICATE_KEY');
  });

  test('two different arrays in one index are refused', async () => {
    const engine = await withIndex({ a: 1, b: 1 });
    expect(await codeOf(engine.insert('c', [{ _id: 1, a: [1], b: [2] }]))).toBe('BAD_VALUE');
  });
});
