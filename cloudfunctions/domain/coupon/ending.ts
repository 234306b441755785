import type { Instant, MemberId } from '../../../shared-types/ids';
import { type CouponDoc, isInTransfer } from './coupon';

/** What the reminder of coupons that end soon reads of each. */
export type EndingCoupon = Pick<CouponDoc, '_id' | 'owner' | 'state' | 'left' | 'transfer' | 'terms'>;

/** A person's coupons that end with one day. */
export interface Ending {
  owner: MemberId;
  n: number;
  /** Title of the first of them. */
  title: string;
}

/** Coupons worth a word, person by person: not used up, not revoked, not on their way to somebody else. */
export function endingByOwner(coupons: EndingCoupon[], now: Instant): Ending[] {
  const endings = new Map<MemberId, Ending>();
  for (const coupon of coupons) {
    if (coupon.state !== 'live' || coupon.left === 0 || isInTransfer(coupon, now)) continue;
    const { owner, terms } = coupon;
    const known = endings.get(owner);
    endings.set(owner, { owner, n: (known?.n ?? 0) + 1, title: known?.title ?? terms.title });
  }
  return [...endings.values()];
}

/**
 * A page of coupons in the order of their owners, cut so that nobody's coupons are spread over two pages; with the owner
 * the next page begins after, null at the end. Somebody who fills a page alone is told of a page's worth.
 */
export function wholeOwners<Row extends { owner: MemberId }>(
  rows: Row[],
  pageSize: number,
): { rows: Row[]; after: MemberId | null } {
  const last = rows.at(-1)?.owner;
  if (rows.length < pageSize || last === undefined) return { rows, after: null };
  const whole = rows.filter(({ owner }) => owner !== last);
  const before = whole.at(-1)?.owner;
  return before === undefined ? { rows, after: last } : { rows: whole, after: before };
}
