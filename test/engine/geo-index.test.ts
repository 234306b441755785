import { describe, expect, it } from 'vitest';
import { codeOf, freshDir, freshEngine } from './engine-fixture.ts';

const point = (lng: number, lat: number) => ({ type: 'Point', coordinates: [lng, lat] });
const PLACES = [
  {
    name: 'places',
    indexes: [{ name: 'at', keys: { 'gate.at': '2dsphere' as const } }],
  },
];

describe('a field with a 2dsphere index', () => {
  it.each([
    [point(500, 1)],
    [point(1, -90.5)],
    [
      {
        type: 'LineString',
        coordinates: [
          [1, 1],
          [1, 91],
        ],
      },
    ],
    [{ type: 'GeometryCollection', geometries: [point(1, 1), point(-181, 1)] }],
    [[500, 1]],
    [{ lng: 1, lat: 100 }],
    [[point(1, 1), point(181, 1)]],
  ])('given %j, which is not on the earth, then no write takes it', async (at) => {
    const engine = await freshEngine();
    await engine.declare(PLACES);
    await engine.insert('places', [{ _id: 'p', gate: { at: point(180, -90) } }]);
    const update = { filter: { _id: 'p' }, update: { $set: { 'gate.at': at } }, multi: false };
    expect(await codeOf(engine.insert('places', [{ _id: 'q', gate: { at } }]))).toBe('BAD_VALUE');
    expect(await codeOf(engine.insert('places', [{ _id: 'q', gate: [{ at }] }]))).toBe('BAD_VALUE');
    await expect(engine.update('places', update)).rejects.toThrow('longitude/latitude is out of bounds');
    const tx = engine.begin();
    expect(await codeOf(engine.update('places', update, tx))).toBe('BAD_VALUE');
    expect(await engine.find('places', {})).toEqual([{ _id: 'p', gate: { at: point(180, -90) } }]);
  });

  it('given the same engine opened again, then it still refuses, and other fields may hold anything', async () => {
    const dir = freshDir();
    const first = await freshEngine({ dir });
    await first.declare(PLACES);
    await first.close();
    const engine = await freshEngine({ dir });
    await engine.declare(PLACES);
    expect(await codeOf(engine.insert('places', [{ _id: 1, gate: { at: [0, 91] } }]))).toBe('BAD_VALUE');
    expect(await codeOf(engine.insert('places', [{ _id: 1, size: [0, 91] }]))).toBe('ok');
  });
});
