import type { HolderInput, PassKind, PassView } from '../../shared-types/contract/pass.ts';
import type { HolderId, ParkDay } from '../../shared-types/ids.ts';
import type { Product } from './product.ts';

/** A pass as somebody bought it. */
export interface Bought {
  passNo: string;
  activationCode: string;
}

export const SELF: HolderInput = { name: '小海星', relation: 'self' };
export const PAPA: HolderInput = { name: '阿海', relation: 'adult' };
export const CHILD: HolderInput = { name: '乐乐', relation: 'child', guardianConsent: true };
export const FAMILY = [SELF, PAPA, CHILD];

/** Passes issued by the demo park's operator, sold on a day. */
export async function bought(
  park: Product,
  { kind = 'single' as PassKind, count = 1, soldOn = '2026-06-15' } = {},
): Promise<Bought[]> {
  const input = { kind, count, soldOn: soldOn as ParkDay };
  const { passes } = await park.ok('o-operator', 'admin', 'pass.issueBatch', input);
  return passes.map(({ passNo, activationCode }) => ({ passNo, activationCode: activationCode as string }));
}

/** A pass that `who` has just activated. */
export async function activated(
  park: Product,
  who: string,
  holders: HolderInput[] = [SELF],
  kind: PassKind = 'single',
): Promise<PassView> {
  const [pass] = (await bought(park, { kind })) as [Bought];
  return park.ok(who, 'member', 'pass.activate', { ...pass, holders });
}

/** The text behind a holder's code, as `who`'s phone shows it. */
export const passCode = (park: Product, who: string, pass: PassView, i = 0) =>
  park.ok(who, 'member', 'pass.code', {
    passId: pass.passId,
    holderId: pass.holders[i]?.holderId as HolderId,
  });
