import type { CouponDoc } from '../domain/coupon/coupon';
import type { OfflineDecision } from '../domain/coupon/offline';
import { earlierAnswer } from '../domain/coupon/redeem';
import type { RequestMark } from '../domain/request';
import { type Db, isDuplicate } from '../platform/db';
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
  // Set when the unique index says that this scan has used another coupon.
  let usedElsewhere = false;
  const result = await commit(async (): Promise<Attempt<OfflineEnd | null, never>> => {
    const coupon = await db.get('coupons', couponId);
    if (!coupon) return { answer: { ok: true, value: null } };
    // Under this nonce something else was used before.
    const reused: OfflineEnd = { coupon, decision: { result: 'refused', code: 'request_id_reused' } };
    if (usedElsewhere) return { answer: { ok: true, value: reused } };
    const use = coupon.uses.find(({ key }) => key === request.key || key === request.confirmed);
    if (use && use.key !== request.confirmed && !earlierAnswer(coupon, request)?.ok)
      return { answer: { ok: true, value: reused } };
    if (use) {
      const redemption = { answer: { redemptionId: use.redemptionId, at: use.at, usesLeft: use.leftAfter } };
      const decision = { result: 'accepted', redemption } as OfflineDecision;
      return { answer: { ok: true, value: { coupon, decision } } };
    }
    const decision = decide(coupon);
    if (decision.result !== 'accepted') return { answer: { ok: true, value: { coupon, decision } } };
    const write = async () => {
      try {
        return await writeUse(db, coupon, decision.redemption);
      } catch (error) {
        usedElsewhere = isDuplicate(error);
        throw error;
      }
    };
    return { write, value: { coupon, decision } };
  });
  return result.ok ? result.value : null;
}
