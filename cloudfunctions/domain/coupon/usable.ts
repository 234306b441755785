import type { Unusable } from '../../../shared-types/contract/wallet';
import { isOpenAt } from '../../../shared-types/coupon-rules';
import type { Instant } from '../../../shared-types/ids';
import { DAY_MS, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';
import { type StoreDoc, storeView } from '../staff/staff';
import { type CouponDoc, isInTransfer, standingUses } from './coupon';

/**
 * Why a coupon cannot be used `wanted` times at an instant, or null. What cannot change any more is said first;
 * `already_used` also means: not so many uses left.
 */
export function whyUnusable(coupon: CouponDoc, at: Instant, wanted = 1): Unusable | null {
  if (coupon.state === 'revoked') return 'revoked';
  if (isInTransfer(coupon, at)) return 'in_transfer';
  if (coupon.left < wanted) return 'already_used';
  if (at > coupon.endAt) return 'coupon_expired';
  if (at < coupon.startAt) return 'not_yet_valid';
  if (!isOpenAt(coupon.terms, at)) return 'not_valid_now';
  return whyNotAgain(coupon, at, wanted);
}

/** A multi coupon's uses a day and its minimum gap, which counts whole park days between two uses. */
function whyNotAgain(coupon: CouponDoc, at: Instant, wanted: number): Unusable | null {
  const { terms } = coupon;
  const uses = standingUses(coupon);
  const today = parkDayOf(at);
  const usedToday = uses.filter((use) => parkDayOf(use.at) === today).reduce((sum, use) => sum + use.n, 0);
  if (usedToday + wanted > (terms.usesPerDay ?? Number.POSITIVE_INFINITY)) return 'used_up_today';
  const last = uses.at(-1);
  if (!terms.minGapDays) return null;
  // Two uses at once have no gap between them.
  if (wanted > 1) return 'gap_not_reached';
  if (!last) return null;
  const daysSince = (startOfParkDay(today) - startOfParkDay(parkDayOf(last.at))) / DAY_MS;
  return daysSince < terms.minGapDays ? 'gap_not_reached' : null;
}

/** What a person should know with the refusal: when and where it was used (never by whom), or from when to when it is good. */
export function unusableDetail(
  why: Unusable,
  coupon: CouponDoc,
  stores: StoreDoc[],
): Record<string, unknown> | undefined {
  const last = standingUses(coupon).at(-1);
  if (why === 'already_used' && last) return { at: last.at, store: storeView(last.storeId, stores) };
  if (why === 'coupon_expired') return { validTo: coupon.endAt };
  if (why === 'not_yet_valid') return { validFrom: coupon.startAt };
  return undefined;
}
