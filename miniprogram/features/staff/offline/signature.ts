import { bytesOfBase64Url, type ParsedCode } from '@shared/counter-code';
import nacl from 'tweetnacl';

const KEY_BYTES = 32;
const SIGNATURE_BYTES = 64;

/**
 * Whether the holder of a key signed a code: Ed25519, as the cloud signs. WeChat has no WebCrypto, so it is done in
 * plain numbers.
 * @param publicKey 32 raw bytes, base64url
 */
export function isSignedBy(publicKey: string, { signed, signature }: ParsedCode): boolean {
  const key = bytesOfBase64Url(publicKey);
  const bytes = bytesOfBase64Url(signature);
  // The library throws on any other length.
  if (key?.length !== KEY_BYTES || bytes?.length !== SIGNATURE_BYTES) return false;
  // A code is ASCII: one character, one byte. WeChat has no TextEncoder either.
  const text = Uint8Array.from(signed, (char) => char.charCodeAt(0));
  return nacl.sign.detached.verify(text, Uint8Array.from(bytes), Uint8Array.from(key));
}
