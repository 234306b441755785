import type { CouponId } from '../../../shared-types/ids';
import { type CouponDoc, whyNotRevoke } from '../../domain/coupon/coupon';
import type { RevokeRow } from '../../domain/coupon/ledger';
import { judgeMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { commitOnCoupon, writeCoupon } from '../../store/coupons';

type Revoked = { couponId: CouponId };

/** Takes a coupon out of the world, with a reason; one that is used up cannot be. */
export function revoke(input: { couponId: CouponId; reason: string }, ctx: Ctx): Promise<Result<Revoked>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:coupon.revoke:${ctx.request.id}`, hash: ctx.request.hash };
  const answer = { couponId: input.couponId };

  return commitOnCoupon(db, request.key, async (): Promise<Attempt<Revoked, string>> => {
    const [staff, coupon] = await Promise.all([db.get('staff', by), db.get('coupons', input.couponId)]);
    const verdict = judgeMark(coupon?.revoked?.key === request.key ? coupon.revoked : undefined, request);
    if (verdict !== 'first')
      return { answer: verdict === 'repeat' ? done(answer) : refuse('request_id_reused') };
    if (!actsAs(staff, ['operator'])) return { answer: refuse('not_allowed') };
    if (!coupon) return { answer: refuse('not_found') };
    const why = whyNotRevoke(coupon, keys.memberId(openid), now);
    if (why) return { answer: refuse(why) };
    const revoked = { ...request, at: now, by, reason: input.reason };
    const write = () =>
      writeCoupon(
        db,
        coupon,
        { state: 'revoked', revoked: _.set(revoked) },
        rowOf(coupon, revoked),
        request.key,
      );
    return { write, value: answer };
  });
}

const rowOf = (coupon: CouponDoc, { at, by, reason }: NonNullable<CouponDoc['revoked']>): RevokeRow => ({
  _id: `rev_${coupon._id}`,
  type: 'revoke',
  couponId: coupon._id,
  offerId: coupon.offerId,
  memberId: coupon.owner,
  by,
  at,
  reason,
});
