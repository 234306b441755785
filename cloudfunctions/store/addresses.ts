import type { Address } from '../../shared-types/contract/lottery';
import type { MemberId, WinId } from '../../shared-types/ids';
import type { Keys } from '../platform/keys';

/** Where prizes are sent lies sealed for its owner, as phone numbers do. */
export const sealAddress = (keys: Keys, address: Address, owner: MemberId): string =>
  keys.seal(JSON.stringify(address), owner);

/** null: sealed with another key, or for somebody else. */
export function addressOf(keys: Keys, sealed: string, owner: MemberId): Address | null {
  const json = keys.open(sealed, owner);
  return json === null ? null : (JSON.parse(json) as Address);
}

/** What a winner who fetches a prize shows at the desk: six digits, which only this cloud can tell. */
export const pickupNoOf = (keys: Keys, winId: WinId): string => keys.digits(6, 'pickup', winId);
