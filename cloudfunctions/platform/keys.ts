import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';
import type { MemberId, StaffId } from '../../shared-types/ids';
import { type SecretName, secret } from './env';

/** Crypto with the cloud's secrets. Everything here is a pure function of its input and the environment. */
export interface Keys {
  /** Id that only this cloud can make: prefix + 24 characters (120 bits) of HMAC over the parts. */
  derive(prefix: string, ...parts: string[]): string;
  /** So many characters (at most 48) of HMAC over the parts, five bits each: for names with a length of their own. */
  name(length: number, ...parts: string[]): string;
  /** The member of an openid, without a look-up. */
  memberId(openid: string): MemberId;
  staffId(openid: string): StaffId;
  /** 128 bits of HMAC over the parts, base64url: for what somebody else may open, the same for every repeat. */
  token(...parts: string[]): string;
  /** A decimal number below 10^digits, from HMAC over the parts. */
  digits(digits: number, ...parts: string[]): string;
  /** What an activation code is made of: HMAC of the pass number with a key of its own. */
  passMac(passNo: string): Uint8Array;
  kid: string;
  /** The public half, 32 raw bytes, base64url: what a staff phone checks codes with. */
  publicKey: string;
  /** Ed25519 over UTF-8, base64url. */
  sign(text: string): string;
  verify(kid: string, text: string, signature: string): boolean;
  /** AES-256-GCM under PHONE_KEY, base64url: the same text sealed for the same owner is the same. */
  seal(text: string, owner: string): string;
  /** AES-256-GCM under LOTTERY_KEY, base64url: the seed of a round's draw. */
  sealSeed(seed: string, roundId: string): string;
  /** null if it was sealed with another key or for another round. */
  openSeed(sealed: string, roundId: string): string | null;
  /** null if it was sealed with another key or for somebody else. */
  open(sealed: string, owner: string): string | null;
}

/** SHA-256 of UTF-8, hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Whether two texts are the same, in a time that does not tell where they differ. */
export function isSameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

// PKCS#8 wrapping of a raw 32-byte Ed25519 seed (RFC 8410), so that node:crypto takes it.
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

let current: Keys | undefined;

/** The keys of this instance, read from the environment once. */
export function keys(): Keys {
  current ??= keysFrom(secret);
  return current;
}

export function keysFrom(read: (name: SecretName) => string): Keys {
  const hmacKey = Buffer.from(read('ID_HMAC_KEY'), 'base64url');
  const passKey = Buffer.from(read('PASS_HMAC_KEY'), 'base64url');
  const kid = read('SIGNING_KID');
  const { privateKey, publicKey } = signingPair(read('SIGNING_SECRET_KEY'));
  // Parts are joined by a character none of them contains: ids and request ids are printable ASCII.
  const hmac = (parts: string[]) => createHmac('sha256', hmacKey).update(parts.join('\n')).digest();
  const derive = (prefix: string, ...parts: string[]) =>
    prefix + base32(hmac([prefix, ...parts]).subarray(0, 15));
  return {
    kid,
    publicKey: publicKey.export({ format: 'jwk' }).x as string,
    derive,
    name: (length, ...parts) => base32(hmac(['name', ...parts]).subarray(0, 30)).slice(0, length),
    memberId: (openid) => derive('mbr_', openid) as MemberId,
    staffId: (openid) => derive('stf_', openid) as StaffId,
    token: (...parts) =>
      hmac(['token', ...parts])
        .subarray(0, 16)
        .toString('base64url'),
    digits: (digits, ...parts) =>
      // 64 bits against at most 10^11: the modulo bias is below 10^-8.
      (hmac(['digits', ...parts]).readBigUInt64BE() % 10n ** BigInt(digits)).toString().padStart(digits, '0'),
    seal: (text, owner) =>
      seal(aesKey(read, 'PHONE_KEY'), hmac(['iv', owner, text]).subarray(0, IV_BYTES), text, owner),
    open: (sealed, owner) => open(aesKey(read, 'PHONE_KEY'), sealed, owner),
    sealSeed: (seed, roundId) =>
      seal(aesKey(read, 'LOTTERY_KEY'), hmac(['iv', roundId, seed]).subarray(0, IV_BYTES), seed, roundId),
    openSeed: (sealed, roundId) => open(aesKey(read, 'LOTTERY_KEY'), sealed, roundId),
    passMac: (passNo) => createHmac('sha256', passKey).update(passNo).digest(),
    sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
    verify: (of, text, signature) =>
      of === kid && verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url')),
  };
}

function signingPair(seed: string): { privateKey: KeyObject; publicKey: KeyObject } {
  const der = Buffer.concat([PKCS8_ED25519, Buffer.from(seed, 'base64url')]);
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return { privateKey, publicKey: createPublicKey(privateKey) };
}

/** Read when it is needed: a step that seals nothing runs without it. */
const aesKey = (read: (name: SecretName) => string, name: SecretName): Buffer =>
  Buffer.from(read(name), 'base64url');
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** The iv derives from owner and text, so that no two texts share one under this key. */
function seal(key: Buffer, iv: Buffer, text: string, owner: string): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
}

function open(key: Buffer, sealed: string, owner: string): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES))
    .setAAD(Buffer.from(owner))
    .setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const body = decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES));
    return Buffer.concat([body, decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

const BASE32 = 'abcdefghijkmnpqrstuvwxyz23456789';

function base32(bytes: Buffer): string {
  let out = '';
  for (let bit = 0; bit < bytes.length * 8; bit += 5) {
    const pair = ((bytes[bit >> 3] ?? 0) << 8) | (bytes[(bit >> 3) + 1] ?? 0);
    out += BASE32[(pair >> (11 - (bit & 7))) & 31];
  }
  return out;
}
