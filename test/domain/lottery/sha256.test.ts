import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, hmacSha256, sha256, sha256Hex, unhex, utf8 } from '../../../shared-types/sha256.ts';

/** The arithmetic that phone and cloud share, held against the platform's own. */
describe('SHA-256 in plain arithmetic', () => {
  it('is that of node for every length around its blocks, and for long texts', () => {
    for (const length of [...Array(200).keys(), 1000, 65_536, 1_000_003]) {
      const bytes = Uint8Array.from({ length }, (_unused, i) => (i * 7 + length) & 255);
      expect(hex(sha256(bytes)), String(length)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  it('is that of node for any bytes, as HMAC with any key too', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.uint8Array({ maxLength: 150 }), (bytes, key) => {
        expect(hex(sha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(hex(hmacSha256(key, bytes))).toBe(createHmac('sha256', key).update(bytes).digest('hex'));
      }),
    );
  });

  it('writes any text as UTF-8, and hex both ways', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text));
        expect(sha256Hex(text)).toBe(createHash('sha256').update(text).digest('hex'));
        expect(hex(unhex(hex(utf8(text))) as Uint8Array)).toBe(Buffer.from(text).toString('hex'));
      }),
    );
    for (const none of ['0', 'zz', 'AB', '0x']) expect(unhex(none)).toBeNull();
    expect(Buffer.from(utf8('\ud800x'))).toEqual(Buffer.from('\ud800x'));
  });
});
