import type { OfferView } from '@shared/contract';
import { useState } from 'react';
import { assume } from '../../api/answers';
import type { Fault, Refused } from '../../api/outcome';
import { useCommand } from '../../api/use-command';
import { putCoupon } from './coupons';

export interface Claim {
  /** Shown as claimed: at once with the tap, for good with the cloud's yes. */
  state: 'none' | 'saving' | 'done';
  /** The coupon to show, as soon as it is there. */
  couponId: string | undefined;
  trouble: Fault | Refused | undefined;
  claim(): Promise<void>;
}

/**
 * Claims an offer. The page shows it as claimed with the tap; a refusal takes that back and says why, a fault leaves
 * it open and offers to try again with the same requestId.
 */
export function useClaim(offer: OfferView): Claim {
  const { busy, outcome, run } = useCommand('wallet', 'coupon.claim');
  const [couponId, setCouponId] = useState<string>();

  async function claim(): Promise<void> {
    const takeBack = assume('wallet', 'offer.list', {}, (list) => {
      const mine = list.items.find((item) => item.offerId === offer.offerId);
      if (!mine) return;
      mine.claimedByMe += 1;
      mine.left = Math.max(0, mine.left - 1);
      if (mine.claimedByMe >= mine.perMember) mine.status = 'claimed';
    });
    const answered = await run({ offerId: offer.offerId });
    if (!answered.ok) return takeBack();
    setCouponId(answered.value.coupons[0]?.couponId);
    for (const coupon of answered.value.coupons) putCoupon(coupon);
  }

  const trouble = outcome && !outcome.ok ? outcome : undefined;
  return { state: busy ? 'saving' : outcome?.ok ? 'done' : 'none', couponId, trouble, claim };
}
