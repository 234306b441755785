import type { CouponStatus, CouponView } from '@shared/contract';
import { assume, knownOf, refresh } from '../../api/answers';
import { usePages } from '../../api/use-pages';

/** 可用 · 已用 · 过期 */
export type WalletTab = 'unused' | 'used' | 'expired';

const TAB_OF: Record<CouponStatus, WalletTab> = {
  unused: 'unused',
  partly_used: 'unused',
  in_transfer: 'unused',
  used: 'used',
  expired: 'expired',
  revoked: 'expired',
};

/** Where a coupon belongs now; one that ended since it was asked for has ended, whatever the answer said. */
export function tabOf(coupon: CouponView, now: number): WalletTab {
  const tab = TAB_OF[coupon.status];
  return tab === 'unused' && coupon.validTo < now ? 'expired' : tab;
}

/** The whole wallet by one question: a page of it holds what most people have, and answers all three tabs. */
export const useCoupons = () => usePages('wallet', 'coupon.list', {});

/** The questions about coupons that pages ask; a change of one coupon shows in the answers to all of them. */
const LISTS: Array<{ status?: CouponStatus }> = [{}, { status: 'unused' }];

/** A coupon a person just pressed: it may be of a page further down than what is known of the lists. */
const pressed = new Map<string, CouponView>();
export const notePressed = (coupon: CouponView): void => void pressed.set(coupon.couponId, coupon);

export function couponInHand(couponId: string): CouponView | undefined {
  for (const input of LISTS) {
    const { value } = knownOf('wallet', 'coupon.list', input);
    const found = value?.items.find((coupon) => coupon.couponId === couponId);
    if (found) return found;
  }
  return pressed.get(couponId);
}

/** Shows a coupon as a command has just answered it, until the lists are asked for again. */
export function putCoupon(coupon: CouponView): void {
  // Also where no list is known that could hold it: the page that is open shows it.
  notePressed(coupon);
  for (const input of LISTS) {
    assume('wallet', 'coupon.list', input, (list) => {
      list.items = list.items.filter(({ couponId }) => couponId !== coupon.couponId);
      if (input.status && input.status !== coupon.status) return;
      list.items.push(coupon);
      list.items.sort((a, b) => a.validTo - b.validTo);
    });
  }
}

/** Offers and coupons as the cloud sees them now, after a command that ended outside a page. */
export async function refreshWallet(): Promise<void> {
  await Promise.all([
    refresh('wallet', 'offer.list', {}),
    ...LISTS.map((input) => refresh('wallet', 'coupon.list', input)),
  ]);
}
