import type { Address } from '../../shared-types/contract/lottery';
import type { MemberId } from '../../shared-types/ids';
import type { Keys } from '../platform/keys';

/** Where prizes are sent lies sealed for its owner, as phone numbers do. */
export const sealAddress = (keys: Keys, address: Address, owner: MemberId): string =>
  keys.seal(JSON.stringify(address), owner);

/** null: sealed with another key, or for somebody else. */
export function addressOf(keys: Keys, sealed: string, owner: MemberId): Address | null {
  const json = keys.open(sealed, owner);
  return json === null ? null : (JSON.parse(json) as Address);
}
