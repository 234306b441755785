import type { CouponView } from '../../../shared-types/contract/wallet';
import type { CouponId } from '../../../shared-types/ids';
import { type CouponDoc, viewAsUnused } from '../../domain/coupon/coupon';
import {
  decideAccept,
  decideGive,
  decideTakeBack,
  type GiveView,
  type TransferDecision,
} from '../../domain/coupon/transfer';
import { done, type Result, refuse } from '../../domain/result';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import type { Attempt } from '../../store/commit';
import { allStores } from '../../store/config';
import { commitOnCoupon, writeCoupon } from '../../store/coupons';
import { memberOf } from '../../store/members';

/** Starts a gift of my coupon; whoever gets the token may accept it within 24 hours. */
export function give(input: { couponId: CouponId }, ctx: Ctx): Promise<Result<GiveView>> {
  const token = `${input.couponId}.${ctx.keys.token('coupon.give', input.couponId, ctx.request.id)}`;
  const mark = markOf(ctx, 'give');
  // A repeat is answered also when the coupon is somebody else's by now.
  return change(input.couponId, ctx, mark.key, (coupon) =>
    coupon && (isMine(coupon, ctx) || coupon.transfer?.key === mark.key)
      ? decideGive(coupon, mark, token, ctx.now)
      : null,
  );
}

/** Takes a gift. */
export async function accept(input: { token: string }, ctx: Ctx): Promise<Result<CouponView>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.memberId(openid);
  if (!(await memberOf(db, me))) return refuse('member_required');
  const couponId = input.token.split('.')[0] as CouponId;
  const mark = markOf(ctx, 'accept');
  const taken = await change(couponId, ctx, mark.key, (coupon) =>
    decideAccept(coupon, input.token, me, mark, now),
  );
  return taken.ok ? viewOf(taken.value, ctx) : taken;
}

/** Calls my gift back while nobody has accepted it. */
export async function takeBack(input: { couponId: CouponId }, ctx: Ctx): Promise<Result<CouponView>> {
  const mark = markOf(ctx, 'takeBack');
  const back = await change(input.couponId, ctx, mark.key, (coupon) =>
    coupon && isMine(coupon, ctx) ? decideTakeBack(coupon, mark, ctx.now) : null,
  );
  return back.ok ? viewOf(back.value, ctx) : back;
}

const isMine = (coupon: CouponDoc, { keys, openid }: Ctx): boolean => coupon.owner === keys.memberId(openid);

const markOf = ({ keys, openid, request }: Ctx, op: string) => ({
  key: `${keys.memberId(openid)}:${op}:${request.id}`,
  hash: request.hash,
});

/** `decide` answers null for a coupon that is not the caller's. */
function change<Value>(
  couponId: CouponId,
  ctx: Ctx,
  key: string,
  decide: (coupon: CouponDoc | null) => TransferDecision<Value> | null,
): Promise<Result<Value>> {
  const { db } = ctx;
  return commitOnCoupon(db, key, async (): Promise<Attempt<Value, string>> => {
    const coupon = await db.get('coupons', couponId);
    const decision = decide(coupon);
    if (!decision) return { answer: await notMine(ctx) };
    if ('answer' in decision) return decision;
    const { transfer, owner } = decision.change;
    const write = () =>
      writeCoupon(db, coupon as CouponDoc, { transfer: _.set(transfer), owner }, decision.row, key);
    return { write, value: decision.value };
  });
}

/** Who has not joined has no coupons, and is told that first. */
const notMine = async ({ db, keys, openid }: Ctx): Promise<Result<never>> =>
  refuse((await memberOf(db, keys.memberId(openid))) ? 'not_found' : 'member_required');

/** The coupon as its gift left it, also for a repeat after it has been used. */
async function viewOf(couponId: CouponId, { db, now }: Ctx): Promise<Result<CouponView>> {
  const [coupon, stores] = await Promise.all([db.get('coupons', couponId), allStores(db, now)]);
  return done(viewAsUnused(coupon as CouponDoc, coupon?.transfer?.ended?.at ?? now, stores));
}
