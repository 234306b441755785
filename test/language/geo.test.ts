import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearOrder } from '../../localcloud/language/index.ts';
import type { Doc, Value } from '../../localcloud/types.ts';
import { aggregate, matches, refusal } from './support.ts';

type Pair = [lng: number, lat: number];
const geo = (type: string, coordinates: Value) => ({ type, coordinates });
const point = (lng: number, lat: number) => geo('Point', [lng, lat]);
const square = (x: number, y: number, half: number): Pair[] => [
  [x - half, y - half],
  [x + half, y - half],
  [x + half, y + half],
  [x - half, y + half],
  [x - half, y - half],
];
const polygon = (...rings: Pair[][]) => geo('Polygon', rings);
const park = polygon(square(121, 31, 1), square(121, 31, 0.2));
const R = 6_378_100;

/** The haversine formula as textbooks write it, to compare with. */
function metres([lng1, lat1]: Pair, [lng2, lat2]: Pair): number {
  const rad = (deg: number): number => (deg * Math.PI) / 180;
  const h =
    Math.sin(rad(lat2 - lat1) / 2) ** 2 +
    Math.cos(rad(lat1)) * Math.cos(rad(lat2)) * Math.sin(rad(lng2 - lng1) / 2) ** 2;
  return 2 * R * Math.atan2(Math.sqrt(h), Math.sqrt(1 - h));
}

const lng = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -90, max: 90, noNaN: true });
const pair = fc.tuple(lng, lat);

describe('given $geoWithin', () => {
  const within = (value: Value, area: Value): boolean => matches({ at: { $geoWithin: area } }, { at: value });

  it.each<[Value, boolean]>([
    [point(121.5, 31.5), true],
    [point(121, 31), false],
    [point(122.5, 31), false],
    [point(120, 30), true],
    [point(-59, -31), false],
    [
      geo('LineString', [
        [120.5, 30.5],
        [121.5, 30.5],
      ]),
      true,
    ],
    [
      geo('LineString', [
        [120.5, 31],
        [121.5, 31],
      ]),
      false,
    ],
    [
      geo('LineString', [
        [120.5, 30.5],
        [123, 30.5],
      ]),
      false,
    ],
    [polygon(square(121.5, 31.5, 0.1)), true],
    [polygon(square(121, 31, 0.5)), false],
    [polygon(square(121, 31, 2)), false],
    [
      geo('MultiPoint', [
        [121.5, 31.5],
        [120.5, 30.5],
      ]),
      true,
    ],
    [
      geo('MultiPoint', [
        [121.5, 31.5],
        [0, 0],
      ]),
      false,
    ],
    [[121.5, 31.5], true],
    ['somewhere', false],
    [undefined, false],
    [[point(0, 0), point(121.5, 31.5)], true],
  ])('when %j is asked for in a polygon with a hole, then the answer is %s', (value, expected) => {
    expect(within(value, { $geometry: park })).toBe(expected);
  });

  it('when the area is a multipolygon, then one of them is enough', () => {
    const area = geo('MultiPolygon', [[square(0, 0, 1)], [square(10, 10, 1)]]);
    expect(within(point(10.5, 10.5), { $geometry: area })).toBe(true);
    expect(within(point(5, 5), { $geometry: area })).toBe(false);
  });

  it('when the area is flat, then degrees are a plane', () => {
    expect(
      within([1, 1], {
        $box: [
          [0, 0],
          [2, 2],
        ],
      }),
    ).toBe(true);
    expect(
      within(point(3, 1), {
        $box: [
          [0, 0],
          [2, 2],
        ],
      }),
    ).toBe(false);
    expect(within([1, 1], { $center: [[0, 0], 1.5] })).toBe(true);
    expect(
      within([1, 1], {
        $polygon: [
          [0, 0],
          [3, 0],
          [0, 3],
        ],
      }),
    ).toBe(true);
    expect(
      within([2, 2], {
        $polygon: [
          [0, 0],
          [3, 0],
          [0, 3],
        ],
      }),
    ).toBe(false);
  });

  it('when the area is any circle, then it holds exactly what the haversine distance says', () => {
    fc.assert(
      fc.property(pair, pair, fc.double({ min: 0, max: 3, noNaN: true }), (a, b, radians) => {
        const distance = metres(a, b) / R;
        fc.pre(Math.abs(distance - radians) > 1e-7);
        expect(within(point(...b), { $centerSphere: [a, radians] })).toBe(distance < radians);
      }),
      { numRuns: 1000 },
    );
  });

  it('when the area is a small square, then it holds what lies between its meridians near the equator', () => {
    const near = fc.double({ min: -2, max: 2, noNaN: true });
    fc.assert(
      fc.property(near, near, (x, y) => {
        // Edges are great circles: they leave the parallels a little, so stay away from them.
        fc.pre(Math.abs(Math.abs(x) - 1) > 1e-3 && Math.abs(Math.abs(y) - 1) > 1e-3);
        expect(within(point(x, y), { $geometry: polygon(square(0, 0, 1)) })).toBe(
          Math.abs(x) < 1 && Math.abs(y) < 1,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('when the polygon crosses the date line, then it is still one small polygon', () => {
    const area = polygon([
      [179, -1],
      [-179, -1],
      [-179, 1],
      [179, 1],
      [179, -1],
    ]);
    expect(within(point(180, 0), { $geometry: area })).toBe(true);
    expect(within(point(-179.5, 0.5), { $geometry: area })).toBe(true);
    expect(within(point(0, 0), { $geometry: area })).toBe(false);
  });
});

describe('given $geoIntersects', () => {
  const meets = (a: Value, b: Value): boolean =>
    matches({ at: { $geoIntersects: { $geometry: b } } }, { at: a });
  const diagonal = geo('LineString', [
    [-1, -1],
    [1, 1],
  ]);

  it.each<[Value, Value, boolean]>([
    [point(1, 1), point(1, 1), true],
    [point(1, 1), point(1, 1.001), false],
    [point(0, 0), diagonal, true],
    [point(0, 0.1), diagonal, false],
    [point(121.5, 31), park, true],
    [point(121, 31), park, false],
    [
      diagonal,
      geo('LineString', [
        [-1, 1],
        [1, -1],
      ]),
      true,
    ],
    [
      diagonal,
      geo('LineString', [
        [1, 1],
        [2, 1],
      ]),
      true,
    ],
    [
      diagonal,
      geo('LineString', [
        [2, 0],
        [3, 1],
      ]),
      false,
    ],
    [
      geo('LineString', [
        [119, 31],
        [123, 31],
      ]),
      park,
      true,
    ],
    [
      geo('LineString', [
        [120.9, 31],
        [121.1, 31],
      ]),
      park,
      false,
    ],
    [polygon(square(121, 31, 3)), park, true],
    [polygon(square(121, 31, 0.1)), park, false],
    [polygon(square(122, 32, 0.5)), park, true],
    [polygon(square(130, 32, 0.5)), park, false],
    [
      geo('MultiPoint', [
        [0, 0],
        [121.5, 31],
      ]),
      park,
      true,
    ],
    [
      geo('MultiLineString', [
        [
          [0, 0],
          [1, 0],
        ],
        [
          [119, 31],
          [123, 31],
        ],
      ]),
      park,
      true,
    ],
  ])('when %j meets %j, then the answer is %s, both ways', (a, b, expected) => {
    expect(meets(a, b)).toBe(expected);
    expect(meets(b, a)).toBe(expected);
  });
});

describe('given $nearSphere and $geoNear', () => {
  const places = [
    { name: 'far', at: point(121.48, 31.24) },
    { name: 'near', at: point(121.921, 30.918) },
    { name: 'here', at: point(121.92, 30.918) },
    { name: 'nowhere' },
  ];
  const here: Pair = [121.92, 30.918];
  const near = (limits: Record<string, number>) => ({
    at: { $nearSphere: { $geometry: point(...here), ...limits } },
  });

  it('when limits are given, then only what lies between them matches', () => {
    const names = (limits: Record<string, number>): Value[] =>
      places.filter((place) => matches(near(limits), place)).map(({ name }) => name);
    expect(names({})).toEqual(['far', 'near', 'here']);
    expect(names({ $maxDistance: 1000 })).toEqual(['near', 'here']);
    expect(names({ $minDistance: 10, $maxDistance: 1000 })).toEqual(['near']);
  });

  it('when an order is asked for, then it is the distance in metres', () => {
    const order = nearOrder({ $and: [{ name: 'x' }, near({})] })!;
    expect(order.field).toBe('at');
    expect(order.distance({ _id: 1, ...places[0] })).toBeCloseTo(metres(here, [121.48, 31.24]), 3);
    expect(order.distance({ _id: 1 })).toBeUndefined();
    expect(nearOrder({ name: 'x' })).toBeUndefined();
  });

  it('when documents are found by distance, then the nearest comes first, with its distance', () => {
    const run = (options: Record<string, Value>): Doc[] =>
      aggregate(places, [
        { $geoNear: { near: point(...here), distanceField: 'dist.m', spherical: true, ...options } },
      ]);
    expect(run({}).map((doc) => doc.name)).toEqual(['here', 'near', 'far']);
    expect(run({ limit: 1 }).map((doc) => doc.dist)).toEqual([{ m: 0 }]);
    expect(run({ query: { name: 'far' }, distanceMultiplier: 0.001, includeLocs: 'loc' })).toEqual([
      {
        _id: 0,
        ...places[0],
        dist: { m: expect.closeTo(metres(here, [121.48, 31.24]) / 1000, 6) },
        loc: places[0]!.at,
      },
    ]);
    expect(run({ maxDistance: 1000, minDistance: 1, key: 'at' }).map((doc) => doc.name)).toEqual(['near']);
  });

  it('when the position is a legacy pair, then distances are radians', () => {
    const [first] = aggregate(
      [{ at: [1, 0] }],
      [{ $geoNear: { near: [0, 0], distanceField: 'd', spherical: true } }],
    );
    expect(first!.d).toBeCloseTo(Math.PI / 180, 12);
  });

  it('when what lies nearest is a line or an area, then its nearest point counts', () => {
    const far = (at: Value): number =>
      nearOrder({ at: { $near: { $geometry: point(0, 0) } } })!.distance({ _id: 1, at })!;
    expect(
      far(
        geo('LineString', [
          [-5, 1],
          [5, 1],
        ]),
      ),
    ).toBeCloseTo(metres([0, 0], [0, 1]) * 1.00379, -3);
    expect(far(polygon(square(0, 0, 1)))).toBe(0);
    expect(far(polygon(square(3, 0, 1)))).toBeCloseTo(metres([0, 0], [2, 0]), 3);
  });
});

describe('given geometry MongoDB refuses', () => {
  it.each<[Value, string]>([
    [{ $geoWithin: { $geometry: point(0, 0) } }, 'not supported with provided geometry'],
    [{ $geoWithin: { $foo: 1 } }, 'unknown geo specifier'],
    [{ $geoWithin: { $centerSphere: [[0, 0]] } }, '$centerSphere needs'],
    [
      {
        $geoIntersects: {
          $geometry: geo('Polygon', [
            [
              [0, 0],
              [1, 1],
            ],
          ]),
        },
      },
      'malformed coordinates',
    ],
    [{ $geoIntersects: { $geometry: geo('Blob', []) } }, 'unknown GeoJSON type'],
    [{ $nearSphere: { $geometry: point(0, 95) } }, 'malformed coordinates'],
    [{ $nearSphere: { $geometry: point(0, 0), $maxDistance: -1 } }, 'non-negative'],
  ])('when the condition is %j, then it is refused: %s', (condition, message) => {
    expect(refusal(() => matches({ at: condition }, { at: point(0, 0) }))).toContain(message);
  });
});
