import { describe, expect, test } from 'vitest';
import { codeOf, freshDir, freshEngine, NOW } from './engine-fixture.ts';

describe('collections', () => {
  test('a collection must exist before it is used, and is created once', async () => {
    const engine = await freshEngine();
    expect(await codeOf(engine.find('members', {}))).toBe('COLLECTION_NOT_EXIST');
    expect(await codeOf(engine.insert('members', [{ _id: 'a' }]))).toBe('COLLECTION_NOT_EXIST');
    await engine.createCollection('members');
    expect(engine.hasCollection('members')).toBe(true);
    expect(engine.collections()).toEqual(['members']);
    expect(await codeOf(engine.createCollection('members'))).toBe('COLLECTION_EXISTS');
  });

  test('clear forgets all of them, and the engine goes on', async () => {
    const engine = await freshEngine();
    await engine.declare([{ name: 'a', indexes: [{ name: 'n', keys: { n: 1 } }] }]);
    await engine.insert('a', [{ _id: 'x', n: 1 }]);
    const tx = engine.begin();
    await engine.clear();
    expect(engine.collections()).toEqual([]);
    expect(await codeOf(engine.commit(tx))).toBe('TRANSACTION_NOT_EXIST');
    await engine.createCollection('a');
    expect(await engine.find('a', {})).toEqual([]);
  });
});

describe('documents', () => {
  const special = {
    _id: 'special',
    date: new Date(NOW),
    never: new Date(Number.NaN),
    pattern: /a+b/gi,
    nested: [[1, [2, [-0]]], [], {}],
    nan: Number.NaN,
    infinite: Number.NEGATIVE_INFINITY,
    minusZero: -0,
    big: 2 ** 60,
    text: '鲸\u0000\ud83d\udc33',
    looksTagged: { $d: 5 },
    looksQuoted: { $q: { $r: ['a'] } },
    none: null,
  };

  test('come back exactly as they went in, also from a reopened directory', async () => {
    const dir = freshDir();
    const engine = await freshEngine({ dir });
    await engine.createCollection('c');
    await engine.insert('c', [special]);
    expect(await engine.find('c', {})).toStrictEqual([special]);
    await engine.close();
    const again = await freshEngine({ dir });
    expect(await again.find('c', { filter: { _id: 'special' } })).toStrictEqual([special]);
  });

  test('ids are type strict, given when missing, and of strings or numbers only', async () => {
    const engine = await freshEngine({ newId: () => 'given' });
    await engine.createCollection('c');
    expect(await engine.insert('c', [{ _id: 1 }, { _id: '1' }, { n: 1 } as never])).toEqual([
      1,
      '1',
      'given',
    ]);
    expect(await engine.find('c', { filter: { _id: 1 } })).toEqual([{ _id: 1 }]);
    expect(await codeOf(engine.insert('c', [{ _id: {} as never }]))).toBe('BAD_VALUE');
  });

  test('an array with a duplicate keeps what came before it and drops what comes after', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.insert('c', [{ _id: 'b' }]);
    await expect(engine.insert('c', [{ _id: 'a' }, { _id: 'b' }, { _id: 'z' }])).rejects.toThrow(
      'E11000 duplicate key error collection: c index: _id_ dup key: { _id: "b" }',
    );
    expect((await engine.find('c', {})).map((doc) => doc._id)).toEqual(['a', 'b']);
  });
});

describe('updates', () => {
  test('one or many, counted by what really changed', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.insert('c', [
      { _id: 1, n: 1 },
      { _id: 2, n: 2 },
      { _id: 3, n: 2 },
    ]);
    const set = { $set: { n: 2 } };
    expect(await engine.update('c', { filter: {}, update: set, multi: true })).toEqual({ updated: 1 });
    expect(await engine.update('c', { filter: { n: 2 }, update: { $inc: { n: 1 } }, multi: false })).toEqual({
      updated: 1,
    });
    expect(await engine.update('c', { filter: { n: 9 }, update: set, multi: true })).toEqual({ updated: 0 });
    expect(await engine.count('c', { n: 2 })).toBe(2);
  });

  test('a bad value changes nothing and disturbs none of the writes beside it', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.insert('c', [
      { _id: 1, n: 'text' },
      { _id: 2, n: 1 },
    ]);
    const inc = (_id: number) =>
      engine.update('c', { filter: { _id }, update: { $inc: { n: 1 } }, multi: true });
    const results = await Promise.allSettled([inc(2), inc(1), inc(2), engine.insert('c', [{ _id: 3 }])]);
    expect(results.map((result) => result.status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ]);
    expect(await engine.find('c', {})).toEqual([{ _id: 1, n: 'text' }, { _id: 2, n: 3 }, { _id: 3 }]);
  });

  test('replace and upsert', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    const replace = (filter: Record<string, unknown>, update: Record<string, unknown>) =>
      engine.update('c', { filter, update, multi: false, replace: true, upsert: true });
    expect(await replace({ _id: 'a' }, { n: 1 })).toEqual({ updated: 0, upsertedId: 'a' });
    expect(await replace({ _id: 'a' }, { m: 2 })).toEqual({ updated: 1 });
    expect(await engine.find('c', {})).toEqual([{ _id: 'a', m: 2 }]);
    const upsert = { filter: { _id: 'b', k: 1 }, update: { $inc: { n: 5 } }, multi: false, upsert: true };
    expect(await engine.update('c', upsert)).toEqual({ updated: 0, upsertedId: 'b' });
    expect(await engine.find('c', { filter: { _id: 'b' } })).toEqual([{ _id: 'b', k: 1, n: 5 }]);
  });

  test('fifty callers of one conditional write: exactly one wins', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.insert('c', [{ _id: 'a', rev: 1 }]);
    const write = (by: number) =>
      engine.update('c', {
        filter: { _id: 'a', rev: 1 },
        update: { $set: { by }, $inc: { rev: 1 } },
        multi: true,
      });
    const results = await Promise.all(Array.from({ length: 50 }, (_, by) => write(by)));
    expect(results.reduce((sum, { updated }) => sum + updated, 0)).toBe(1);
  });

  test('modifyAndReturn takes the first in the order, each caller another one', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.insert(
      'c',
      [3, 1, 2].map((n) => ({ _id: n, n, free: true })),
    );
    const spec = {
      filter: { free: true },
      sort: { n: -1 as const },
      update: { $set: { free: false } },
      multi: false,
    };
    const taken = await Promise.all([1, 2, 3, 4].map(() => engine.modifyAndReturn('c', spec)));
    expect(taken.map((doc) => doc?._id)).toEqual([3, 2, 1, undefined]);
    const after = await engine.modifyAndReturn('c', {
      ...spec,
      filter: { n: 1 },
      update: { $inc: { n: 1 } },
      returnNew: true,
    });
    expect(after).toEqual({ _id: 1, n: 2, free: false });
  });

  test('remove one or many', async () => {
    const engine = await freshEngine();
    await engine.createCollection('c');
    await engine.insert(
      'c',
      [1, 2, 3, 4].map((_id) => ({ _id })),
    );
    expect(await engine.remove('c', { _id: { $gt: 1 } }, false)).toBe(1);
    expect(await engine.remove('c', { _id: { $gt: 1 } }, true)).toBe(2);
    expect(await engine.find('c', {})).toEqual([{ _id: 1 }]);
  });
});

describe('large collections', () => {
  test('a load so great that the store is opened anew leaves it readable and writable, in threads too', async () => {
    const engine = await freshEngine();
    await engine.createCollection('huge');
    const rows = Array.from({ length: 100_001 }, (_, i) => ({ _id: i, n: i % 10 }));
    expect(await engine.bulkLoad('huge', rows)).toBe(100_001);
    await engine.insert('huge', [{ _id: 'last', n: 100 }]);
    expect(await engine.find('huge', { filter: { n: 100 } })).toEqual([{ _id: 'last', n: 100 }]);
    expect(await engine.count('huge', { n: { $lt: 5 } })).toBe(50_001);
    expect(
      await engine.bulkLoad(
        'huge',
        rows.map(({ n }, i) => ({ _id: `b${i}`, n })),
      ),
    ).toBe(100_001);
    expect(await engine.count('huge', {})).toBe(200_003);
  });

  test('scans, counts, aggregates and updates of many documents see every write acknowledged before', async () => {
    const engine = await freshEngine();
    await engine.createCollection('big');
    const rows = Array.from({ length: 6000 }, (_, i) => ({ _id: i, n: i % 10, at: new Date(NOW + i) }));
    expect(await engine.bulkLoad('big', rows)).toBe(6000);
    await engine.insert('big', [{ _id: 'last', n: 100, at: new Date(NOW) }]);
    expect(await engine.find('big', { filter: { n: 100 } })).toEqual([
      { _id: 'last', n: 100, at: new Date(NOW) },
    ]);
    expect(await engine.find('big', { sort: { at: -1 }, limit: 2, projection: { _id: 1 } })).toEqual([
      { _id: 5999 },
      { _id: 5998 },
    ]);
    expect(await engine.count('big', { n: { $lt: 5 } })).toBe(3000);
    expect(await engine.count('big', {})).toBe(6001);
    const groups = [{ $group: { _id: '$n', c: { $sum: 1 } } }, { $sort: { _id: 1 } }, { $limit: 2 }];
    expect(await engine.aggregate('big', groups)).toEqual([
      { _id: 0, c: 600 },
      { _id: 1, c: 600 },
    ]);
    const many = { filter: { n: 3 }, update: { $set: { n: 4 } }, multi: true };
    expect(await engine.update('big', many)).toEqual({ updated: 600 });
    expect(await engine.count('big', { n: 4 })).toBe(1200);
    expect(await codeOf(engine.aggregate('big', [{ $nonsense: 1 }]))).toBe('BAD_VALUE');
    expect(await engine.remove('big', { n: { $ne: 100 } }, true)).toBe(6000);
  });
});
