import type { CouponDoc } from '../domain/coupon/coupon';
import type { OfflineDecision } from '../domain/coupon/offline';
import { earlierAnswer } from '../domain/coupon/redeem';
import type { RequestMark } from '../domain/request';
import type { Db } from '../platform/db';
import { type Attempt, commit } from './commit';
import { writeUse } from './coupons';

export interface OfflineEnd {
  coupon: CouponDoc;
  decision: OfflineDecision;
}

/**
 * Carries an offline use out by the same conditional write as one made online. A use that carries the request's mark
 * already stands, whatever would be decided now; so does one that the same scan made online (`confirmed`, the key of
 * a confirm whose answer the phone lost). null: no such coupon.
 */
export async function redeemOffline(
  db: Db,
  couponId: string,
  request: RequestMark & { confirmed?: string },
  decide: (coupon: CouponDoc) => OfflineDecision,
): Promise<OfflineEnd | null> {
  const result = await commit(async (): Promise<Attempt<OfflineEnd | null, never>> => {
    const coupon = await db.get('coupons', couponId);
    if (!coupon) return { answer: { ok: true, value: null } };
    const use = coupon.uses.find(({ key }) => key === request.key || key === request.confirmed);
    if (use && (use.key === request.confirmed || earlierAnswer(coupon, request)?.ok)) {
      const redemption = { answer: { redemptionId: use.redemptionId, at: use.at, usesLeft: use.leftAfter } };
      const decision = { result: 'accepted', redemption } as OfflineDecision;
      return { answer: { ok: true, value: { coupon, decision } } };
    }
    const decision = decide(coupon);
    if (decision.result !== 'accepted') return { answer: { ok: true, value: { coupon, decision } } };
    return { write: () => writeUse(db, coupon, decision.redemption), value: { coupon, decision } };
  });
  return result.ok ? result.value : null;
}
