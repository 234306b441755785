import type { KitOffer, SyncedItem } from '../../../shared-types/contract/staff';
import { isFresh, type ParsedCode, STEP_SECONDS, stepStart } from '../../../shared-types/counter-code';
import type {
  CouponId,
  Fen,
  HolderId,
  Instant,
  PassId,
  RedemptionId,
  StaffId,
  StoreId,
} from '../../../shared-types/ids';
import { type OfferDoc, type Terms, termsOf } from '../offer/offer';
import type { RequestMark } from '../request';
import type { StaffDoc, StoreDoc } from '../staff/staff';
import type { CouponDoc } from './coupon';
import { decideRedeem, type Redemption } from './redeem';
import { validityOf } from './validity';

/** A scan made without network, as it was sent later; kept for good. `_id` derives from (device, nonce). */
export interface ScanDoc extends RequestMark {
  _id: string;
  deviceId: string;
  nonce: string;
  /** The sync request that brought it first: its own repeat gets the first answer, another one `duplicate`. */
  sent: RequestMark;
  by: StaffId;
  storeId: StoreId;
  bill: Fen | null;
  couponId: CouponId | null;
  /** Of a holder's code; `benefitId` as the clerk chose it. */
  pass: { passId: PassId; holderId: HolderId; benefitId: string } | null;
  title: string;
  /** The code's own step: when it was used. */
  at: Instant;
  syncedAt: Instant;
  result: SyncedItem['result'];
  code: string | null;
  redemptionId: RedemptionId | null;
  /** The store whose manager has to decide, or the row's own id when nobody has to. */
  openIn: string;
  resolution:
    | (RequestMark & { decision: 'accept' | 'dismiss'; reason: string; by: StaffId; at: Instant })
    | null;
}

/** How long a phone may have been without network. */
const OLDEST_MS = 72 * 3_600_000;

/** What one use is worth to the park at the most, in fen: what the offline cap is compared with. */
export function worthOf(terms: Pick<Terms, 'kind' | 'amount' | 'cap' | 'costPerUse'>): Fen {
  if (terms.kind === 'cash') return terms.amount ?? (0 as Fen);
  if (terms.kind === 'discount') return terms.cap ?? (Number.MAX_SAFE_INTEGER as Fen);
  return terms.costPerUse ?? (0 as Fen);
}

/** Parts of an offer that a kit is made of. */
export const KIT_SPEC = [
  'title',
  'kind',
  'amount',
  'threshold',
  'percent',
  'cap',
  'usesPerDay',
  'minGapDays',
  'weekdays',
  'hours',
  'blackout',
  'stores',
  'costPerUse',
  'validity',
] as const satisfies ReadonlyArray<keyof OfferDoc['spec']>;

/**
 * What a staff phone has to know of an offer; null for one without coupons of its own, or whose every coupon has
 * ended. Coupons that last from their claim on may still come (a prize, a bundle), so such an offer stays.
 */
export function kitOffer({ _id, spec }: Pick<OfferDoc, '_id' | 'spec'>, now: Instant): KitOffer | null {
  if (spec.kind === 'bundle') return null;
  if (spec.validity.type === 'fixed' && validityOf(spec.validity, now).endAt < now) return null;
  const terms = termsOf(spec);
  const { goods: _goods, costPerUse: _cost, uses: _uses, ...shown } = terms;
  return { ...shown, offerId: _id, value: worthOf(terms) };
}

/** Whether the code's step is one an honest phone can have seen: not of the future, at most 72 hours old. */
export const isStepCredible = (code: ParsedCode, now: Instant): boolean =>
  isFresh(code.step, Math.min(now, stepStart(code.step))) &&
  stepStart(code.step) <= now &&
  now - stepStart(code.step) <= OLDEST_MS;

export type OfflineDecision =
  | { result: 'accepted'; redemption: Redemption }
  | { result: 'conflict' | 'refused'; code: string };

export interface OfflineScan {
  request: RequestMark;
  redemptionId: RedemptionId;
  storeId: StoreId;
  bill: Fen | undefined;
  ownCoupon: boolean;
  /** Whether the code was shown by the coupon's present owner. */
  ownersCode: boolean;
  /** The code's own step. */
  at: Instant;
  /** A manager has looked at it: value and the clerk's dismissal no longer stand against it. */
  approved: boolean;
}

/** Wrong from the start and nothing to decide about; everything else is put before a manager. */
const REFUSED = new Set([
  'store_not_allowed',
  'store_not_valid',
  'own_coupon',
  'bill_required',
  'below_threshold',
]);

/**
 * Judges a use at the instant of its code: it stands if the coupon was usable then and nothing that happened since
 * stands against it. Two phones without network can both have accepted one code; the second to arrive is a conflict,
 * never lost.
 */
export function decideOffline(
  coupon: CouponDoc,
  staff: StaffDoc,
  scan: OfflineScan,
  stores: StoreDoc[],
  cap: Fen,
): OfflineDecision {
  const at = usedAt(coupon, scan.at);
  const command = { ...scan, at, uses: 1, typed: false, offline: true };
  const decision = decideRedeem(coupon, staff, command, stores);
  if ('refusal' in decision) {
    const code = decision.refusal.ok ? 'internal' : decision.refusal.code;
    return { result: REFUSED.has(code) ? 'refused' : 'conflict', code };
  }
  if (!scan.ownersCode || changedHandsSince(coupon, at)) return { result: 'conflict', code: 'in_transfer' };
  if (!scan.approved && !staff.active) return { result: 'conflict', code: 'not_allowed' };
  if (!scan.approved && worthOf(coupon.terms) > cap) return { result: 'conflict', code: 'over_cap' };
  return { result: 'accepted', redemption: decision.redemption };
}

/** When a code of this step can have been used: a coupon claimed within the step is good from its claim on. */
const usedAt = ({ startAt }: CouponDoc, step: Instant): Instant =>
  startAt > step && startAt < step + STEP_SECONDS * 1000 ? startAt : step;

/** A gift begun or accepted after the scan: the code was its former owner's. */
const changedHandsSince = ({ transfer }: CouponDoc, at: Instant): boolean =>
  transfer !== null && transfer.ended?.how !== 'taken_back' && transfer.at > at;
