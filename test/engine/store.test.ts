import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeDoc, encodeDoc, versionOf } from '../../localcloud/engine/codec.ts';
import { openEngine } from '../../localcloud/engine/index.ts';
import { META, numberBytes, openDb, readNumber, withSnapshot } from '../../localcloud/engine/store.ts';
import { freshDir, freshEngine } from './engine-fixture.ts';

const field = fc.oneof(
  fc.string(),
  fc.constantFrom('$d', '$n', '$r', '$q', '$', '__proto__', 'constructor', 'a.b'),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom<unknown>(null, true, -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 60, /a\/b/gi),
    fc.double(),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: true }),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.array(fc.tuple(field, tie('any')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
})).any;

test('every document comes back from its bytes as it was', () => {
  fc.assert(
    fc.property(value, fc.nat(), (content, version) => {
      const doc = { _id: 'x', content };
      const bytes = encodeDoc(doc, version);
      expect(isDeepStrictEqual(decodeDoc(bytes), doc)).toBe(true);
      expect(versionOf(bytes)).toBe(version);
    }),
    { numRuns: 2000 },
  );
});

test('a directory of another format is refused, and said so', async () => {
  const dir = freshDir();
  const db = openDb(dir);
  await db.transaction(() => db.put(META.format, numberBytes(999)));
  await db.close();
  await expect(openEngine({ dir, clock: { now: () => 0 } })).rejects.toThrow('format 999');
});

test('writes that come together share their way to the disk', async () => {
  const dir = freshDir();
  const engine = await freshEngine({ dir });
  await engine.createCollection('c');
  await Promise.all(Array.from({ length: 300 }, (_, i) => engine.insert('c', [{ _id: i }])));
  await engine.close();
  const db = openDb(dir);
  const batches = withSnapshot(db, (reader) => readNumber(reader, META.version));
  await db.close();
  expect(batches).toBeLessThan(50);
});
