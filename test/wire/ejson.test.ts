import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeEjson, encodeEjson } from '../../localcloud/wire/ejson.ts';

const NOW = Date.parse('2024-06-01T00:00:00Z');

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.string({ unit: 'grapheme' }),
  fc.integer(),
  fc.double({ noNaN: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
  fc.date({ noInvalidDate: true }),
);
const key = fc
  .string()
  .filter((k) => !k.startsWith('$') && !k.includes('\0') && k !== '__proto__' && k !== '_bsontype');
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

describe('extended JSON', () => {
  test('given any value the database keeps, when written and read, then it is the same', () => {
    fc.assert(
      fc.property(value, (v) => {
        expect(decodeEjson(encodeEjson({ v }), 'data', NOW)).toEqual({ v });
      }),
    );
  });

  test.each([
    [5, '{"$numberInt":"5"}'],
    [-2147483648, '{"$numberInt":"-2147483648"}'],
    [2147483648, '{"$numberLong":"2147483648"}'],
    [2 ** 53, '{"$numberLong":"9007199254740992"}'],
    [1.5, '{"$numberDouble":"1.5"}'],
    [1e300, '{"$numberDouble":"1e+300"}'],
    [new Date(5), '{"$date":{"$numberLong":"5"}}'],
    [/a/i, '{"$regularExpression":{"pattern":"a","options":"i"}}'],
  ])('given %s, then it is written by its value', (v, text) => {
    expect(encodeEjson({ v })).toBe(`{"v":${text}}`);
    expect(decodeEjson(`{"v":${text}}`, 'data', NOW)).toEqual({ v });
  });

  test('given server dates anywhere, then they are instants of the same clock', () => {
    const text =
      '{"a":{"$tcb_server_date":{"offset":0}},"l":[{"at":{"$tcb_server_date":{"offset":{"$numberInt":"-60000"}}}}]}';
    expect(decodeEjson(text, 'data', NOW)).toEqual({ a: new Date(NOW), l: [{ at: new Date(NOW - 60_000) }] });
  });

  test('given 100 levels, then they are read, with a date in the last one; given 101, then they are refused', () => {
    const nested = (levels: number, leaf: string) => '{"a":'.repeat(levels) + leaf + '}'.repeat(levels);
    const date = '{"$date":{"$numberLong":"5"}}';
    expect(encodeEjson(decodeEjson(nested(100, date), 'data', NOW))).toBe(nested(100, date));
    expect(() => decodeEjson(nested(101, '1'), 'data', NOW)).toThrow('nested deeper than 100 levels');
    expect(decodeEjson(JSON.stringify({ text: '"[{'.repeat(200) }), 'data', NOW)).toEqual({
      text: '"[{'.repeat(200),
    });
  });

  test.each([
    ['{"$regex":"a b # c\\n d","$options":"x"}', /abd/],
    ['{"$regex":"(?is)a.b","$options":""}', /a.b/is],
    ['{"$regularExpression":{"pattern":"(?x) a [ ] \\\\. b","options":"i"}}', /a[ ]\.b/i],
  ])('given the regular expression %s, then it is one of JS', (text, expected) => {
    const { a } = decodeEjson(`{"a":${text}}`, 'query', NOW) as { a: RegExp };
    expect([a.source, [...a.flags].sort()]).toEqual([expected.source, [...expected.flags].sort()]);
  });

  test('given an ObjectId, then it is its hex string', () => {
    expect(decodeEjson('{"_id":{"$oid":"5f0000000000000000000001"}}', 'q', NOW)).toEqual({
      _id: '5f0000000000000000000001',
    });
  });
});
