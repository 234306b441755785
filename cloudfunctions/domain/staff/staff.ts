import type { Role } from '../../../shared-types/contract/staff';
import type { StoreView } from '../../../shared-types/contract/wallet';
import type { Instant, StaffId, StoreId } from '../../../shared-types/ids';
import type { RequestMark } from '../request';
import type { Attempts } from './attempts';

export interface StoreDoc {
  _id: StoreId;
  rev: number;
  name: string;
  /** Every change: who, when, to what; with the mark of its request. */
  log: Array<RequestMark & { at: Instant; by: StaffId; to: unknown }>;
}

/** A staff row; `_id` derives from the openid. Read anew by every call: dismissal takes effect with the next one. */
export interface StaffDoc extends Attempts {
  _id: StaffId;
  rev: number;
  openid: string;
  name: string;
  role: Role;
  stores: StoreId[] | 'all';
  active: boolean;
  /** Every change: who, when, to what; with the mark of its request. */
  log: Array<RequestMark & { at: Instant; by: StaffId; to: unknown }>;
}

/** Whether the row allows acting in one of these roles. */
export const actsAs = (staff: StaffDoc | null, roles: readonly Role[]): staff is StaffDoc =>
  staff?.active === true && roles.includes(staff.role);

export const worksIn = (staff: StaffDoc, storeId: StoreId): boolean =>
  staff.stores === 'all' || staff.stores.includes(storeId);

/** Who may write off. Analysts read figures only. */
export const COUNTER_ROLES = ['clerk', 'manager', 'operator'] as const satisfies readonly Role[];

/** Names of stores by id; one that is gone keeps its id as its name, so that nothing shown is lost. */
export const storeViews = (ids: StoreId[] | 'all', all: StoreDoc[]): StoreView[] =>
  ids === 'all'
    ? all.map((store) => ({ storeId: store._id, name: store.name }))
    : ids.map((storeId) => storeView(storeId, all));

export const storeView = (storeId: StoreId, all: StoreDoc[]): StoreView => ({
  storeId,
  name: all.find((store) => store._id === storeId)?.name ?? storeId,
});
