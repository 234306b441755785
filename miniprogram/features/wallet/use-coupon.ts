import type { CouponView } from '@shared/contract';
import { useCallback, useEffect, useRef, useState } from 'react';
import { refresh, useAnswers } from '../../api/answers';
import type { Fault, Refused } from '../../api/outcome';
import { couponInHand } from './coupons';

export interface FoundCoupon {
  coupon: CouponView | undefined;
  /** The wallet was asked and does not hold it. */
  gone: boolean;
  trouble: Fault | Refused | undefined;
  again(): void;
}

/**
 * A coupon of the wallet, as last heard of. Only a page opened from outside has to ask for the wallet first; once found
 * it stays, also when the wallet moves on because it was used.
 */
export function useCoupon(couponId: string): FoundCoupon {
  useAnswers((state) => state.known);
  const seen = useRef<CouponView>();
  seen.current = couponInHand(couponId) ?? seen.current;
  const [trouble, setTrouble] = useState<Fault | Refused>();
  const [asked, setAsked] = useState(false);
  const again = useCallback(async () => {
    const known = await refresh('wallet', 'coupon.list', {});
    setTrouble(known.trouble);
    setAsked(!known.trouble);
  }, []);
  useEffect(() => {
    if (!seen.current) again();
  }, [again]);
  return { coupon: seen.current, gone: asked && !seen.current, trouble, again };
}
