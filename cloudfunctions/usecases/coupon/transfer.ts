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
import { type Attempt, commit } from '../../store/commit';
import { allStores } from '../../store/config';
import { writeCoupon } from '../../store/coupons';

/** Starts a gift of my coupon; whoever gets the token may accept it within 24 hours. */
export function give(input: { couponId: CouponId }, ctx: Ctx): Promise<Result<GiveView>> {
  const token = `${input.couponId}.${ctx.keys.token('coupon.give', input.couponId, ctx.request.id)}`;
  const mark = markOf(ctx, 'give');
  // A repeat is answered also when the coupon is somebody else's by now.
  return change(input.couponId, ctx, (coupon) =>
    coupon && (isMine(coupon, ctx) || coupon.transfer?.key === mark.key)
      ? decideGive(coupon, mark, token, ctx.now)
      : refuse('not_found'),
  );
}

/** Takes a gift. */
export async function accept(input: { token: string }, ctx: Ctx): Promise<Result<CouponView>> {
  const { db, keys, openid, now } = ctx;
  const me = keys.memberId(openid);
  if (!(await db.get('members', me))) return refuse('member_required');
  const couponId = input.token.split('.')[0] as CouponId;
  const taken = await change(couponId, ctx, (coupon) =>
    decideAccept(coupon, input.token, me, markOf(ctx, 'accept'), now),
  );
  return taken.ok ? viewOf(taken.value, ctx) : taken;
}

/** Calls my gift back while nobody has accepted it. */
export async function takeBack(input: { couponId: CouponId }, ctx: Ctx): Promise<Result<CouponView>> {
  const back = await change(input.couponId, ctx, (coupon) =>
    coupon && isMine(coupon, ctx)
      ? decideTakeBack(coupon, markOf(ctx, 'takeBack'), ctx.now)
      : refuse('not_found'),
  );
  return back.ok ? viewOf(back.value, ctx) : back;
}

const isMine = (coupon: CouponDoc, { keys, openid }: Ctx): boolean => coupon.owner === keys.memberId(openid);

const markOf = ({ keys, openid, request }: Ctx, op: string) => ({
  key: `${keys.memberId(openid)}:${op}:${request.id}`,
  hash: request.hash,
});

function change<Value>(
  couponId: CouponId,
  { db }: Ctx,
  decide: (coupon: CouponDoc | null) => TransferDecision<Value> | Result<never>,
): Promise<Result<Value>> {
  return commit(async (): Promise<Attempt<Value, string>> => {
    const coupon = await db.get('coupons', couponId);
    const decision = decide(coupon);
    if ('ok' in decision) return { answer: decision };
    if ('answer' in decision) return decision;
    const { transfer, owner } = decision.change;
    const write = () =>
      writeCoupon(db, coupon as CouponDoc, { transfer: _.set(transfer), owner }, decision.row);
    return { write, value: decision.value };
  });
}

/** The coupon as its gift left it, also for a repeat after it has been used. */
async function viewOf(couponId: CouponId, { db, now }: Ctx): Promise<Result<CouponView>> {
  const [coupon, stores] = await Promise.all([db.get('coupons', couponId), allStores(db, now)]);
  return done(viewAsUnused(coupon as CouponDoc, coupon?.transfer?.ended?.at ?? now, stores));
}
