import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type CounterCode,
  codeGoodUntil,
  isFresh,
  isWellTyped,
  luhnDigit,
  MAX_CODE_LENGTH,
  parseCounterCode,
  signedText,
  stepOf,
  stepStart,
} from '../../shared-types/counter-code.ts';

const SIGNATURE = `${'B'.repeat(85)}A`;
const codes: fc.Arbitrary<CounterCode> = fc.record({
  kid: fc.constantFrom('k1', 'local', 'K2026'),
  kind: fc.constantFrom('c' as const, 'p' as const),
  id: fc.stringMatching(/^cpn_[a-z2-9]{24}$/),
  step: fc.integer({ min: 1, max: 9_999_999_999 }),
  facts: fc.record({
    endAt: fc.integer({ min: 1, max: 4_102_444_800_000 }),
    about: fc.stringMatching(/^off_[A-Za-z0-9_]{1,36}$/),
    usesLeft: fc.integer({ min: 0, max: 99 }),
  }),
});

describe('a counter code', () => {
  it('is read back as it was written, and is at most 220 characters', () => {
    fc.assert(
      fc.property(codes, (code) => {
        const text = `${signedText(code)}.${SIGNATURE}`;
        const parsed = parseCounterCode(text);
        expect(parsed).toEqual({ ...code, signature: SIGNATURE, signed: signedText(code) });
        expect(text.length).toBeLessThanOrEqual(MAX_CODE_LENGTH);
      }),
    );
  });

  it('with any one character changed is another code or none, never the same one in another spelling', () => {
    fc.assert(
      fc.property(codes, fc.nat(), fc.stringMatching(/^[\x20-\x7e]$/), (code, position, char) => {
        const text = `${signedText(code)}.${SIGNATURE}`;
        const at = position % text.length;
        fc.pre(text[at] !== char);
        const bent = parseCounterCode(text.slice(0, at) + char + text.slice(at + 1));
        expect(bent).not.toEqual(parseCounterCode(text));
      }),
    );
  });

  const good = `A1.k1.c.cpn_abc.59000000.${signedText({ kid: 'k1', kind: 'c', id: 'cpn_abc', step: 59_000_000, facts: { endAt: 1_800_000_000_000, about: 'off_1', usesLeft: 1 } }).split('.')[5]}.${SIGNATURE}`;
  it.each([
    ['the control: this one is good', good, true],
    ['nothing', '', false],
    ['another version', good.replace('A1', 'A2'), false],
    ['a part too many', `${good}.x`, false],
    ['a part too few', good.split('.').slice(0, 6).join('.'), false],
    ['an unknown kind', good.replace('.c.', '.x.'), false],
    ['a step with a leading zero', good.replace('.59000000.', '.059000000.'), false],
    ['a negative step', good.replace('.59000000.', '.-5900000.'), false],
    ['padding', `${good}=`, false],
    ['a signature with stray last bits', `${good.slice(0, -1)}B`, false],
    ['base64 instead of base64url', `${good.slice(0, -3)}+/A`, false],
    ['white space around it', ` ${good} `, false],
    ['a line break', `${good}\n`, false],
    ['facts that are not ours', good.replace(/\.[^.]+\.([^.]+)$/, '.AAAA.$1'), false],
    ['something very long', good + 'A'.repeat(500), false],
  ])('%s', (_what, text, readable) => {
    expect(parseCounterCode(text) !== null).toBe(readable);
  });

  it('is fresh in its own step and the one after, never before and never later', () => {
    const step = stepOf(Date.parse('2026-06-15T02:00:00Z'));
    expect(isFresh(step, stepStart(step) - 1)).toBe(false);
    expect(isFresh(step, stepStart(step))).toBe(true);
    expect(isFresh(step, codeGoodUntil(step) - 1)).toBe(true);
    expect(isFresh(step, codeGoodUntil(step))).toBe(false);
  });
});

describe('a typed number', () => {
  const numbers = fc.stringMatching(/^[0-9]{11}$/).map((digits) => digits + luhnDigit(digits));

  it('with its check digit is well typed; with any one digit wrong it is not', () => {
    fc.assert(
      fc.property(numbers, fc.nat({ max: 11 }), fc.integer({ min: 1, max: 9 }), (number, at, by) => {
        const wrong = `${number.slice(0, at)}${(Number(number[at]) + by) % 10}${number.slice(at + 1)}`;
        expect([isWellTyped(number), isWellTyped(wrong)]).toEqual([true, false]);
      }),
    );
  });

  it.each(['', '12345678901', '1234567890123', '12345678901a', ' 12345678903'])('%j is not', (text) => {
    expect(isWellTyped(text)).toBe(false);
  });
});
