import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import { errorOf, type SdkDatabase } from '../setup/wx-sdk.ts';

let server: WireServer;
let db: SdkDatabase;

beforeAll(async () => {
  server = await startWireServer();
  db = server.sdk().database();
  await server.engine.createCollection('things');
  await db.collection('things').add({ data: { _id: 'a', n: 1 } });
});
afterAll(() => server.close());

describe('what a function sees when the database refuses', () => {
  test('given no such collection, then −502005 from collection and document calls', async () => {
    const missing = db.collection('missing');
    const text =
      /-502005 database collection not exists\. \[ResourceNotFound\] Db or Table not exist: missing/;
    const calls = [
      () => missing.get(),
      () => missing.doc('a').update({ data: { n: 1 } }),
      () => missing.add({ data: { n: 1 } }),
    ];
    for (const call of calls) {
      expect(await errorOf(call())).toMatchObject({ errCode: -502005, errMsg: expect.stringMatching(text) });
    }
  });

  test('given no such collection, then aggregate throws errCode −1 with a string code', async () => {
    const error = await errorOf(
      db.collection('missing').aggregate().limit?.(1).end?.(undefined) as unknown as Promise<unknown>,
    );
    expect(error).toMatchObject({ errCode: -1, code: 'DATABASE_COLLECTION_NOT_EXIST' });
    expect(error.errMsg).toMatch(/^collection\.aggregate:fail \[ResourceNotFound\]/);
  });

  test('given a collection that exists, when created again, then errCode −1 with a string code', async () => {
    expect(await errorOf(db.createCollection('things'))).toMatchObject({
      errCode: -1,
      code: 'DATABASE_REQUEST_FAILED',
      errMsg: expect.stringMatching(/^createCollection:fail .*Table exist/),
    });
  });

  test('given a taken id, when added, then −502001 with E11000', async () => {
    const error = await errorOf(db.collection('things').add({ data: { _id: 'a' } }));
    expect(error).toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining('E11000 duplicate key error'),
    });
    expect(error.errMsg).toMatch(/^collection\.add:fail -502001 database request fail\. /);
    expect(error.code).toBeUndefined();
  });

  test('given a unique index, when a second document has the same value, then −502001 with the index and the value', async () => {
    await server.engine.declare([
      { name: 'codes', indexes: [{ name: 'code_1', keys: { code: 1 }, unique: true }] },
    ]);
    await db.collection('codes').add({ data: { _id: '1', code: 'A' } });
    const error = await errorOf(db.collection('codes').add({ data: { _id: '2', code: 'A' } }));
    expect(error).toMatchObject({ errCode: -502001 });
    expect(error.errMsg).toMatch(
      /E11000 duplicate key error collection: .*codes index: code_1 dup key: .*"A"/,
    );
    expect(
      await errorOf(
        db
          .collection('codes')
          .doc('3')
          .set({ data: { code: 'A' } }),
      ),
    ).toMatchObject({ errCode: -502001 });
  });

  test('given several documents with a taken id in between, when added, then those before it stay and those after it do not', async () => {
    await errorOf(db.collection('things').add({ data: [{ _id: 'before' }, { _id: 'a' }, { _id: 'after' }] }));
    const { data } = await db.collection('things').field({ _id: true }).get();
    expect(data.map((d) => d._id)).toEqual(expect.arrayContaining(['a', 'before']));
    expect(data.map((d) => d._id)).not.toContain('after');
  });

  test('given a wrong type for a command, when updated, then −502001', async () => {
    await db
      .collection('things')
      .doc('a')
      .update({ data: { text: 'x' } });
    const error = await errorOf(
      db
        .collection('things')
        .doc('a')
        .update({ data: { text: db.command.inc?.(1) } }),
    );
    expect(error).toMatchObject({ errCode: -502001 });
  });

  test('given a missing id, when read, then errCode −1, unless the database was told not to throw', async () => {
    expect(await errorOf(db.collection('things').doc('zzz').get())).toMatchObject({
      errCode: -1,
      errMsg: 'document.get:fail document with _id zzz does not exist',
    });
  });

  test('given a limit below zero, then −501007', async () => {
    expect(await errorOf(db.collection('things').limit(-5).get())).toMatchObject({ errCode: -501007 });
  });

  test('given a document above 16 MB, when added, then it is refused and the next call works', async () => {
    const error = await errorOf(
      db.collection('things').add({ data: { text: 'x'.repeat(16 * 1024 * 1024) } }),
    );
    expect(error).toMatchObject({ errCode: -502001, errMsg: expect.stringContaining('too large') });
    expect((await db.collection('things').doc('a').get()).data._id).toBe('a');
  });

  test('given a collection of a desk, then it cannot be reached', async () => {
    expect(await errorOf(db.collection('__desk_orders').get())).toMatchObject({ errCode: -501007 });
  });
});
