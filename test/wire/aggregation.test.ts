import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import type { SdkAggregate, SdkCollection, SdkCommand, SdkDatabase } from '../setup/wx-sdk.ts';

/** Every stage and expression that @cloudbase/database 1.4.3 can send, as the SDK sends it, on the real engine. */
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

const rowsOf = async (stages: SdkAggregate) =>
  ((await stages.end!(undefined)) as unknown as { list: Array<Record<string, unknown>> }).list;

describe('stages', () => {
  beforeEach(() =>
    c.add({
      data: [
        { _id: 'a', n: 1, l: ['x', 'y'] },
        { _id: 'b', n: 5, l: ['x'] },
        { _id: 'c', n: 9, l: [] },
      ],
    }),
  );

  const STAGES: Array<[string, (a: SdkAggregate, $: SdkCommand) => SdkAggregate, unknown[]]> = [
    [
      'addFields',
      (a, $) => a.match!({ n: 1 }).addFields!({ m: $.add!(['$n', 1]) }).project!({ m: 1 }),
      [{ _id: 'a', m: 2 }],
    ],
    [
      'bucket',
      (a) => a.bucket!({ groupBy: '$n', boundaries: [0, 5, 10] }),
      [
        { _id: 0, count: 1 },
        { _id: 5, count: 2 },
      ],
    ],
    [
      'bucketAuto',
      (a) => a.bucketAuto!({ groupBy: '$n', buckets: 1 }),
      [{ _id: { min: 1, max: 9 }, count: 3 }],
    ],
    ['count', (a) => a.match!({ n: { $gt: 1 } }).count!('total'), [{ total: 2 }]],
    [
      'unwind and sortByCount',
      (a) => a.unwind!('$l').sortByCount!('$l'),
      [
        { _id: 'x', count: 2 },
        { _id: 'y', count: 1 },
      ],
    ],
    [
      'sort, skip and limit',
      (a) => a.sort!({ n: -1 }).skip!(1).limit!(1).project!({ _id: 1 }),
      [{ _id: 'b' }],
    ],
    ['replaceRoot', (a) => a.match!({ n: 1 }).replaceRoot!({ newRoot: { k: '$n' } }), [{ k: 1 }]],
    [
      'group',
      (a, $) =>
        a.group!({ _id: null, sum: $.sum!('$n'), avg: $.avg!('$n'), min: $.min!('$n'), max: $.max!('$n') }),
      [{ _id: null, sum: 15, avg: 5, min: 1, max: 9 }],
    ],
    [
      'lookup by fields',
      (a) =>
        a.match!({ n: 1 }).lookup!({ from: 'things', localField: 'l', foreignField: 'l', as: 'same' })
          .project!({ 'same._id': 1 }),
      [{ _id: 'a', same: [{ _id: 'a' }, { _id: 'b' }] }],
    ],
    [
      'lookup by pipeline',
      (a, $) =>
        a.match!({ n: 5 }).lookup!({
          from: 'things',
          let: { mine: '$n' },
          pipeline: ($.pipeline!() as unknown as SdkAggregate).match!({ $expr: $.gt!(['$n', '$$mine']) })
            .project!({ _id: 1 }).done!(undefined),
          as: 'more',
        }).project!({ more: 1 }),
      [{ _id: 'b', more: [{ _id: 'c' }] }],
    ],
  ];

  test.each(STAGES)('given %s, then the rows are right', async (_name, build, rows) => {
    expect(await rowsOf(build(c.aggregate(), _.aggregate!))).toEqual(rows);
  });

  test('given sample, then that many rows come', async () => {
    expect(await rowsOf(c.aggregate().sample!({ size: 2 }))).toHaveLength(2);
  });

  test('given geoNear, then the nearest comes first with its distance', async () => {
    await c.doc('a').update({ data: { at: db.Geo.Point!(121.9, 30.9) } });
    await c.doc('b').update({ data: { at: db.Geo.Point!(122.9, 30.9) } });
    const near = { near: db.Geo.Point!(121.91, 30.9), distanceField: 'metres', spherical: true };
    const rows = await rowsOf(c.aggregate().geoNear!(near));
    expect(rows.map((row) => row._id)).toEqual(['a', 'b']);
    expect(rows[0]?.metres).toBeCloseTo(955, -1);
  });
});

describe('expressions', () => {
  const at = new Date('2024-06-01T17:05:06.789Z');
  const shanghai = { date: '$at', timezone: 'Asia/Shanghai' };
  const EXPRESSIONS: Array<[string, unknown, unknown]> = [
    ['abs', -2, 2],
    ['add', ['$n', 1], 4],
    ['ceil', 1.2, 2],
    ['divide', ['$n', 2], 1.5],
    ['exp', 0, 1],
    ['floor', 1.8, 1],
    ['ln', 1, 0],
    ['log', [8, 2], 3],
    ['log10', 100, 2],
    ['mod', [7, 4], 3],
    ['multiply', ['$n', 2], 6],
    ['pow', [2, 3], 8],
    ['sqrt', 9, 3],
    ['subtract', ['$n', 1], 2],
    ['trunc', 1.9, 1],
    ['arrayElemAt', ['$l', -1], 3],
    ['arrayToObject', [[['k', 1]]], { k: 1 }],
    ['concatArrays', ['$l', [4]], [1, 2, 3, 4]],
    ['filter', { input: '$l', as: 'x', cond: { $gt: ['$$x', 1] } }, [2, 3]],
    ['in', [2, '$l'], true],
    ['indexOfArray', ['$l', 3], 2],
    ['isArray', ['$l'], true],
    ['map', { input: '$l', as: 'x', in: { $add: ['$$x', 1] } }, [2, 3, 4]],
    ['range', [0, 3], [0, 1, 2]],
    ['reduce', { input: '$l', initialValue: 0, in: { $add: ['$$value', '$$this'] } }, 6],
    ['reverseArray', '$l', [3, 2, 1]],
    ['size', '$l', 3],
    ['slice', ['$l', 2], [1, 2]],
    [
      'zip',
      { inputs: ['$l', ['a', 'b']] },
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    ['and', [true, 1], true],
    ['not', [true], false],
    ['or', [false, 1], true],
    ['cmp', [1, 2], -1],
    ['eq', ['$n', 3], true],
    ['gt', ['$n', 3], false],
    ['gte', ['$n', 3], true],
    ['lt', ['$n', 4], true],
    ['lte', ['$n', 2], false],
    ['neq', ['$n', 3], false],
    // biome-ignore lint/suspicious/noThenProperty: that is what MongoDB calls it
    ['cond', { if: true, then: 1, else: 2 }, 1],
    ['ifNull', ['$none', 'x'], 'x'],
    // biome-ignore lint/suspicious/noThenProperty: that is what MongoDB calls it
    ['switch', { branches: [{ case: { $eq: ['$n', 3] }, then: 'three' }], default: 'no' }, 'three'],
    [
      'dateFromParts',
      { year: 2024, month: 6, day: 2, timezone: 'Asia/Shanghai' },
      new Date('2024-06-01T16:00:00Z'),
    ],
    ['dateFromString', { dateString: '2024-06-02T00:00:00+08:00' }, new Date('2024-06-01T16:00:00Z')],
    ['dayOfMonth', shanghai, 2],
    ['dayOfWeek', shanghai, 1],
    ['dayOfYear', shanghai, 154],
    ['isoDayOfWeek', shanghai, 7],
    ['isoWeek', shanghai, 22],
    ['isoWeekYear', shanghai, 2024],
    ['millisecond', '$at', 789],
    ['minute', '$at', 5],
    ['month', shanghai, 6],
    ['second', '$at', 6],
    ['hour', shanghai, 1],
    ['week', shanghai, 22],
    ['year', shanghai, 2024],
    ['dateToString', { date: '$at', format: '%Y-%m-%d %H', timezone: 'Asia/Shanghai' }, '2024-06-02 01'],
    ['literal', '$n', '$n'],
    ['mergeObjects', ['$o', { b: 2 }], { a: 1, b: 2 }],
    ['objectToArray', '$o', [{ k: 'a', v: 1 }]],
    ['allElementsTrue', [[true, 1]], true],
    ['anyElementTrue', [[false, 0]], false],
    ['setDifference', ['$l', [1]], [2, 3]],
    ['setEquals', ['$l', [3, 2, 1]], true],
    ['setIntersection', ['$l', [1]], [1]],
    ['setIsSubset', [[1], '$l'], true],
    ['setUnion', [[1], [1, 2]], [1, 2]],
    ['concat', ['$s', '!'], '鲸鱼!'],
    ['indexOfBytes', ['$s', '鱼'], 3],
    ['indexOfCP', ['$s', '鱼'], 1],
    ['split', ['a,b', ','], ['a', 'b']],
    ['strLenBytes', '$s', 6],
    ['strLenCP', '$s', 2],
    ['strcasecmp', ['A', 'a'], 0],
    ['substr', ['abc', 0, 2], 'ab'],
    ['substrBytes', ['$s', 0, 3], '鲸'],
    ['substrCP', ['$s', 1, 1], '鱼'],
    ['toLower', 'A', 'a'],
    ['toUpper', 'a', 'A'],
    ['avg', '$l', 2],
    ['max', '$l', 3],
    ['min', '$l', 1],
    ['sum', '$l', 6],
    ['stdDevPop', [[1, 3]], 1],
    ['let', { vars: { x: 2 }, in: { $add: ['$$x', '$n'] } }, 5],
  ];

  test.each(EXPRESSIONS)('given $.%s(%j), then %j', async (name, param, value) => {
    await c.add({ data: { _id: 'x', n: 3, l: [1, 2, 3], o: { a: 1 }, s: '鲸鱼', at } });
    const [row] = await rowsOf(c.aggregate().project!({ _id: 0, value: _.aggregate![name]!(param) }));
    expect(row).toEqual({ value });
  });

  test('given accumulators, when grouped, then each gathers its way', async () => {
    await c.add({
      data: [
        { _id: 'a', n: 1 },
        { _id: 'b', n: 3 },
        { _id: 'c', n: 3 },
      ],
    });
    const $ = _.aggregate!;
    const group = {
      _id: null,
      all: $.push!('$n'),
      set: $.addToSet!('$n'),
      first: $.first!('$n'),
      last: $.last!('$n'),
      spread: $.stdDevSamp!('$n'),
    };
    const [row] = await rowsOf(c.aggregate().sort!({ _id: 1 }).group!(group));
    expect(row).toMatchObject({ all: [1, 3, 3], first: 1, last: 3, set: expect.arrayContaining([1, 3]) });
    expect(row?.set).toHaveLength(2);
    expect(row?.spread).toBeCloseTo(1.1547, 4);
  });
});
