import assert from 'node:assert/strict';
import type { CouponId, RedemptionId } from '../../shared-types/ids.ts';
import type { Sent } from './crowd.ts';
import type { World } from './world.ts';

/** A code as it was shown, and the number below it. */
export interface Shown {
  code: string;
  number: string;
}

/** One of the codes shown lately, or none that ever was. */
export const someCode = ({ codes, random }: World): Shown =>
  random.pick(codes.length > 0 ? codes.slice(-20) : [{ code: 'nothing', number: 'nothing' }]);

/** The coupon of a code; one that was given away says so behind its id. */
export const couponOf = (code: string) => code.split('.')[3]?.replace(/_g$/, '') as CouponId;

/** Writes off what was shown: its code is scanned, or its number is typed. */
export async function redeem(world: World, by: keyof Shown, who: string): Promise<void> {
  const shown = someCode(world);
  const couponId = couponOf(shown.code);
  const judge = judgeUse(world, couponId);
  const input = { code: shown[by], storeId: world.north };
  const sent = await world.send(who, 'staff', 'redemption.confirm', input);
  const coupon = world.coupons.get(couponId);
  if (!sent.answer && coupon) coupon.doubtful += 1;
  if (!sent.answer?.ok) return;
  judge(sent);
  assert.ok(sent.after <= (coupon?.validTo ?? sent.after), `${couponId} was used after its end`);
  world.redemptions.set((sent.answer.value as { redemptionId: RedemptionId }).redemptionId, couponId);
}

/**
 * What people know of a coupon before somebody asks to use it. The answer throws if the use was allowed and must not
 * have been: it was revoked, or on its way to somebody all the time.
 */
export function judgeUse({ coupons }: World, couponId: CouponId): (allowed: Sent) => void {
  const { revoked, awayUntil } = coupons.get(couponId) ?? {};
  return ({ op, answer }) => {
    assert.ok(!revoked, `${op}: ${couponId} had been revoked`);
    const stillAway = awayUntil !== undefined && coupons.get(couponId)?.awayUntil === awayUntil;
    assert.ok(!stillAway || (answer?.serverTime ?? 0) >= awayUntil, `${op}: ${couponId} was on its way`);
  };
}
