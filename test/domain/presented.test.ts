import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  type CounterKeys,
  codeView,
  couponNamed,
  isNumberFresh,
  readPresented,
} from '../../cloudfunctions/domain/coupon/counter.ts';
import { luhnDigit, signedText, stepOf } from '../../shared-types/counter-code.ts';
import { coupon, NOW } from './given.ts';

/** What a clerk scans or types, read without a database: everything that is not exactly one of our codes is nothing. */
const ours = generateKeyPairSync('ed25519');
const others = generateKeyPairSync('ed25519');
const keysOf = ({ privateKey, publicKey }: typeof ours, kid: string): CounterKeys => ({
  kid,
  sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  verify: (of, text, signature) =>
    of === kid && verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
  digits: (n, ...parts) =>
    String([...parts.join()].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 10 ** n, 7)).padStart(n, '0'),
});
const keys = keysOf(ours, 'k1');
const mine = coupon({}, { number: '12345678' });
const { code, number, next } = codeView(couponNamed(mine), NOW, keys);
const parts = code.split('.');
const signature = parts[6] as string;
const swap = (i: number, text: string) => parts.map((part, k) => (k === i ? text : part)).join('.');
/** Signed by us, whatever it says. */
const signed = (text: string) => `${text}.${keys.sign(text)}`;
const facts = { endAt: mine.endAt, about: mine.offerId, usesLeft: 1 };
const step = stepOf(NOW);
const made = (over: Partial<Parameters<typeof signedText>[0]>) =>
  signedText({ kid: 'k1', kind: 'c', id: mine._id, step, facts, ...over });
const encoded = (text: string) => Buffer.from(text).toString('base64url');
const full = (digits: string) => [...digits].map((d) => String.fromCharCode(0xff10 + Number(d))).join('');

const BENT: Array<[what: string, text: string]> = [
  ['a space', ' '],
  ['a word', 'coupon'],
  ['a web address', 'https://example.com/?c=1'],
  ['a payment code', 'wxp://f2f0abcdef'],
  ['JSON', '{"couponId":"cpn_1"}'],
  ['dots', '......'],
  ['a coupon id', mine._id],
  ['emoji', '🐳🐳🐳'],
  ['a null byte in front', `\u0000${code}`],
  ['white space in front', ` ${code}`],
  ['white space behind', `${code} `],
  ['a line break behind', `${code}\n`],
  ['a byte order mark in front', `\ufeff${code}`],
  ['quotes around it', `"${code}"`],
  ['upper case', code.toUpperCase()],
  ['lower case', code.toLowerCase()],
  ['twice', code + code],
  ['its first half', code.slice(0, code.length / 2)],
  ['without its last character', code.slice(0, -1)],
  ['one character more', `${code}A`],
  ['padding', `${code}==`],
  ['reversed', [...code].reverse().join('')],
  ['no signature', parts.slice(0, 6).join('.')],
  ['an empty signature', swap(6, '')],
  ['a signature of zeros', swap(6, 'A'.repeat(86))],
  ['a signature of another key', `${made({})}.${keysOf(others, 'k1').sign(made({}))}`],
  ['a signature of another code of ours', swap(6, next?.[0]?.code.split('.')[6] as string)],
  ['a signature in base64', swap(6, Buffer.from(signature, 'base64url').toString('base64'))],
  ['a signature in hex', swap(6, Buffer.from(signature, 'base64url').toString('hex'))],
  ['a signature with stray last bits', swap(6, `${signature.slice(0, -1)}B`)],
  ['another version', swap(0, 'A2')],
  ['a version in lower case', swap(0, 'a1')],
  [
    'an unknown key, signed by it',
    `${made({ kid: 'k2' })}.${keysOf(others, 'k2').sign(made({ kid: 'k2' }))}`,
  ],
  ['our key under another name', signed(made({ kid: 'k2' }))],
  ['an empty key', swap(1, '')],
  ['another kind', swap(2, 'p')],
  ['an unknown kind, signed by us', signed(swap(2, 'x').split('.').slice(0, 6).join('.'))],
  ['another coupon', swap(3, 'cpn_2')],
  ['no coupon', swap(3, '')],
  ['a coupon with a dollar', swap(3, 'cpn_$1')],
  ['the next step', swap(4, String(step + 1))],
  ['a step with a leading zero, signed by us', signed(swap(4, `0${step}`).split('.').slice(0, 6).join('.'))],
  ['a negative step, signed by us', signed(swap(4, '-1').split('.').slice(0, 6).join('.'))],
  ['a step with a fraction, signed by us', signed(swap(4, '1.5').split('.').slice(0, 7).join('.'))],
  ['a step in hex, signed by us', signed(swap(4, '0x1f').split('.').slice(0, 6).join('.'))],
  ['more uses left', swap(5, encoded(`${mine.endAt.toString(36)}~${mine.offerId}~9`))],
  ['a later end', swap(5, encoded(`${(mine.endAt + 1).toString(36)}~${mine.offerId}~1`))],
  ['another offer', swap(5, encoded(`${mine.endAt.toString(36)}~off_2~1`))],
  ['facts that are none, signed by us', signed(swap(5, encoded('facts')).split('.').slice(0, 6).join('.'))],
  ['empty facts, signed by us', signed(swap(5, '').split('.').slice(0, 6).join('.'))],
  ['three digits of uses, signed by us', signed(made({ facts: { ...facts, usesLeft: 100 } }))],
  ['something very long', code + 'A'.repeat(2000)],
];

const BENT_NUMBERS: Array<[what: string, text: string]> = [
  ['one digit', '1'],
  ['eleven digits', number.slice(0, 11)],
  ['thirteen digits', `${number}0`],
  ['a wrong check digit', number.slice(0, 11) + ((Number(number[11]) + 1) % 10)],
  ['a wrong first digit', ((Number(number[0]) + 1) % 10) + number.slice(1)],
  ['zeros with a wrong check digit', '000000000001'],
  ['full-width digits', full(number)],
  ['Arabic digits', number.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)))],
  ['spaces between', `${number.slice(0, 4)} ${number.slice(4, 8)} ${number.slice(8)}`],
  ['dashes between', `${number.slice(0, 4)}-${number.slice(4)}`],
  ['a sign in front', `+${number.slice(1)}`],
  ['an exponent', '1e11'],
  ['a decimal point', `${number.slice(0, 11)}.0`],
  ['hex', '0x1234567890'],
];

describe('read at the counter', () => {
  it('the controls are good: the code, the next one, the number', () => {
    expect(readPresented(code, NOW, keys)).toMatchObject({ by: 'code', fresh: true, code: { id: mine._id } });
    expect(readPresented(next?.[0]?.code as string, NOW, keys)).toMatchObject({ by: 'code', fresh: false });
    expect(readPresented(number, NOW, keys)).toEqual({ by: 'number', name: '12345678', text: number });
    expect(BENT.length + BENT_NUMBERS.length).toBeGreaterThanOrEqual(50);
  });

  it.each([...BENT, ...BENT_NUMBERS])('%s is nothing of ours', (_what, text) => {
    expect(readPresented(text, NOW, keys)).toBeNull();
  });

  it.each<[string, number, boolean]>([
    ['in its step', 0, true],
    ['in the step after', 30_000, true],
    ['two steps later', 60_000, false],
    ['a step before', -30_000, false],
    ['a day later', 86_400_000, false],
  ])('a code and its number %s', (_what, later, good) => {
    expect(readPresented(code, NOW + later, keys)).toMatchObject({ fresh: good });
    expect(isNumberFresh(number, couponNamed(mine), NOW + later, keys)).toBe(good);
  });

  it('a number with other step digits and a right check digit is not fresh', () => {
    const wrong = number.slice(0, 8) + String((Number(number.slice(8, 11)) + 1) % 1000).padStart(3, '0');
    expect(isNumberFresh(wrong + luhnDigit(wrong), couponNamed(mine), NOW, keys)).toBe(false);
  });
});
