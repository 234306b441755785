import type { ConfirmView } from '../../../shared-types/contract/staff';
import type { Fen, RedemptionId, StoreId } from '../../../shared-types/ids';
import { isTyped, type Presented, readPresented } from '../../domain/coupon/counter';
import type { CouponDoc } from '../../domain/coupon/coupon';
import { decideRedeem, earlierAnswer, type Redemption, syncedBefore } from '../../domain/coupon/redeem';
import type { RequestMark } from '../../domain/request';
import { type Result, refuse } from '../../domain/result';
import { typingClosedUntil } from '../../domain/staff/attempts';
import { actsAs, COUNTER_ROLES } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { countWrongNumber, recordClosing } from '../../store/attempts';
import type { Attempt } from '../../store/commit';
import { allStores } from '../../store/config';
import { commitOnCoupon, writeUse } from '../../store/coupons';
import { presentedCoupon, refusalOfPresented } from '../../store/presented';

interface Input {
  code: string;
  storeId: StoreId;
  benefitId?: string | undefined;
  uses: number;
  bill?: Fen | undefined;
}

/**
 * Writes a coupon off, exactly once: staff row and coupon are read together, the rule decides, and one conditional
 * write on the coupon carries the use, the request's mark and the ledger row to come.
 */
export async function confirm(input: Input, ctx: Ctx): Promise<Result<ConfirmView>> {
  const request = { key: `${ctx.keys.staffId(ctx.openid)}:${ctx.request.id}`, hash: ctx.request.hash };
  const presented = readPresented(input.code, ctx.now, ctx.keys);
  const attempt = async (): Promise<Attempt<ConfirmView, string>> => {
    const step = await decide(input, ctx, presented, request);
    if ('answer' in step) return step;
    return {
      write: () => writeUse(ctx.db, step.coupon, step.redemption),
      value: step.redemption.answer,
    };
  };
  // A repeat must get its first answer even if its code is too old, bent or another one now.
  return commitOnCoupon(ctx.db, request.key, attempt, (coupon) => earlierAnswer(coupon, request));
}

type Step = { answer: Result<ConfirmView> } | { coupon: CouponDoc; redemption: Redemption };

async function decide(
  input: Input,
  ctx: Ctx,
  presented: Presented | null,
  request: RequestMark,
): Promise<Step> {
  const { db, keys, now, openid } = ctx;
  const by = keys.staffId(openid);
  const typed = isTyped(input.code);
  const [staff, coupon, stores] = await Promise.all([
    db.get('staff', by),
    presented ? presentedCoupon(db, presented) : null,
    allStores(db, now),
  ]);
  const earlier = coupon && (earlierAnswer(coupon, request) ?? syncedBefore(coupon, by, ctx.request.id));
  if (earlier) return { answer: earlier };
  if (!actsAs(staff, COUNTER_ROLES)) return { answer: refuse('not_allowed') };
  const until = typed ? typingClosedUntil(staff, now) : null;
  if (until !== null) {
    await recordClosing(db, staff, staff);
    return { answer: refuse('too_many_attempts', { until }) };
  }
  const wrong = refusalOfPresented(presented, coupon, now, keys);
  if (wrong && typed) await countWrongNumber(db, staff, { at: now, id: request.key });
  if (wrong || !coupon) return { answer: refuse(wrong ?? 'code_invalid') };

  const decision = decideRedeem(
    coupon,
    staff,
    {
      request,
      redemptionId: keys.derive('red_', coupon._id, request.key) as RedemptionId,
      storeId: input.storeId,
      uses: input.uses,
      bill: input.bill,
      ownCoupon: coupon.owner === keys.memberId(openid),
      typed,
      offline: false,
      at: now,
    },
    stores,
  );
  return 'refusal' in decision ? { answer: decision.refusal } : { coupon, redemption: decision.redemption };
}
