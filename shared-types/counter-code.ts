/**
 * The code shown at a counter, as text: `A1.<kid>.<kind>.<id>.<step>.<facts>.<sig>`.
 * Server and staff phone read it with the same function, so that a code good online is good offline.
 * Signing and verifying are not here: the server has the secret key, the phone only a public one.
 */
export const STEP_SECONDS = 30;
export const MAX_CODE_LENGTH = 220;

/** `c` = coupon, `p` = pass holder. */
export type CodeKind = 'c' | 'p';

export interface CounterCode {
  kid: string;
  kind: CodeKind;
  id: string;
  /** floor(server time / 30 s) */
  step: number;
  facts: CodeFacts;
}
/** What a clerk without network must know. */
export interface CodeFacts {
  /** Last instant of validity, epoch ms. */
  endAt: number;
  /** The offer of a coupon, or the benefit of a pass. */
  about: string;
  usesLeft: number;
}
export interface ParsedCode extends CounterCode {
  /** The text the signature covers: everything before the last dot. */
  signed: string;
  /** base64url of the 64 signature bytes. */
  signature: string;
}

export const stepOf = (at: number): number => Math.floor(at / (STEP_SECONDS * 1000));
export const stepStart = (step: number): number => step * STEP_SECONDS * 1000;
/** A code is good for its own step and the following one: the last good instant, exclusive. */
export const codeGoodUntil = (step: number): number => stepStart(step + 2);
/** Codes of this many steps after the present one go along, so that a guest in a tunnel still has a fresh one. */
export const STEPS_AHEAD = 6;
/** Whether a code of `step` is fresh at `at`; a step of the future is not. */
export const isFresh = (step: number, at: number): boolean => step <= stepOf(at) && at < codeGoodUntil(step);

const NAME = /^[A-Za-z0-9_]{1,40}$/;
const KID = /^[A-Za-z0-9]{1,8}$/;
const STEP = /^[1-9][0-9]{0,9}$/;
/** 64 bytes are 85⅓ characters: the last one carries two bits only, so just these four are canonical. */
const SIGNATURE = /^[A-Za-z0-9_-]{85}[AQgw]$/;
const FACTS = /^([0-9a-z]{1,9})~([A-Za-z0-9_]{1,40})~([0-9]{1,2})$/;

/** The part of a code that is signed. */
export const signedText = (code: CounterCode): string =>
  `A1.${code.kid}.${code.kind}.${code.id}.${code.step}.${encodeFacts(code.facts)}`;

/** Reads a scanned text; null for anything that is not exactly the canonical form. The signature is not checked. */
export function parseCounterCode(text: string): ParsedCode | null {
  if (text.length > MAX_CODE_LENGTH) return null;
  const parts = text.split('.');
  const [version, kid = '', kind = '', id = '', step = '', factsText = '', signature = ''] = parts;
  if (parts.length !== 7 || version !== 'A1' || (kind !== 'c' && kind !== 'p')) return null;
  if (!KID.test(kid) || !NAME.test(id) || !STEP.test(step) || !SIGNATURE.test(signature)) return null;
  const facts = decodeFacts(factsText);
  if (!facts) return null;
  return {
    kid,
    kind,
    id,
    step: Number(step),
    facts,
    signature,
    signed: text.slice(0, text.length - signature.length - 1),
  };
}

const encodeFacts = (facts: CodeFacts): string =>
  base64UrlOfAscii(`${facts.endAt.toString(36)}~${facts.about}~${facts.usesLeft}`);

function decodeFacts(text: string): CodeFacts | null {
  const plain = asciiOfBase64Url(text);
  const match = plain === null ? null : FACTS.exec(plain);
  if (!match) return null;
  const facts = {
    endAt: Number.parseInt(match[1] as string, 36),
    about: match[2] as string,
    usesLeft: Number(match[3]),
  };
  // Round trip: leading zeros or stray bits in the last character would be a second spelling of one code.
  return encodeFacts(facts) === text ? facts : null;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

// Neither Buffer (phone) nor btoa (WeChat) is everywhere; ASCII in, ASCII out is all that is needed.
function base64UrlOfAscii(text: string): string {
  let out = '';
  for (let i = 0; i < text.length; i += 3) {
    const group = [text.charCodeAt(i), text.charCodeAt(i + 1), text.charCodeAt(i + 2)];
    const bytes = Math.min(3, text.length - i);
    const bits =
      ((group[0] as number) << 16) |
      ((bytes > 1 ? (group[1] as number) : 0) << 8) |
      (bytes > 2 ? (group[2] as number) : 0);
    for (let k = 0; k <= bytes; k++) out += ALPHABET[(bits >> (18 - 6 * k)) & 63];
  }
  return out;
}

function asciiOfBase64Url(text: string): string | null {
  const bytes = bytesOfBase64Url(text);
  return bytes?.every((byte) => byte >= 32 && byte <= 126) ? String.fromCharCode(...bytes) : null;
}

/** The bytes of a base64url text without padding; null for any other character. */
export function bytesOfBase64Url(text: string): number[] | null {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (const char of text) {
    const value = ALPHABET.indexOf(char);
    if (value < 0) return null;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 255);
      bits &= (1 << held) - 1;
    }
  }
  return bytes;
}

/** The 12-digit number for typing: 8 digits name the coupon or holder, 3 change with the step, 1 is a Luhn digit. */
export const NUMBER_LENGTH = 12;

export const luhnDigit = (digits: string): string => String((10 - (luhnSum(`${digits}0`) % 10)) % 10);

/** Whether a typed number has 12 digits and a right check digit; the phone asks this before sending. */
export const isWellTyped = (text: string): boolean => /^\d{12}$/.test(text) && luhnSum(text) % 10 === 0;

function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}
