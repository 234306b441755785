import type { CouponView } from '@shared/contract';
import { useEffect, useState } from 'react';
import { knownOf, refresh } from '../../api/answers';

const inWallet = (couponId: string): CouponView | undefined =>
  knownOf('wallet', 'coupon.list', { status: 'unused' }).value?.items.find(
    (coupon) => coupon.couponId === couponId,
  );

/**
 * A coupon of the wallet, as its list last said. Only a page opened from outside has to ask for the list first;
 * once found it stays, also when the list moves on because it was used.
 */
export function useCoupon(couponId: string): CouponView | undefined {
  const [coupon, setCoupon] = useState(() => inWallet(couponId));
  useEffect(() => {
    if (coupon) return;
    refresh('wallet', 'coupon.list', { status: 'unused' }).then(() => setCoupon(inWallet(couponId)));
  }, [coupon, couponId]);
  return coupon;
}
