import * as v from 'valibot';
import type { Fen, Instant, RedemptionId } from '../ids';
import { count, counterCode, fen, storeId } from './fields';
import { command, query } from './operation';
import { type OfferKind, type StoreView, UNUSABLE } from './wallet';

/** 检票员/店员 · 店长 · 运营 · 分析 */
export type Role = 'clerk' | 'manager' | 'operator' | 'analyst';

export interface StaffView {
  role: Role;
  name: string;
  stores: StoreView[];
}

export interface PreviewView {
  kind: OfferKind;
  title: string;
  /** Masked name of the owner. */
  owner: string;
  valid: boolean;
  /** The code that confirm would refuse with. */
  why?: string;
  usesLeft: number;
  validTo: Instant;
  stores: StoreView[] | 'all';
  /** already_used: when and where it was used last. */
  lastUse?: { at: Instant; store: StoreView };
}

export interface ConfirmView {
  redemptionId: RedemptionId;
  at: Instant;
  usesLeft: number;
  /** What to take off the bill, in fen. */
  off?: Fen;
}

export const staffOps = {
  'staff.me': query<StaffView>()(v.strictObject({})),
  'redemption.preview': query<PreviewView>()(v.strictObject({ code: counterCode }), [
    'code_invalid',
    'code_expired',
    'too_many_attempts',
  ]),
  'redemption.confirm': command<ConfirmView>()(
    v.strictObject({
      code: counterCode,
      storeId,
      benefitId: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/))),
      uses: v.optional(count(1, 99), 1),
      bill: v.optional(fen),
    }),
    [
      'code_invalid',
      'code_expired',
      ...UNUSABLE,
      'store_not_allowed',
      'store_not_valid',
      'own_coupon',
      'too_many_attempts',
      'bill_required',
      'below_threshold',
    ],
  ),
};
