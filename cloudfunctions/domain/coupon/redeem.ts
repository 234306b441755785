import type { ConfirmView } from '../../../shared-types/contract/staff';
import { offOf } from '../../../shared-types/coupon-rules';
import type { Fen, Instant, RedemptionId, StoreId } from '../../../shared-types/ids';
import { visitOn } from '../member/counts';
import { judgeMark, type RequestMark } from '../request';
import { done, type Result, refuse } from '../result';
import { type StaffDoc, type StoreDoc, worksIn } from '../staff/staff';
import type { CouponDoc, CouponUse } from './coupon';
import type { CouponRedemptionRow } from './ledger';
import { unusableDetail, whyUnusable } from './usable';

export interface RedeemCommand {
  request: RequestMark;
  redemptionId: RedemptionId;
  storeId: StoreId;
  uses: number;
  bill: Fen | undefined;
  /** Whether the clerk and the coupon's owner are one person. */
  ownCoupon: boolean;
  typed: boolean;
  offline: boolean;
  at: Instant;
}

/** A use to be written, with its ledger row, and what it answers. */
export interface Redemption {
  use: CouponUse;
  row: CouponRedemptionRow;
  answer: ConfirmView;
}

/** The answer this request got before, if this coupon carries its mark. Asked before any other check. */
export function earlierAnswer(coupon: CouponDoc, request: RequestMark): Result<ConfirmView> | null {
  const use = coupon.uses.find(({ key }) => key === request.key);
  const verdict = judgeMark(use, request);
  if (verdict === 'first') return null;
  return verdict === 'reused' ? refuse('request_id_reused') : done(confirmView(use as CouponUse));
}

/** Decides one write-off by a clerk already known to be one. */
export function decideRedeem(
  coupon: CouponDoc,
  staff: StaffDoc,
  command: RedeemCommand,
  stores: StoreDoc[],
): { redemption: Redemption } | { refusal: Result<never> } {
  const { storeId, uses, at } = command;
  if (!worksIn(staff, storeId) || !stores.some(({ _id }) => _id === storeId))
    return { refusal: refuse('store_not_allowed') };
  if (coupon.terms.stores !== 'all' && !coupon.terms.stores.includes(storeId))
    return { refusal: refuse('store_not_valid') };
  if (command.ownCoupon) return { refusal: refuse('own_coupon') };

  const why = whyUnusable(coupon, at, uses);
  if (why) return { refusal: refuse(why, unusableDetail(why, coupon, stores)) };

  const bill = offOf(coupon.terms, command.bill);
  if ('code' in bill) return { refusal: refuse(bill.code, { threshold: coupon.terms.threshold ?? null }) };
  return { redemption: redemptionOf(coupon, staff, command, bill.off) };
}

function redemptionOf(
  coupon: CouponDoc,
  staff: StaffDoc,
  command: RedeemCommand,
  off: Fen | null,
): Redemption {
  const { request, redemptionId, storeId, at, uses: n, typed, offline } = command;
  const use: CouponUse = {
    ...request,
    redemptionId,
    at,
    storeId,
    by: staff._id,
    n,
    leftAfter: coupon.left - n,
    off,
    typed,
    offline,
    undone: null,
  };
  const row: CouponRedemptionRow = {
    _id: redemptionId,
    type: 'redemption',
    couponId: coupon._id,
    offerId: coupon.offerId,
    title: coupon.terms.title,
    memberId: coupon.owner,
    storeId,
    by: staff._id,
    at,
    uses: n,
    cost: ((coupon.terms.costPerUse ?? 0) * n) as Fen,
    off,
    typed,
    offline,
    counts: visitOn(at),
  };
  return { use, row, answer: confirmView(use) };
}

export const confirmView = ({ redemptionId, at, leftAfter, off }: CouponUse): ConfirmView => ({
  redemptionId,
  at,
  usesLeft: leftAfter,
  ...(off === null ? {} : { off }),
});
