import type { CouponFound } from '../../../shared-types/contract/admin-reads';
import type { CouponId } from '../../../shared-types/ids';
import { readPresented } from '../../domain/coupon/counter';
import { type CouponDoc, couponView, whyNotRevoke } from '../../domain/coupon/coupon';
import { maskedName } from '../../domain/member/member';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { memberOf } from '../../store/members';
import { presentedCoupon } from '../../store/presented';
import { namesOf } from '../../store/staff';

/** The coupon an operator is asked about, and whether it can be revoked. */
export async function findCoupon(input: { code: string }, ctx: Ctx): Promise<Result<CouponFound>> {
  const { db, keys, openid, now } = ctx;
  const [staff, stores, coupon] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('stores', {}),
    namedCoupon(ctx, input.code.trim()),
  ]);
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  if (!coupon) return refuse('code_invalid');

  const { revoked } = coupon;
  const [owner, nameOf] = await Promise.all([
    memberOf(db, coupon.owner),
    namesOf(db, revoked ? [revoked.by] : []),
  ]);
  const why = whyNotRevoke(coupon, keys.memberId(openid), now);
  return done({
    coupon: couponView(coupon, now, stores),
    owner: maskedName(owner?.nickname ?? null),
    ...(why ? { why } : {}),
    ...(revoked ? { revoked: { at: revoked.at, by: nameOf(revoked.by), reason: revoked.reason } } : {}),
  });
}

const COUPON_ID = /^cpn_[A-Za-z0-9_]{1,36}$/;

function namedCoupon({ db, keys, now }: Ctx, text: string): Promise<CouponDoc | null> | null {
  if (COUPON_ID.test(text)) return db.get('coupons', text as CouponId);
  const presented = readPresented(text, now, keys);
  return presented && presentedCoupon(db, presented);
}
