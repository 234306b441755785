import type { OfferDraft } from '../../../shared-types/contract/admin';
import type { CouponStatus, CouponView } from '../../../shared-types/contract/wallet';
import type {
  CouponId,
  Fen,
  Instant,
  MemberId,
  OfferId,
  RedemptionId,
  StaffId,
  StoreId,
} from '../../../shared-types/ids';
import { type Terms, termsOf, termsView } from '../offer/offer';
import type { GrantOrigin, TakenUnit } from '../offer/stock';
import type { RequestMark } from '../request';
import { type StoreDoc, storeView } from '../staff/staff';
import type { CouponRow } from './ledger';
import { validityOf } from './validity';

/** One coupon, one document: whatever happens to it happens by one conditional write on `rev`. */
export interface CouponDoc {
  _id: CouponId;
  rev: number;
  offerId: OfferId;
  owner: MemberId;
  /** What people did to it; that its time has ended is a fact of time and stands nowhere. */
  state: 'live' | 'revoked';
  terms: Terms;
  claimedAt: Instant;
  claimedBy: RequestMark;
  channel: string | null;
  /** `claim`, or why the park gave it. */
  origin: 'claim' | GrantOrigin;
  startAt: Instant;
  /** Last instant of validity. */
  endAt: Instant;
  left: number;
  /** Newest last. */
  uses: CouponUse[];
  /** Keys of the requests that made or changed this coupon; unique over all coupons. Seeded with the own id. */
  rids: string[];
  revoked: (RequestMark & { at: Instant; by: StaffId; reason: string }) | null;
  /** Its one gift, under way or ended. Back by itself at `expiresAt`: a fact of time. */
  transfer: Transfer | null;
  /** The 8 digits that name it at a counter; its own id until its code is first shown. Unique. */
  number: string;
  ob: Array<{ id: string; to: 'ledger'; at: Instant; d: CouponRow }>;
}

/** A gift on its way; ended by accepting, by taking back, or at `expiresAt`. */
export interface Transfer extends RequestMark {
  token: string;
  at: Instant;
  /** First instant at which the coupon is its giver's again. */
  expiresAt: Instant;
  ended: { how: 'accepted' | 'taken_back'; at: Instant; by: MemberId; key: string; hash: string } | null;
}

export interface CouponUse extends RequestMark {
  redemptionId: RedemptionId;
  at: Instant;
  storeId: StoreId;
  by: StaffId;
  n: number;
  leftAfter: number;
  off: Fen | null;
  /** Whether the number was typed instead of the code scanned. */
  typed: boolean;
  /** Whether it was read without network and sent later. */
  offline: boolean;
  /** Taken back by a clerk or manager; the use stays on the record and counts no more. */
  undone: (RequestMark & { at: Instant; by: StaffId; reason: string }) | null;
}

/** The coupon of a taken unit. The same unit always makes the same document, whoever makes it. */
export function newCoupon(offer: { _id: OfferId; spec: OfferDraft }, unit: TakenUnit): CouponDoc {
  const terms = termsOf(offer.spec);
  return {
    _id: unit.couponId,
    rev: 0,
    offerId: offer._id,
    owner: unit.memberId,
    state: 'live',
    terms,
    claimedAt: unit.at,
    claimedBy: { key: unit.key, hash: unit.hash },
    channel: unit.channel,
    origin: unit.origin ?? 'claim',
    ...(unit.window ?? validityOf(offer.spec.validity, unit.at)),
    left: terms.uses,
    uses: [],
    rids: unit.rid ? [unit.couponId, unit.rid] : [unit.couponId],
    revoked: null,
    transfer: null,
    number: unit.couponId,
    ob: [],
  };
}

/** Uses that count: those not undone. */
export const standingUses = (coupon: CouponDoc): CouponUse[] => coupon.uses.filter((use) => !use.undone);

/** Whether a gift of it is under way. */
export const isInTransfer = ({ transfer }: Pick<CouponDoc, 'transfer'>, now: Instant): boolean =>
  transfer !== null && !transfer.ended && now < transfer.expiresAt;

export function couponStatus(coupon: CouponDoc, now: Instant): CouponStatus {
  if (coupon.state === 'revoked') return 'revoked';
  if (isInTransfer(coupon, now)) return 'in_transfer';
  if (coupon.left === 0) return 'used';
  if (now > coupon.endAt) return 'expired';
  return standingUses(coupon).length > 0 ? 'partly_used' : 'unused';
}

/** Why a coupon cannot be revoked by `me`, null if it can. One whose time has ended may be: it says why it is gone. */
export function whyNotRevoke(
  coupon: CouponDoc,
  me: MemberId,
  now: Instant,
): 'revoked' | 'already_used' | 'own_coupon' | null {
  const status = couponStatus(coupon, now);
  if (status === 'revoked') return 'revoked';
  if (status === 'used') return 'already_used';
  return coupon.owner === me ? 'own_coupon' : null;
}

export function couponView(coupon: CouponDoc, now: Instant, stores: StoreDoc[]): CouponView {
  return {
    ...termsView(coupon.terms, stores),
    couponId: coupon._id,
    offerId: coupon.offerId,
    status: couponStatus(coupon, now),
    usesLeft: coupon.left,
    claimedAt: coupon.claimedAt,
    validFrom: coupon.startAt,
    validTo: coupon.endAt,
    ...(isInTransfer(coupon, now) ? { transferEndsAt: (coupon.transfer as Transfer).expiresAt } : {}),
    usedAt: standingUses(coupon).map(({ at, storeId }) => ({ at, store: storeView(storeId, stores) })),
  };
}

/** A coupon as it was before its first use: what a claim or an accepted gift answers, also when repeated later. */
export const viewAsUnused = (coupon: CouponDoc, at: Instant, stores: StoreDoc[]): CouponView =>
  couponView({ ...coupon, state: 'live', transfer: null, left: coupon.terms.uses, uses: [] }, at, stores);
