import { luhnDigit } from '../../../shared-types/counter-code';

/**
 * What stands on a sold pass: 12 digits that name it, and 12 characters (60 bits) that only the park can make of them.
 * People copy both by hand, so spaces, dashes, small letters and look-alikes are forgiven.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 12;

/** A pass number of 11 digits that were drawn. */
export const passNoOf = (digits: string): string => digits + luhnDigit(digits);

/** An activation code of the first 60 bits of a MAC. */
export function activationCodeOf(mac: Uint8Array): string {
  let bits = 0n;
  for (const byte of mac.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let i = 0; i < CODE_LENGTH; i++) code += ALPHABET[Number((bits >> BigInt(59 - 5 * i)) & 31n)];
  return code;
}

export const readPassNo = (typed: string): string => typed.replace(/[\s-]/g, '');

export const readActivationCode = (typed: string): string =>
  typed.replace(/[\s-]/g, '').toUpperCase().replaceAll('O', '0').replace(/[IL]/g, '1').replaceAll('U', 'V');
