import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import { errorOf, type SdkDatabase } from '../setup/wx-sdk.ts';

let server: WireServer;
let db: SdkDatabase;

const counterOf = async (id: string) => (await db.collection('counters').doc(id).get()).data?.n;
const increment = () =>
  db.runTransaction(async (tx) => {
    const { data } = await tx.collection('counters').doc('a').get();
    await tx
      .collection('counters')
      .doc('a')
      .update({ data: { n: (data.n as number) + 1 } });
  });

describe('transactions through the SDK', () => {
  beforeAll(async () => {
    server = await startWireServer({ strict: false });
    db = server.sdk().database({ throwOnNotFound: false });
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    await server.engine.clear();
    await server.engine.createCollection('counters');
    await db.collection('counters').add({ data: { _id: 'a', n: 0 } });
  });

  test('given all single-document operations, when committed, then all are there', async () => {
    await db.runTransaction(async (tx) => {
      const c = tx.collection('counters');
      await c.add({ data: { _id: 'b', n: 1 } });
      await c.doc('c').set({ data: { n: 2 } });
      await c.doc('b').update({ data: { n: db.command.inc?.(10) } });
      await c.doc('a').remove();
      expect((await c.doc('b').get()).data).toEqual({ _id: 'b', n: 11 });
      expect((await c.where({ n: 2 }).get()).data).toEqual([{ _id: 'c', n: 2 }]);
      expect(await counterOf('b')).toBeUndefined();
    });
    expect([await counterOf('a'), await counterOf('b'), await counterOf('c')]).toEqual([undefined, 11, 2]);
  });

  test('given a throw in the callback, then it is rolled back and the error comes through', async () => {
    const run = db.runTransaction(async (tx) => {
      await tx
        .collection('counters')
        .doc('a')
        .update({ data: { n: 9 } });
      throw new Error('no');
    });
    expect(await errorOf(run)).toMatchObject({ message: 'no' });
    expect(await counterOf('a')).toBe(0);
  });

  test('given a rollback with a reason, then the reason is what comes out', async () => {
    const run = db.runTransaction(async (tx) => {
      await tx
        .collection('counters')
        .doc('a')
        .update({ data: { n: 9 } });
      await tx.rollback({ refused: true });
    });
    expect(await errorOf(run)).toEqual({ refused: true });
    expect(await counterOf('a')).toBe(0);
  });

  test('given a document that another transaction has written, when written, then the conflict comes at the write and the transaction is dead', async () => {
    const first = await db.startTransaction();
    const second = await db.startTransaction();
    await first
      .collection('counters')
      .doc('a')
      .update({ data: { n: 1 } });
    const conflict = await errorOf(
      second
        .collection('counters')
        .doc('a')
        .update({ data: { n: 2 } }),
    );
    expect(conflict.errCode).toBe(-501001);
    expect(conflict.errMsg).toContain(
      '[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others.',
    );
    expect(conflict.code).toBeUndefined();

    const dead = await errorOf(second.collection('counters').doc('a').get());
    expect(dead.errMsg).toContain(
      '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, transaction must be commit or abort in 30 seconds',
    );
    expect(await errorOf(second.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });

    await first.commit();
    expect(await counterOf('a')).toBe(1);
  });

  test('given 10 increments at once in runTransaction alone, then some lose and none is counted twice', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10 }, increment));
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled').length;
    expect(won).toBeLessThan(10);
    expect(won).toBeGreaterThan(0);
    expect(await counterOf('a')).toBe(won);
  });

  test('given 10 increments at once with a retry of their own, then all are counted', async () => {
    const persistent = async (): Promise<void> => {
      const error = await errorOf(increment());
      if (/TransactionConflict/.test(error.errMsg ?? '')) {
        await new Promise((done) => setTimeout(done, Math.random() * 20));
        return persistent();
      }
      expect(error.message).toMatch(/^succeeded/);
    };
    await Promise.all(Array.from({ length: 10 }, persistent));
    expect(await counterOf('a')).toBe(10);
  });

  test('given a transaction that was committed, then it does not exist any more', async () => {
    const tx = await db.startTransaction();
    await tx.commit();
    expect(await errorOf(tx.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
    expect(await errorOf(tx.rollback())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
  });

  test('given a document that a transaction has written, when written plainly, then that waits for the commit', async () => {
    const tx = await db.startTransaction();
    await tx
      .collection('counters')
      .doc('a')
      .update({ data: { n: 5 } });
    const plain = db
      .collection('counters')
      .doc('a')
      .update({ data: { n: db.command.inc?.(1) } });
    expect(await counterOf('a')).toBe(0);
    await tx.commit();
    await plain;
    expect(await counterOf('a')).toBe(6);
  });

  test('given a transaction, when others commit meanwhile, then it goes on reading what was there when it began', async () => {
    const tx = await db.startTransaction();
    await tx.collection('counters').doc('a').get();
    await db
      .collection('counters')
      .doc('a')
      .update({ data: { n: 7 } });
    expect((await tx.collection('counters').doc('a').get()).data.n).toBe(0);
    const conflict = await errorOf(
      tx
        .collection('counters')
        .doc('a')
        .update({ data: { n: 1 } }),
    );
    expect(conflict.errMsg).toContain('TransactionConflict');
    expect(await counterOf('a')).toBe(7);
  });

  test('given a transaction older than its life, then it does not exist any more and its writes are gone', async () => {
    const brief = await startWireServer({ transactionMs: 50 });
    try {
      const briefDb = brief.sdk().database();
      await brief.engine.createCollection('counters');
      const tx = await briefDb.startTransaction();
      await tx.collection('counters').add({ data: { _id: 'x' } });
      let error = await errorOf(tx.collection('counters').doc('x').get());
      while (/^succeeded/.test(error.message))
        error = await errorOf(tx.collection('counters').doc('x').get());
      expect(error.errMsg).toContain('TransactionNotExist');
      expect(await errorOf(tx.commit())).toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' });
      expect((await briefDb.collection('counters').count()).total).toBe(0);
    } finally {
      await brief.close();
      server.sdk();
    }
  });

  test('given no strict mode, when where().update runs in a transaction, then it runs outside: a rollback does not undo it', async () => {
    const tx = await db.startTransaction();
    await tx
      .collection('counters')
      .where({ _id: 'a' })
      .update({ data: { n: db.command.inc?.(1) } });
    expect((await tx.collection('counters').where({ n: 1 }).count()).total).toBe(1);
    await tx.rollback();
    expect(await counterOf('a')).toBe(1);
  });
});

describe('transactions in strict mode', () => {
  let strict: WireServer;
  let strictDb: SdkDatabase;
  beforeAll(async () => {
    strict = await startWireServer();
    await strict.engine.createCollection('counters');
  });
  afterAll(() => strict.close());
  beforeEach(() => {
    strictDb = strict.sdk({}).database();
  });

  test.each([
    [
      'where().update()',
      (c: ReturnType<SdkDatabase['collection']>) => c.where({ n: 1 }).update({ data: { n: 2 } }),
    ],
    ['where().remove()', (c: ReturnType<SdkDatabase['collection']>) => c.where({ n: 1 }).remove()],
    ['count()', (c: ReturnType<SdkDatabase['collection']>) => c.where({ n: 1 }).count()],
    ['aggregate()', (c: ReturnType<SdkDatabase['collection']>) => c.aggregate().limit?.(1).end?.(undefined)],
  ])('given a transaction of the same call, when %s is used on it, then it is refused', async (name, use) => {
    const tx = await strictDb.startTransaction();
    const error = await errorOf(Promise.resolve(use(tx.collection('counters'))));
    await tx.rollback();
    expect(error.errMsg).toContain(`[strict] ${name} was called while this caller has a transaction open`);
    // Before and after a transaction the same is fine.
    expect((await errorOf(Promise.resolve(use(strictDb.collection('counters'))))).message).toMatch(
      /^succeeded/,
    );
  });

  test('given a transaction of one call, when another call updates by condition, then that is fine', async () => {
    const tx = await strictDb.startTransaction();
    const other = strict.sdk({}).database();
    expect(
      (
        await other
          .collection('counters')
          .where({ n: 1 })
          .update({ data: { n: 2 } })
      ).stats.updated,
    ).toBe(0);
    await tx.rollback();
  });

  test('given where().get() on a transaction, then it is served: it carries the transaction', async () => {
    const tx = await strictDb.startTransaction();
    expect((await tx.collection('counters').where({ n: 1 }).get()).data).toEqual([]);
    await tx.commit();
  });
});
