import * as v from 'valibot';
import type {
  CouponId,
  Fen,
  HolderId,
  Instant,
  OfferId,
  ParkDay,
  PassId,
  RedemptionId,
  StoreId,
} from '../ids';
import { count, counterCode, cursor, fen, instant, parkDay, redemptionId, storeId, text } from './fields';
import { command, query } from './operation';
import {
  BENEFIT_UNUSABLE,
  type BenefitPeriod,
  type BenefitView,
  type HolderRelation,
  PASS_UNUSABLE,
} from './pass';
import { type OfferKind, type StoreView, type TermsView, UNUSABLE } from './wallet';

/** 检票员/店员 · 店长 · 运营 · 分析 · 测试账号, which may do nothing and is in no figure */
export type Role = 'clerk' | 'manager' | 'operator' | 'analyst' | 'tester';

export interface StaffView {
  role: Role;
  name: string;
  stores: StoreView[];
}

export interface PreviewView {
  kind: OfferKind | 'pass';
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
  /** Of a pass: who is before the clerk. */
  holder?: {
    passId: PassId;
    holderId: HolderId;
    name: string;
    relation: HolderRelation;
    photoFileId: string | null;
  };
  /** Of a pass: what can be chosen; `why` as above, for each. */
  benefits?: Array<BenefitView & { valid: boolean; why?: string }>;
}

export interface ConfirmView {
  redemptionId: RedemptionId;
  at: Instant;
  usesLeft: number;
  /** What to take off the bill, in fen. */
  off?: Fen;
}

/** One write-off as staff see it. */
export interface RedemptionView {
  redemptionId: RedemptionId;
  /** Both null for a benefit of a pass. */
  offerId: OfferId | null;
  couponId: CouponId | null;
  pass?: { passId: PassId; holderId: HolderId; benefitId: string; holder: string };
  title: string;
  store: StoreView;
  /** Name of the clerk. */
  clerk: string;
  at: Instant;
  uses: number;
  off?: Fen;
  typed: boolean;
  offline: boolean;
  undone?: { at: Instant; clerk: string; reason: string };
}

/** Counts and value of one day in one store. Undone ones stand apart and count in nothing else. */
export interface ShiftView {
  storeId: StoreId;
  day: ParkDay;
  redemptions: number;
  uses: number;
  /** What was taken off bills, and what the uses cost the park; fen. */
  off: Fen;
  cost: Fen;
  undone: number;
  /** A row for each offer, and for each benefit of passes. */
  offers: Array<{
    offerId: OfferId | null;
    benefitId?: string;
    title: string;
    redemptions: number;
    uses: number;
    off: Fen;
    cost: Fen;
    undone: number;
  }>;
  clerks: Array<{ clerk: string; redemptions: number; uses: number; undone: number; typed: number }>;
}

/** What a staff phone needs to judge a code without network. Public keys are 32 raw bytes, base64url. */
export interface OfflineKit {
  keys: Array<{ kid: string; publicKey: string }>;
  offers: KitOffer[];
  /** What the codes of pass holders are about. */
  benefits: KitBenefit[];
  /** Every store of the park, so that a clerk can send a guest to the right one. */
  stores: StoreView[];
  /** Uses worth more than this are not to be accepted without network, fen. */
  cap: Fen;
  serverTime: Instant;
}

/** What an offer's coupons are good for, as far as a phone can judge it. Money in fen. */
export interface KitOffer
  extends Pick<
    TermsView,
    | 'title'
    | 'kind'
    | 'amount'
    | 'threshold'
    | 'percent'
    | 'cap'
    | 'usesPerDay'
    | 'minGapDays'
    | 'weekdays'
    | 'hours'
    | 'blackout'
  > {
  offerId: OfferId;
  stores: StoreId[] | 'all';
  /** What one use is worth. */
  value: Fen;
}

/** A benefit of annual passes, as far as a phone can judge it. */
export interface KitBenefit {
  benefitId: string;
  title: string;
  /** Uses of another day, or month, take nothing off what a code says is left. */
  period: BenefitPeriod;
  stores: StoreId[] | 'all';
  blackout: ParkDay[];
  /** What one use costs the park, fen. */
  value: Fen;
}

export type SyncResult = 'accepted' | 'duplicate' | 'conflict' | 'refused';
export interface SyncedItem {
  nonce: string;
  result: SyncResult;
  /** Why it was refused or stands in conflict. */
  code?: string;
  redemptionId?: RedemptionId;
}

/** An offline scan that could not stand, beside the use that stands against it. */
export interface ConflictView {
  nonce: string;
  deviceId: string;
  code: string;
  title: string;
  /** null for a benefit of a pass. */
  couponId: CouponId | null;
  pass?: { passId: PassId; holderId: HolderId; benefitId: string };
  scan: { at: Instant; store: StoreView; clerk: string };
  /** The use that stands against it, if it is a use that does. */
  other?: { at: Instant; store: StoreView; clerk: string };
}

/** `redemptionId`: the use that accepting wrote; null if the coupon had none to give, or the scan was dismissed. */
export interface ResolvedView {
  nonce: string;
  redemptionId: RedemptionId | null;
}

const nonce = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/));
const scanned = v.strictObject({
  nonce,
  code: counterCode,
  scannedAt: instant,
  storeId,
  benefitId: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,40}$/))),
  bill: v.optional(fen),
});

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
      ...PASS_UNUSABLE,
      ...BENEFIT_UNUSABLE,
    ],
  ),
  'redemption.undo': command<{ redemptionId: RedemptionId; at: Instant; usesLeft: number }>()(
    v.strictObject({ redemptionId, reason: text(100) }),
    ['undo_closed', 'not_newest', 'own_coupon', 'store_not_allowed'],
  ),
  'redemption.history': query<{ items: RedemptionView[]; cursor?: string }>()(
    v.strictObject({ storeId: v.optional(storeId), day: v.optional(parkDay), cursor: v.optional(cursor) }),
    ['store_not_allowed'],
  ),
  'staff.offlineKit': query<OfflineKit>()(v.strictObject({})),
  'redemption.sync': command<{ items: SyncedItem[] }>()(
    v.strictObject({ deviceId: nonce, items: v.pipe(v.array(scanned), v.minLength(1), v.maxLength(50)) }),
  ),
  'redemption.conflicts': query<{ items: ConflictView[] }>()(v.strictObject({})),
  'redemption.resolve': command<ResolvedView>()(
    v.strictObject({ nonce, decision: v.picklist(['accept', 'dismiss']), reason: text(200) }),
    ['store_not_allowed', 'own_coupon'],
  ),
  'shift.summary': query<ShiftView>()(v.strictObject({ storeId, day: parkDay }), ['store_not_allowed']),
};
