import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import type { SdkCollection, SdkCommand, SdkDatabase } from '../setup/wx-sdk.ts';

/** Every query and update command that `db.command` of @cloudbase/database 1.4.3 can send, as the SDK sends it, on the real engine. */
type Make = (_: SdkCommand, db: SdkDatabase) => unknown;

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
  await server.engine.declare([{ name: 'things', indexes: [{ name: 'at_2d', keys: { at: '2dsphere' } }] }]);
});

describe('query commands', () => {
  const near = (db: SdkDatabase) => ({ geometry: db.Geo.Point!(121.91, 30.91), maxDistance: 3000 });
  const square = [
    [
      [121, 30],
      [123, 30],
      [123, 32],
      [121, 32],
      [121, 30],
    ],
  ];

  const QUERIES: Array<[string, Make, string[]]> = [
    ['eq', (_) => ({ n: _.eq!(2) }), ['b']],
    ['neq', (_) => ({ n: _.neq!(2) }), ['a', 'c', 'd']],
    ['gt and lte', (_) => ({ n: _.gt!(1).and!(_.lte!(3)) }), ['b', 'c']],
    ['gte or lt', (_) => ({ n: _.gte!(3).or!(_.lt!(2)) }), ['a', 'c']],
    ['in, nin', (_) => ({ n: _.in!([1, 2]), s: _.nin!(['whale']) }), ['b']],
    ['and', (_) => _.and!([{ n: _.gt!(1) }, { n: _.lt!(3) }]), ['b']],
    ['or', (_) => _.or!([{ n: 1 }, { s: 'seal' }]), ['a', 'b']],
    ['nor', (_) => _.nor!([{ n: 1 }, { s: 'seal' }]), ['c', 'd']],
    ['not', (_) => ({ n: _.not!(_.gte!(2)) }), ['a', 'd']],
    ['exists', (_) => ({ n: _.exists!(false) }), ['d']],
    ['mod', (_) => ({ n: _.mod!(2, 1) }), ['a', 'c']],
    ['all', (_) => ({ l: _.all!([1, 2]) }), ['a']],
    ['size', (_) => ({ l: _.size!(1) }), ['b']],
    ['elemMatch', (_) => ({ o: _.elemMatch!({ k: 'x', v: _.gt!(1) }) }), ['c']],
    ['nested objects', () => ({ in: { deep: 1 } }), ['a']],
    ['a path into a list', () => ({ 'o.k': 'x' }), ['c']],
    ['a regular expression', () => ({ s: /^WH/i }), ['a']],
    ['db.RegExp', (_u, db) => ({ s: db.RegExp({ regexp: '^WH', options: 'i' }) }), ['a']],
    ['null finds missing fields too', () => ({ s: null }), ['d']],
    ['expr', (_) => _.expr!(_.aggregate!.gt!(['$n', 2])), ['c']],
    ['geoNear', (_, db) => ({ at: _.geoNear!(near(db)) }), ['b', 'a']],
    [
      'geoWithin a circle',
      (_) => ({ at: _.geoWithin!({ centerSphere: [[121.9, 30.9], 5 / 6378.1] }) }),
      ['a', 'b'],
    ],
    [
      'geoWithin a shape',
      (_, db) => ({ at: _.geoWithin!({ geometry: polygon(db, square) }) }),
      ['a', 'b', 'c'],
    ],
    ['geoIntersects', (_, db) => ({ at: _.geoIntersects!({ geometry: db.Geo.Point!(116.4, 39.9) }) }), ['d']],
  ];

  test.each(QUERIES)('given %s, then the right documents are found', async (_name, make, ids) => {
    await c.add({
      data: [
        { _id: 'a', n: 1, s: 'whale', l: [1, 2, 3], in: { deep: 1 }, at: db.Geo.Point!(121.9, 30.9) },
        { _id: 'b', n: 2, s: 'seal', l: [1], at: db.Geo.Point!(121.91, 30.91) },
        {
          _id: 'c',
          n: 3,
          s: 'otter',
          o: [
            { k: 'x', v: 1 },
            { k: 'x', v: 2 },
          ],
          at: db.Geo.Point!(122.5, 31.5),
        },
        { _id: 'd', at: db.Geo.Point!(116.4, 39.9) },
      ],
    });
    const found = (await c.where(make(_, db) as object).get()).data.map((d) => d._id);
    expect(_name === 'geoNear' ? found : found.sort()).toEqual(ids);
  });

  test('given project commands, when read, then lists come cut', async () => {
    await c.add({ data: { _id: 'a', l: [1, 2, 3], o: [{ k: 1 }, { k: 2 }] } });
    const projection = { l: _.project!.slice!(2), o: _.project!.elemMatch!({ k: 2 }) };
    expect((await c.field(projection).get()).data).toEqual([{ _id: 'a', l: [1, 2], o: [{ k: 2 }] }]);
  });
});

describe('update commands', () => {
  const UPDATES: Array<[string, object, Make, object]> = [
    ['set', { a: { x: 1 } }, (_) => ({ a: _.set!({ y: 2 }) }), { a: { y: 2 } }],
    ['remove', { a: 1, b: 2 }, (_) => ({ a: _.remove!() }), { b: 2 }],
    ['inc, mul', { a: 1, b: 3 }, (_) => ({ a: _.inc!(0.5), b: _.mul!(2) }), { a: 1.5, b: 6 }],
    ['min, max', { a: 5, b: 5 }, (_) => ({ a: _.min!(3), b: _.max!(9) }), { a: 3, b: 9 }],
    ['rename', { a: 1 }, (_) => ({ a: _.rename!('z') }), { z: 1 }],
    ['bit', { a: 13 }, (_) => ({ a: _.bit!({ and: 10 }) }), { a: 8 }],
    [
      'push one, several',
      { a: [1], b: [1] },
      (_) => ({ a: _.push!(2), b: _.push!([2, 3]) }),
      { a: [1, 2], b: [1, 2, 3] },
    ],
    [
      'push sorted and cut',
      { a: [3, 1] },
      (_) => ({ a: _.push!({ each: [2], sort: 1, slice: 2 }) }),
      { a: [1, 2] },
    ],
    ['push at a place', { a: [1, 3] }, (_) => ({ a: _.push!({ each: [2], position: 1 }) }), { a: [1, 2, 3] }],
    [
      'pop, shift, unshift',
      { a: [1, 2], b: [1, 2], c: [2] },
      (_) => ({ a: _.pop!(), b: _.shift!(), c: _.unshift!([1]) }),
      { a: [1], b: [2], c: [1, 2] },
    ],
    [
      'addToSet',
      { a: [1], b: [1] },
      (_) => ({ a: _.addToSet!(1), b: _.addToSet!({ $each: [1, 2] }) }),
      { a: [1], b: [1, 2] },
    ],
    [
      'pull, pullAll',
      { a: [1, 2, 3], b: [1, 2], c: [{ k: 1 }, { k: 2 }] },
      (_) => ({ a: _.pull!(_.gt!(1)), b: _.pullAll!([1]), c: _.pull!({ k: 2 }) }),
      { a: [1], b: [2], c: [{ k: 1 }] },
    ],
    ['nested objects', { a: { x: 1 } }, () => ({ a: { y: { z: 1 } } }), { a: { x: 1, y: { z: 1 } } }],
    [
      'dotted paths into a list',
      { a: [{ n: 1 }, { n: 2 }] },
      (_) => ({ 'a.1.n': _.inc!(5) }),
      { a: [{ n: 1 }, { n: 7 }] },
    ],
  ];

  test.each(UPDATES)('given %s, then the document changes as told', async (_name, before, make, after) => {
    await c.add({ data: { _id: 'x', ...before } });
    expect((await c.doc('x').update({ data: make(_, db) as object })).stats.updated).toBe(1);
    expect((await c.doc('x').get()).data).toEqual({ _id: 'x', ...after });
  });

  test('given push and pull of one list in one update, then it is a conflict of paths', async () => {
    await c.add({ data: { _id: 'x', a: [1] } });
    const both = { $push: { a: 2 }, $pull: { a: 1 } };
    await expect(c.doc('x').update({ data: both })).rejects.toMatchObject({ errCode: -502001 });
  });
});

function polygon(db: SdkDatabase, rings: number[][][]): object {
  const line = (points: number[][]) =>
    db.Geo.LineString!(points.map(([lng, lat]) => db.Geo.Point!(lng, lat)));
  return db.Geo.Polygon!(rings.map(line));
}
