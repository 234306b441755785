import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { START, startWireServer, type WireServer } from '../setup/wire-server.ts';
import type { SdkCollection, SdkCommand, SdkDatabase } from '../setup/wx-sdk.ts';

let server: WireServer;
let db: SdkDatabase;
let _: SdkCommand;
let c: SdkCollection;

beforeAll(async () => {
  server = await startWireServer();
  db = server.sdk().database({ throwOnNotFound: false });
  _ = db.command;
  c = db.collection('things');
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.engine.clear();
  await server.engine.createCollection('things');
});

describe('adding', () => {
  test('given one document, when added, then its id comes back and every kind of value is read as written', async () => {
    const doc = {
      _id: 'a',
      int: 5,
      below: -2147483648,
      above: 2147483648,
      big: 2 ** 53,
      float: 1.5,
      no: null,
      yes: true,
      text: '鲸喜会',
      at: new Date(5),
      before1970: new Date(-5),
      list: [1, { deep: [new Date(7)] }],
      nested: { a: { b: {} } },
      empty: {},
    };
    expect((await c.add({ data: doc }))._id).toBe('a');
    expect((await c.doc('a').get()).data).toEqual(doc);
  });

  test('given no _id, when added, then the database makes a string id', async () => {
    const { _id } = await c.add({ data: { n: 1 } });
    expect(_id).toMatch(/^\w{16,}$/);
    expect((await c.doc(_id).get()).data).toEqual({ _id, n: 1 });
  });

  test('given an array, when added, then one request adds all and answers all ids', async () => {
    expect((await c.add({ data: [{ _id: '1' }, { _id: '2' }] }))._ids).toEqual(['1', '2']);
    expect((await c.count()).total).toBe(2);
  });

  test('given server dates, also nested, in arrays and with an offset, when added, then all are the clock of the cloud', async () => {
    server.clock.at = START + 1000;
    await c.add({
      data: { _id: 'a', at: db.serverDate(), in: { list: [{ at: db.serverDate({ offset: -1000 }) }] } },
    });
    expect((await c.doc('a').get()).data).toEqual({
      _id: 'a',
      at: new Date(START + 1000),
      in: { list: [{ at: new Date(START) }] },
    });
  });

  test('given a geo point, when read, then the SDK makes a point of it again', async () => {
    await c.add({ data: { _id: 'a', at: db.Geo.Point?.(121.4, 31.2) } });
    expect((await c.doc('a').get()).data.at).toMatchObject({ longitude: 121.4, latitude: 31.2 });
  });
});

describe('reading', () => {
  beforeEach(async () => {
    await c.add({
      data: Array.from({ length: 150 }, (_unused, n) => ({
        _id: `d${n}`,
        n,
        even: n % 2 === 0,
        in: { x: n },
      })),
    });
  });

  test('given no limit, when read, then 100 rows come', async () => {
    expect((await c.get()).data).toHaveLength(100);
  });

  test('given more than 1,000 rows and a limit above, when read, then 1,000 come', async () => {
    await c.add({ data: Array.from({ length: 1000 }, (_unused, n) => ({ _id: `e${n}`, n })) });
    expect((await c.limit(1100).get()).data).toHaveLength(1000);
  });

  test('given where, order, skip, limit and field, when read, then each of them holds', async () => {
    const { data } = await c
      .where({ even: true, in: { x: _.gte?.(10) } })
      .orderBy('even', 'asc')
      .orderBy('n', 'desc')
      .skip(2)
      .limit(2)
      .field({ n: true })
      .get();
    expect(data).toEqual([
      { _id: 'd144', n: 144 },
      { _id: 'd142', n: 142 },
    ]);
  });

  test('given regular expressions, logic and server dates in a condition, when read, then they are understood', async () => {
    await c.add({ data: { _id: 'old', text: 'Whale', at: new Date(START - 1) } });
    const where = { text: /^wh/i, at: _.lt?.(db.serverDate()), n: _.not?.(_.gt?.(3)) };
    expect((await c.where(where).get()).data.map((d) => d._id)).toEqual(['old']);
  });

  test('given a document, when read by id with field, then only those fields come; a missing one is null', async () => {
    expect((await c.doc('d3').field({ n: true, _id: false }).get()).data).toEqual({ n: 3 });
    expect((await c.doc('none').get()).data).toBeNull();
  });

  test('given conditions, when counted, then the number is right', async () => {
    expect((await c.where({ n: _.lt?.(7) }).count()).total).toBe(7);
  });

  test('given stages, when aggregated, then rows of all kinds of stages come back', async () => {
    const $ = _.aggregate as SdkCommand;
    const rows = await c
      .aggregate()
      .match?.({ n: _.lt?.(10) })
      .group?.({ _id: '$even', total: $.sum?.('$n') })
      .sort?.({ _id: 1 })
      .limit?.(5)
      .end?.(undefined);
    expect(rows).toMatchObject({
      list: [
        { _id: false, total: 25 },
        { _id: true, total: 20 },
      ],
    });
  });

  test('given more than 20 groups and no limit, when aggregated, then no row is hidden', async () => {
    const rows = await c.aggregate().group?.({ _id: '$n' }).end?.(undefined);
    expect((rows as unknown as { list: unknown[] }).list).toHaveLength(150);
  });
});

describe('changing', () => {
  beforeEach(async () => {
    await c.add({
      data: [
        { _id: 'a', n: 1, tags: ['x'], in: { keep: 1, drop: 2 } },
        { _id: 'b', n: 2, tags: [] },
      ],
    });
  });

  test('given commands, when a document is updated, then each does its part and nested fields are merged', async () => {
    const data = {
      n: _.inc?.(2),
      tags: _.push?.(['y', 'z']),
      in: { drop: _.remove?.(), more: 3 },
      at: db.serverDate(),
    };
    expect((await c.doc('a').update({ data })).stats.updated).toBe(1);
    expect((await c.doc('a').get()).data).toEqual({
      _id: 'a',
      n: 3,
      tags: ['x', 'y', 'z'],
      in: { keep: 1, more: 3 },
      at: new Date(server.clock.at),
    });
  });

  test('given no such document, when updated, then nothing is and nothing is made', async () => {
    expect((await c.doc('none').update({ data: { n: 1 } })).stats.updated).toBe(0);
    expect((await c.count()).total).toBe(2);
  });

  test('given conditions, when updated, then all that match are, or one with multi: false', async () => {
    expect((await c.where({ n: _.gt?.(0) }).update({ data: { all: true } })).stats.updated).toBe(2);
    expect(
      (await c.where({ n: _.gt?.(0) }).update({ data: { one: true }, multi: false })).stats.updated,
    ).toBe(1);
    expect((await c.where({ one: true }).count()).total).toBe(1);
  });

  test('given set, when the document exists it is replaced, when not it is made', async () => {
    expect((await c.doc('a').set({ data: { fresh: true } })).stats).toEqual({ updated: 1, created: 0 });
    expect((await c.doc('new').set({ data: { fresh: true } })).stats).toEqual({ updated: 0, created: 1 });
    expect((await c.doc('a').get()).data).toEqual({ _id: 'a', fresh: true });
    expect((await c.doc('new').get()).data).toEqual({ _id: 'new', fresh: true });
  });

  test('given removals by id and by condition, then the answer counts what went', async () => {
    expect((await c.doc('a').remove()).stats.removed).toBe(1);
    expect((await c.doc('a').remove()).stats.removed).toBe(0);
    expect((await c.where({ n: 2 }).remove()).stats.removed).toBe(1);
  });

  test('given updateAndReturn of the node SDK, then the changed document comes back', async () => {
    const body = {
      action: 'database.modifyAndReturnDoc',
      collectionName: 'things',
      queryType: 'WHERE',
      query: '{"_id":"a"}',
    };
    const answer = await server.post(JSON.stringify({ ...body, data: '{"$inc":{"n":{"$numberInt":"1"}}}' }));
    expect(answer.data).toMatchObject({ updated: 1 });
    expect(JSON.parse((answer.data as { doc: string }).doc)).toMatchObject({
      _id: 'a',
      n: { $numberInt: '2' },
    });
  });
});

test('given a new name, when a collection is created, then it can be used', async () => {
  await db.createCollection('fresh');
  await db.collection('fresh').add({ data: { _id: '1' } });
  expect((await db.collection('fresh').count()).total).toBe(1);
});
