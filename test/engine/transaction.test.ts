import { beforeEach, describe, expect, test } from 'vitest';
import type { Engine, TxId } from '../../localcloud/types.ts';
import { codeOf, freshEngine } from './engine-fixture.ts';

let engine: Engine;
beforeEach(async () => {
  engine = await freshEngine();
  await engine.declare([
    {
      name: 'c',
      indexes: [
        { name: 'n_1', keys: { n: 1 } },
        { name: 'u_1', keys: { u: 1 }, unique: true },
      ],
    },
  ]);
  await engine.insert('c', [
    { _id: 'a', n: 1, u: 'a' },
    { _id: 'b', n: 2, u: 'b' },
  ]);
});

const inc = (_id: string, tx?: TxId) =>
  engine.update('c', { filter: { _id }, update: { $inc: { n: 10 } }, multi: false }, tx);
const ids = async (filter = {}, tx?: TxId) =>
  (await engine.find('c', { filter, sort: { n: 1 } }, tx)).map((d) => d._id);
/** Whether a promise has settled after the engine had time to do all it can do without being waited for. */
const settled = async (promise: Promise<unknown>) => {
  let done = false;
  void promise.then(
    () => {
      done = true;
    },
    () => {
      done = true;
    },
  );
  for (let i = 0; i < 3; i++) await engine.insert('c', [{ _id: `probe${Math.random()}`, u: Math.random() }]);
  return done;
};

describe('reads', () => {
  test('come from the snapshot, with the own writes in them; others see nothing before the commit', async () => {
    const tx = engine.begin();
    await engine.insert('c', [{ _id: 'later', n: 0, u: 'later' }]);
    await engine.insert('c', [{ _id: 'mine', n: 1.5, u: 'mine' }], tx);
    await inc('a', tx);
    await engine.remove('c', { _id: 'b' }, false, tx);
    expect(await ids({}, tx)).toEqual(['mine', 'a']);
    expect(await ids({ n: { $gte: 11 } }, tx)).toEqual(['a']);
    expect(await ids({ n: 1 }, tx)).toEqual([]);
    expect(await engine.find('c', { sort: { n: -1 }, skip: 1, limit: 1 }, tx)).toEqual([
      { _id: 'mine', n: 1.5, u: 'mine' },
    ]);
    expect(await ids()).toEqual(['later', 'a', 'b']);
    await engine.commit(tx);
    expect(await ids()).toEqual(['later', 'mine', 'a']);
    expect(await ids({ n: 11 })).toEqual(['a']);
  });

  test('an abort leaves nothing behind', async () => {
    const tx = engine.begin();
    await inc('a', tx);
    await engine.insert('c', [{ _id: 'x', u: 'x' }], tx);
    await engine.abort(tx);
    expect(await ids()).toEqual(['a', 'b']);
    expect(await inc('a')).toEqual({ updated: 1 });
  });
});

describe('conflicts', () => {
  test('are found at the write: the first writer wins, the other is dead', async () => {
    const [first, second] = [engine.begin(), engine.begin()];
    await inc('a', first);
    expect(await codeOf(inc('a', second))).toBe('TRANSACTION_CONFLICT');
    expect(await codeOf(engine.find('c', {}, second))).toBe('TRANSACTION_NOT_EXIST');
    expect(await codeOf(engine.commit(second))).toBe('TRANSACTION_NOT_EXIST');
    expect(await codeOf(engine.abort(second))).toBe('TRANSACTION_NOT_EXIST');
    await engine.commit(first);
    expect(await engine.find('c', { filter: { n: 11 } })).toHaveLength(1);
  });

  test.each([
    ['changed', () => inc('a')],
    ['removed', () => engine.remove('c', { _id: 'a' }, false)],
  ])('a document %s since the snapshot cannot be written', async (_what, change) => {
    const tx = engine.begin();
    await change();
    expect(await codeOf(inc('a', tx))).toBe('TRANSACTION_CONFLICT');
  });

  test('so is one that a plain write, not yet on disk, has changed', async () => {
    const tx = engine.begin();
    const plain = inc('a');
    const codes = await Promise.all([plain, codeOf(inc('a', tx))]);
    expect(codes[1]).toBe('TRANSACTION_CONFLICT');
    expect(await engine.find('c', { filter: { _id: 'a' } })).toEqual([{ _id: 'a', n: 11, u: 'a' }]);
  });

  test.each([
    ['the same _id', { _id: 'x', u: 'x' }, { _id: 'x', u: 'y' }],
    ['the same unique key', { _id: 'x', u: 'k' }, { _id: 'y', u: 'k' }],
  ])('two inserts of %s', async (_what, one, two) => {
    const [first, second] = [engine.begin(), engine.begin()];
    await engine.insert('c', [one], first);
    expect(await codeOf(engine.insert('c', [two], second))).toBe('TRANSACTION_CONFLICT');
    await engine.commit(first);
  });

  test('a key taken since the snapshot is a conflict, one taken before is a duplicate', async () => {
    const tx = engine.begin();
    await engine.insert('c', [{ _id: 'x', u: 'k' }]);
    expect(await codeOf(engine.insert('c', [{ _id: 'y', u: 'k' }], tx))).toBe('TRANSACTION_CONFLICT');
    const next = engine.begin();
    expect(await codeOf(engine.insert('c', [{ _id: 'y', u: 'k' }], next))).toBe('DUPLICATE_KEY');
    expect(await codeOf(engine.commit(next))).toBe('TRANSACTION_NOT_EXIST');
  });

  test('a unique key given up inside the transaction can be taken again there', async () => {
    const tx = engine.begin();
    await engine.remove('c', { _id: 'a' }, false, tx);
    await engine.insert('c', [{ _id: 'a2', u: 'a' }], tx);
    expect(await codeOf(engine.insert('c', [{ _id: 'a3', u: 'b' }], tx))).toBe('DUPLICATE_KEY');
    const again = engine.begin();
    await engine.remove('c', { _id: 'a' }, false, again);
    await engine.insert('c', [{ _id: 'a2', u: 'a' }], again);
    await engine.commit(again);
    expect(await codeOf(engine.insert('c', [{ _id: 'a4', u: 'a' }]))).toBe('DUPLICATE_KEY');
  });
});

describe('plain writes', () => {
  test('wait for the lock, then look again', async () => {
    const tx = engine.begin();
    await engine.update('c', { filter: { _id: 'a' }, update: { $set: { n: 5 } }, multi: false }, tx);
    const hit = engine.update('c', { filter: { _id: 'a' }, update: { $inc: { n: 1 } }, multi: true });
    const miss = engine.update('c', {
      filter: { _id: 'a', n: 1 },
      update: { $set: { lost: true } },
      multi: true,
    });
    expect(await settled(hit)).toBe(false);
    expect(await engine.find('c', { filter: { _id: 'a' } })).toEqual([{ _id: 'a', n: 1, u: 'a' }]);
    await engine.commit(tx);
    expect(await hit).toEqual({ updated: 1 });
    expect(await miss).toEqual({ updated: 0 });
    expect(await engine.find('c', { filter: { _id: 'a' } })).toEqual([{ _id: 'a', n: 6, u: 'a' }]);
  });

  test('of many documents count each once, however often they wait', async () => {
    const tx = engine.begin();
    await inc('b', tx);
    const all = engine.update('c', { filter: {}, update: { $inc: { m: 1 } }, multi: true });
    expect(await settled(all)).toBe(false);
    await engine.abort(tx);
    await all;
    expect(await engine.find('c', { filter: { _id: { $in: ['a', 'b'] } } })).toMatchObject([
      { m: 1 },
      { m: 1 },
    ]);
  });

  test.each([
    ['commit', 'DUPLICATE_KEY'],
    ['abort', 'ok'],
  ] as const)('inserting an id or key of a transaction waits: after its %s it is %s', async (end, code) => {
    const tx = engine.begin();
    await engine.insert('c', [{ _id: 'x', u: 'x' }], tx);
    const sameId = codeOf(engine.insert('c', [{ _id: 'x', u: 'p' }]));
    const sameKey = codeOf(engine.insert('c', [{ _id: 'q', u: 'x' }]));
    expect(await settled(Promise.race([sameId, sameKey]))).toBe(false);
    await engine[end](tx);
    expect([await sameId, await sameKey]).toEqual([code, code]);
  });

  test('fifty conditional writes behind one lock: exactly one wins', async () => {
    const tx = engine.begin();
    await engine.update('c', { filter: { _id: 'a' }, update: { $set: { m: 1 } }, multi: false }, tx);
    const cas = () =>
      engine.update('c', { filter: { _id: 'a', n: 1 }, update: { $inc: { n: 1 } }, multi: true });
    const all = Promise.all(Array.from({ length: 50 }, cas));
    await engine.commit(tx);
    expect((await all).reduce((sum, { updated }) => sum + updated, 0)).toBe(1);
  });
});

describe('the end of a transaction', () => {
  test('comes by itself when its time is over, and frees its locks', async () => {
    const short = await freshEngine({ transactionMs: 30 });
    await short.createCollection('c');
    await short.insert('c', [{ _id: 'a', n: 1 }]);
    const tx = short.begin();
    const change = { filter: { _id: 'a' }, update: { $inc: { n: 1 } }, multi: false };
    await short.update('c', change, tx);
    expect(await short.update('c', change)).toEqual({ updated: 1 });
    expect(await codeOf(short.commit(tx))).toBe('TRANSACTION_NOT_EXIST');
    expect(await short.find('c', {})).toEqual([{ _id: 'a', n: 2 }]);
  });

  test('an unknown transaction does not exist', async () => {
    expect(await codeOf(engine.find('c', {}, 'nobody'))).toBe('TRANSACTION_NOT_EXIST');
    expect(await codeOf(engine.insert('c', [], 'nobody'))).toBe('TRANSACTION_NOT_EXIST');
    expect(await codeOf(engine.commit('nobody'))).toBe('TRANSACTION_NOT_EXIST');
  });

  test('a bad write ends it too', async () => {
    const tx = engine.begin();
    const bad = engine.update('c', { filter: { _id: 'a' }, update: { $inc: { u: 1 } }, multi: false }, tx);
    expect(await codeOf(bad)).toBe('BAD_VALUE');
    expect(await codeOf(inc('b', tx))).toBe('TRANSACTION_NOT_EXIST');
  });
});
