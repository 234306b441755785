import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import { errorOf, type SdkCollection, type SdkCommand, type SdkDatabase } from '../setup/wx-sdk.ts';

type Use = (c: SdkCollection, _: SdkCommand, db: SdkDatabase) => unknown;

/** What the SDK sends without a word, and the place strict mode names. */
const TRAPS: Array<[string, Use, string]> = [
  [
    '_.eq(undefined) in where',
    (c, _) => c.where({ owner: _.eq?.(undefined), a: 1 }).get(),
    'where.owner is {}',
  ],
  ['_.gt(undefined) in where', (c, _) => c.where({ n: _.gt?.(undefined) }).count(), 'where.n is {}'],
  ['_.in(undefined) in where', (c, _) => c.where({ n: _.in?.(undefined) }).get(), 'where.n is {}'],
  ['_.not of an and', (c, _) => c.where({ n: _.not?.(_.gte?.(1).and?.(_.lt?.(3))) }).get(), 'where.n is {}'],
  [
    '_.eq(undefined) in an update by condition',
    (c, _) => c.where({ o: _.eq?.(undefined) }).update({ data: { a: 1 } }),
    'where.o is {}',
  ],
  [
    '_.eq(undefined) in match',
    (c, _) =>
      c
        .aggregate()
        .match?.({ o: _.eq?.(undefined) })
        .end?.(undefined),
    'match.o is {}',
  ],
  [
    'undefined in one branch of _.or',
    (c, _) => c.where(_.or?.([{ a: undefined }, { b: 1 }]) as object).get(),
    'where.$or has an empty operand',
  ],
  [
    'a logic command inside elemMatch',
    (c, _) => c.where({ l: _.elemMatch?.({ n: _.gt?.(1).and?.(_.lt?.(5)) }) }).get(),
    '_.and()',
  ],
  [
    'a comparison inside _.in',
    (c, _) => c.where({ n: _.in?.([_.gt?.(1), 2]) }).get(),
    'operator $gt as data',
  ],
  ['an update command in where', (c, _) => c.where({ n: _.inc?.(1) }).get(), '_.inc()'],
  ['remove() without where', (c) => c.remove(), 'remove() without conditions'],
  ['remove() with where({})', (c) => c.where({}).remove(), 'remove() without conditions'],
  ['an update to {} only', (c) => c.doc('x').update({ data: { e: {} } }), 'the update is empty'],
  ['_.inc(undefined)', (c, _) => c.doc('x').update({ data: { n: _.inc?.(undefined), b: 1 } }), '$inc is {}'],
  [
    'a server date inside _.set',
    (c, _, db) => c.doc('x').update({ data: { e: _.set?.({ at: db.serverDate() }) } }),
    'db.serverDate()',
  ],
  [
    'a server date as the value of _.set',
    (c, _, db) => c.doc('x').update({ data: { e: _.set?.(db.serverDate({ offset: 5 })) } }),
    'db.serverDate()',
  ],
  [
    'a server date inside push with each',
    (c, _, db) => c.doc('x').update({ data: { e: _.push?.({ each: [{ at: db.serverDate() }] }) } }),
    'db.serverDate()',
  ],
  [
    'a server date in addFields',
    (c, _, db) => c.aggregate().addFields?.({ at: db.serverDate() }).end?.(undefined),
    'db.serverDate()',
  ],
  ['_.inc in a new document', (c, _) => c.add({ data: { n: _.inc?.(1) } }), '_.inc()'],
  ['_.set in a list of a new document', (c, _) => c.add({ data: { l: [_.set?.(1)] } }), '_.set()'],
  ['_.gt in a new document', (c, _) => c.add({ data: { n: _.gt?.(1) } }), 'operator $gt as data'],
  ['_.gt in set()', (c, _) => c.doc('x').set({ data: { n: _.gt?.(1) } }), 'operator $gt as data'],
  ['_.gt in update()', (c, _) => c.doc('x').update({ data: { n: _.gt?.(1) } }), 'operator $gt as data'],
  ['_.inc inside _.set', (c, _) => c.doc('x').update({ data: { e: _.set?.({ n: _.inc?.(1) }) } }), '_.inc()'],
  ['_.inc inside _.push', (c, _) => c.doc('x').update({ data: { e: _.push?.([_.inc?.(1)]) } }), '_.inc()'],
  [
    '_.pull with an and',
    (c, _) => c.doc('x').update({ data: { ob: _.pull?.({ at: _.lte?.(2).and?.(_.gte?.(1)) }) } }),
    '_.and()',
  ],
  [
    '_.pull with an or',
    (c, _) => c.doc('x').update({ data: { ob: _.pull?.(_.or?.(_.eq?.(1), _.eq?.(2))) } }),
    '_.or()',
  ],
  [
    '_.pull of undefined',
    (c, _) => c.doc('x').update({ data: { ob: _.pull?.({ id: undefined }) } }),
    'pulls every element',
  ],
  [
    'a command in group',
    (c, _) =>
      c
        .aggregate()
        .group?.({ _id: _.gt?.(1).and?.(_.lt?.(2)) })
        .end?.(undefined),
    '_.and()',
  ],
  ['a Buffer', (c) => c.add({ data: { b: Buffer.from('abc') } }), 'is a Buffer'],
  ['a number as the id of doc()', (c) => c.doc(5).get(), 'is the number 5'],
  ['a number as a new id', (c) => c.add({ data: { _id: 5 } }), 'is the number 5'],
  ['a number as the id in where', (c, _) => c.where({ _id: _.in?.(['a', 5]) }).get(), 'is the number 5'],
];

/** Near to a trap, and right. */
const FINE: Array<[string, Use]> = [
  ['_.eq({})', (c, _) => c.where({ n: _.eq?.({}) }).get()],
  ['_.eq(null) and null', (c, _) => c.where({ n: _.eq?.(null), m: null }).get()],
  ['_.in([])', (c, _) => c.where({ n: _.in?.([]) }).get()],
  ['_.not(_.gte(n))', (c, _) => c.where({ n: _.not?.(_.gte?.(1)) }).get()],
  ['elemMatch', (c, _) => c.where({ l: _.elemMatch?.({ n: _.gt?.(1), m: 2 }) }).get()],
  ['all with elemMatch', (c, _) => c.where({ l: _.all?.([_.elemMatch?.({ n: 1 })]) }).get()],
  ['a server date in a condition', (c, _, db) => c.where({ at: _.lt?.(db.serverDate()) }).get()],
  ['where({}) for reading', (c) => c.where({}).get()],
  ['_.set({})', (c, _) => c.doc('y').update({ data: { e: _.set?.({}) } })],
  ['an empty object in a new document', (c) => c.add({ data: { e: {}, offset: 3 } })],
  [
    'a server date pushed',
    (c, _, db) => c.doc('y').update({ data: { l: _.push?.([{ at: db.serverDate() }]) } }),
  ],
  ['_.pull by ids', (c, _) => c.doc('y').update({ data: { l: _.pull?.({ id: _.in?.(['a']) }) } })],
  ['_.pull by comparison', (c, _) => c.doc('y').update({ data: { l: _.pull?.(_.gt?.(3)) } })],
  ['remove with a condition', (c, _) => c.where({ _id: _.in?.(['none']) }).remove()],
];

let server: WireServer;
let db: SdkDatabase;
beforeAll(async () => {
  server = await startWireServer();
  db = server.sdk().database({ throwOnNotFound: false });
  await server.engine.createCollection('things');
});
afterAll(() => server.close());

describe('strict mode', () => {
  test.each(TRAPS)('given %s, then it is refused and says where', async (_name, use, says) => {
    const error = await errorOf(Promise.resolve(use(db.collection('things'), db.command, db)));
    expect(error.errMsg ?? error.message).toContain('[strict] ');
    expect(error.errMsg).toContain(says);
    expect(error.errCode === -501007 || error.code === 'INVALID_PARAM').toBe(true);
  });

  test.each(FINE)('given %s, then it is served', async (_name, use) => {
    expect((await errorOf(Promise.resolve(use(db.collection('things'), db.command, db)))).message).toMatch(
      /^succeeded/,
    );
  });

  test('given no strict mode, then the same traps are served in silence, as in production', async () => {
    const lax = await startWireServer({ strict: false });
    try {
      const silent = lax.sdk().database({ throwOnNotFound: false });
      await lax.engine.createCollection('things');
      const c = silent.collection('things');
      await c.add({ data: { _id: 'a', owner: 'me' } });
      expect((await c.where({ owner: silent.command.eq?.(undefined) }).get()).data).toEqual([]);
      await c.doc('a').update({ data: { e: silent.command.set?.({ at: silent.serverDate() }) } });
      expect((await c.doc('a').get()).data).toEqual({ _id: 'a', owner: 'me', e: { at: { offset: 0 } } });
      expect((await c.remove()).stats.removed).toBe(1);
    } finally {
      await lax.close();
      server.sdk();
    }
  });
});
