import { createRequire } from 'node:module';
import { EJSON } from 'bson';
import { describe, expect, it } from 'vitest';
import { applyUpdate } from '../../localcloud/language/index.ts';
import type { Stage, Value } from '../../localcloud/types.ts';
import { aggregate, ctx, matches, refusal } from './support.ts';

/** The parts of the SDK that turn commands into what goes over the wire; they have no types of their own. */
type Commands = Record<string, (...args: unknown[]) => unknown>;
const sdk = createRequire(createRequire(import.meta.url).resolve('wx-server-sdk'));
const load = <T>(path: string): T => sdk(`@cloudbase/database/dist/commonjs/${path}.js`) as T;
const { Command } = load<{ Command: Commands & { aggregate: Commands } }>('command');
const { QuerySerializer } = load<{ QuerySerializer: { encodeEJSON(query: unknown): string } }>(
  'serializer/query',
);
const { UpdateSerializer } = load<{ UpdateSerializer: { encodeEJSON(data: unknown): string } }>(
  'serializer/update',
);
const { Point, LineString, Polygon } = load<Record<string, new (...args: unknown[]) => unknown>>('geo/index');
const { default: Aggregation } = load<{ default: new () => Record<string, (arg: unknown) => unknown> }>(
  'aggregate',
);

const _ = Command;
const call = (on: unknown, method: string, ...args: unknown[]): unknown =>
  (on as Record<string, (...all: unknown[]) => unknown>)[method]!(...args);

/** What the wire makes of the SDK's text: plain values, regular expressions as such. */
function decode(text: string): Record<string, Value> {
  const revive = (v: unknown): unknown => {
    const kind = (v as { _bsontype?: string } | null)?._bsontype;
    if (kind === 'BSONRegExp') {
      const { pattern, options } = v as { pattern: string; options: string };
      return new RegExp(pattern, options);
    }
    if (Array.isArray(v)) return v.map(revive);
    if (typeof v !== 'object' || v === null || v instanceof Date) return v;
    return Object.fromEntries(Object.entries(v).map(([key, item]) => [key, revive(item)]));
  };
  return revive(EJSON.parse(text)) as Record<string, Value>;
}

describe('given filters as the SDK sends them', () => {
  const park = () =>
    new Polygon!([
      new LineString!(
        [
          [0, 0],
          [2, 0],
          [2, 2],
          [0, 2],
          [0, 0],
        ].map((p) => new Point!(...p)),
      ),
    ]);
  const at = { type: 'Point', coordinates: [1, 1] };

  it.each<[string, () => Record<string, unknown>, Record<string, Value>, boolean]>([
    ['eq', () => ({ a: _.eq!(1) }), { a: 1 }, true],
    ['neq', () => ({ a: _.neq!(1) }), { a: 1 }, false],
    ['gt and lt', () => ({ a: call(_.gt!(2), 'and', _.lt!(40)) }), { a: 3 }, true],
    ['gte or eq', () => ({ a: call(_.gte!(50), 'or', _.eq!(3)) }), { a: 3 }, true],
    ['lte', () => ({ a: _.lte!(2) }), { a: 3 }, false],
    ['in', () => ({ a: _.in!([1, 2]) }), { a: 2 }, true],
    ['nin', () => ({ a: _.nin!([1, 2]) }), { a: 2 }, false],
    ['not', () => ({ a: _.not!(_.gte!(5)) }), {}, true],
    ['and', () => _.and!([{ a: 1 }, { b: _.gt!(1) }]) as Record<string, unknown>, { a: 1, b: 2 }, true],
    ['or', () => _.or!({ a: 1 }, { b: 1 }) as Record<string, unknown>, { b: 1 }, true],
    ['nor', () => _.nor!([{ a: 1 }]) as Record<string, unknown>, { a: 1 }, false],
    ['all', () => ({ a: _.all!([1, 2]) }), { a: [2, 1] }, true],
    ['elemMatch', () => ({ a: _.elemMatch!({ x: 1, y: 2 }) }), { a: [{ x: 1, y: 2 }] }, true],
    ['exists', () => ({ a: _.exists!(false) }), {}, true],
    ['size', () => ({ a: _.size!(1) }), { a: [1] }, true],
    ['mod', () => ({ a: _.mod!(4, 1) }), { a: 5 }, true],
    ['nested objects', () => ({ a: { b: { c: 1 } } }), { a: { b: { c: 1, d: 2 } } }, true],
    ['a regular expression', () => ({ a: /^WH/i }), { a: 'whale' }, true],
    ['a date', () => ({ a: new Date(5) }), { a: new Date(5) }, true],
    ['expr', () => _.expr!(_.aggregate.gt!(['$a', '$b'])) as Record<string, unknown>, { a: 2, b: 1 }, true],
    ['jsonSchema', () => _.jsonSchema!({ required: ['a'] }) as Record<string, unknown>, { a: 1 }, true],
    ['geoNear', () => ({ at: _.geoNear!({ geometry: new Point!(1, 1), maxDistance: 5 }) }), { at }, true],
    ['geoWithin', () => ({ at: _.geoWithin!({ geometry: park() }) }), { at }, true],
    ['geoWithin a circle', () => ({ at: _.geoWithin!({ centerSphere: [[0, 0], 0.001] }) }), { at }, false],
    ['geoIntersects', () => ({ at: _.geoIntersects!({ geometry: park() }) }), { at }, true],
  ])('when it is %s, then it is understood', (_name, filter, fields, expected) => {
    expect(matches(decode(QuerySerializer.encodeEJSON(filter())), fields)).toBe(expected);
  });
});

describe('given updates as the SDK sends them', () => {
  it.each<[string, () => Record<string, unknown>, Record<string, Value>, Record<string, Value>]>([
    ['plain values', () => ({ a: 1, b: { c: 2 } }), { b: { d: 3 } }, { a: 1, b: { c: 2, d: 3 } }],
    ['set', () => ({ b: _.set!({ c: 2 }) }), { b: { d: 3 } }, { b: { c: 2 } }],
    ['remove', () => ({ a: _.remove!() }), { a: 1 }, {}],
    ['inc', () => ({ a: _.inc!(2) }), { a: 1 }, { a: 3 }],
    ['mul', () => ({ a: _.mul!(2) }), { a: 3 }, { a: 6 }],
    ['min and max', () => ({ a: _.min!(2), b: _.max!(2) }), { a: 3, b: 3 }, { a: 2, b: 3 }],
    ['bit', () => ({ a: _.bit!({ or: 4 }) }), { a: 3 }, { a: 7 }],
    ['rename', () => ({ a: _.rename!('z') }), { a: 3 }, { z: 3 }],
    ['push one', () => ({ a: _.push!('x') }), { a: [] }, { a: ['x'] }],
    ['push many', () => ({ a: _.push!([1, 2]) }), {}, { a: [1, 2] }],
    [
      'push with options',
      () => ({ a: _.push!({ each: [3, 1], sort: 1, slice: 2 }) }),
      { a: [2] },
      { a: [1, 2] },
    ],
    ['unshift', () => ({ a: _.unshift!([1, 2]) }), { a: [3] }, { a: [1, 2, 3] }],
    ['pop', () => ({ a: _.pop!() }), { a: [1, 2] }, { a: [1] }],
    ['shift', () => ({ a: _.shift!() }), { a: [1, 2] }, { a: [2] }],
    ['pull', () => ({ a: _.pull!({ id: _.in!([1]) }) }), { a: [{ id: 1 }, { id: 2 }] }, { a: [{ id: 2 }] }],
    ['pullAll', () => ({ a: _.pullAll!([1, 2]) }), { a: [1, 2, 3] }, { a: [3] }],
    ['addToSet', () => ({ a: _.addToSet!(1) }), { a: [1] }, { a: [1] }],
    ['addToSet many', () => ({ a: _.addToSet!({ $each: [1, 2] }) }), { a: [1] }, { a: [1, 2] }],
    ['a dotted path', () => ({ 'a.b.0': _.inc!(1) }), { a: { b: [1] } }, { a: { b: [2] } }],
  ])('when it is %s, then it is understood', (_name, data, before, after) => {
    const update = decode(UpdateSerializer.encodeEJSON(data()));
    expect(applyUpdate({ _id: 1, ...before }, update, ctx).doc).toEqual({ _id: 1, ...after });
  });
});

describe('given the operators and stages the SDK has names for', () => {
  const unknown = /Unrecognized expression|unknown group operator|Unrecognized pipeline stage/;

  it('when each operator of command.aggregate is used, then it is known', () => {
    for (const [name, make] of Object.entries(Command.aggregate)) {
      if (name === 'pipeline') continue;
      const expression = { ...(make(null) as Record<string, Value>) };
      const inProject = refusal(() => aggregate([{}], [{ $project: { v: expression } }]));
      const inGroup = refusal(() => aggregate([{}], [{ $group: { _id: null, v: expression } }]));
      expect([name, unknown.test(inProject) && unknown.test(inGroup)]).toEqual([name, false]);
    }
  });

  it('when each stage of its aggregation is used, then it is known', () => {
    const names = Object.getOwnPropertyNames(Aggregation.prototype).filter(
      (name) => !['constructor', 'end', 'unwrap', 'done', '_pipe'].includes(name),
    );
    expect(names).toContain('geoNear');
    for (const name of names) {
      const stage: Stage = { [`$${name}`]: {} };
      expect([name, unknown.test(refusal(() => aggregate([], [stage])))]).toEqual([name, false]);
    }
  });
});
