import type { Role } from '../../../shared-types/contract/staff';
import type { StoreId } from '../../../shared-types/ids';
import { type StaffDoc, worksIn } from './staff';

/** What a staff row is to become. */
export interface StaffRow {
  openid: string;
  name: string;
  role: Role;
  stores: StoreId[] | 'all';
  active: boolean;
}

/**
 * Whether `actor` may save this row over `before`. Operators save anybody but themselves; managers save clerks of
 * their own stores only, never a role above clerk.
 */
export function maySaveStaff(actor: StaffDoc, row: StaffRow, before: StaffDoc | null): boolean {
  if (!actor.active || row.openid === actor.openid) return false;
  if (actor.role === 'operator') return true;
  if (actor.role !== 'manager') return false;
  const ofMine = (stores: StoreId[] | 'all') =>
    stores === 'all' ? actor.stores === 'all' : stores.every((id) => worksIn(actor, id));
  return (
    row.role === 'clerk' &&
    ofMine(row.stores) &&
    (!before || (before.role === 'clerk' && ofMine(before.stores)))
  );
}

type Standing = Pick<StaffRow, 'role' | 'active'>;
export const isActiveOperator = (row: Standing | null): boolean => row?.role === 'operator' && row.active;
