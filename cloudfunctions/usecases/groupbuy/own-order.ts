import type { OrderView, PaymentView } from '../../../shared-types/contract/groupbuy';
import type { OrderId } from '../../../shared-types/ids';
import { type GroupDoc, isOnItsWay, type Seat, seatOf } from '../../domain/groupbuy/group';
import { decideClose } from '../../domain/groupbuy/pay';
import { decideRefund, decideWish, wishRefused } from '../../domain/groupbuy/refund';
import type { Step } from '../../domain/groupbuy/step';
import { isOrderOf, orderView } from '../../domain/groupbuy/views';
import { judgeMark, type RequestMark } from '../../domain/request';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { changeGroup, goodsOf, groupChangedBy, groupOfOrder, keepKey, writeStep } from '../../store/groups';
import { forgetGoods, returnGoods } from '../../store/order-stock';
import { deliver } from '../jobs/drain-groups';
import { settle } from './order';
import { receive } from './receive';
import { areTakeable, takeBackCoupons } from './take-back';

type Input = { orderId: OrderId };
interface Own {
  group: GroupDoc;
  seat: Seat;
}

async function ownOrder({ orderId }: Input, { db, keys, openid }: Ctx): Promise<Own | null> {
  const group = await db.get('groups', groupOfOrder(orderId));
  const seat = group && seatOf(group, orderId);
  return group && seat && isOrderOf(keys.memberId(openid), seat) ? { group, seat } : null;
}

/** One order of mine; somebody else's is not found. */
export async function orderDetail(input: Input, ctx: Ctx): Promise<Result<OrderView>> {
  const own = await ownOrder(input, ctx);
  return own ? done(orderView(own.group, own.seat, ctx.now)) : refuse('not_found');
}

/**
 * The pay sheet once more, while the seat is held. The call that ordered may have been cut off before it took the goods:
 * they are taken first, so that nobody pays for what is not there.
 */
export async function payOrder(
  input: Input,
  ctx: Ctx,
): Promise<Result<{ order: OrderView; payment: PaymentView }>> {
  const own = await ownOrder(input, ctx);
  if (!own) return refuse('not_found');
  const { status, holdUntil } = own.seat;
  if (status === 'closed' || (status === 'pending' && ctx.now >= holdUntil)) return refuse('order_closed');
  const sheet = await settle(ctx, own);
  const isGone = !sheet.ok && (sheet.code === 'sold_out' || sheet.code === 'limit_reached');
  return isGone ? refuse('order_closed') : sheet;
}

/** Gives an unpaid order up: closed at the provider first, and only then the seat is free. */
export async function cancelOrder(input: Input, ctx: Ctx): Promise<Result<OrderView>> {
  const { db, keys, now, pay } = ctx;
  const request = markOf(ctx, 'order.cancel');
  const [own, earlier] = await Promise.all([ownOrder(input, ctx), earlierAnswer(ctx, request)]);
  if (earlier) return earlier;
  if (!own) return refuse('not_found');
  if (own.seat.status !== 'pending') return refuse('order_closed');
  const state = await pay.close(own.seat.outTradeNo);
  if (state.is === 'paid') {
    await receive(ctx, { outTradeNo: own.seat.outTradeNo, ...state });
    return refuse('order_closed');
  }
  if (state.is !== 'closed') return refuse('payment_unavailable');
  const cancelled = await changeOrder(ctx, input.orderId, request, (group, seat) => {
    const decided = decideClose(group, { ...seat, rq: [...seat.rq, request] }, 'cancelled', now);
    return decided === 'nothing' ? refuse('order_closed') : decided;
  });
  if (cancelled.ok) await returnGoods(db, goodsOf(keys, cancelled.value.group, cancelled.value.seat, now));
  return cancelled.ok ? done(orderView(cancelled.value.group, cancelled.value.seat, now)) : cancelled;
}

/** Asks for my money back: before the group is full, or while everything I got for it is unused. */
export async function refundOrder(input: Input, ctx: Ctx): Promise<Result<OrderView>> {
  const request = markOf(ctx, 'order.refund');
  const [own, earlier] = await Promise.all([ownOrder(input, ctx), earlierAnswer(ctx, request)]);
  if (earlier) return earlier;
  return own ? refundWith(ctx, own, request, 'left') : refuse('not_found');
}

/** An operator gives somebody's money back, with a reason. */
export async function refundForOperator(
  input: Input & { reason: string },
  ctx: Ctx,
): Promise<Result<OrderView>> {
  const { db, keys, openid } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:order.refund:${ctx.request.id}`, hash: ctx.request.hash };
  const [staff, group, earlier] = await Promise.all([
    db.get('staff', by),
    db.get('groups', groupOfOrder(input.orderId)),
    earlierAnswer(ctx, request),
  ]);
  const seat = group && seatOf(group, input.orderId);
  if (earlier) return earlier;
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  if (!group || !seat) return refuse('not_found');
  if (seat.memberId === keys.memberId(openid)) return refuse('own_coupon');
  return refundWith(ctx, { group, seat }, request, 'operator');
}

async function refundWith(
  ctx: Ctx,
  own: Own,
  request: RequestMark,
  why: 'left' | 'operator',
): Promise<Result<OrderView>> {
  const { db, keys, now } = ctx;
  let revoked = false;
  if (own.seat.status === 'fulfilled') {
    const { orderId } = own.seat;
    // What is still on its way is handed out first, so that there is something to take back.
    if (isOnItsWay(own.group, own.seat)) await deliver(ctx, [{ ...own, at: now }]);
    if (!(await areTakeable(ctx, own.group, own.seat))) return refuse('refund_closed');
    const wished = await changeGroup(db, own.group._id, (group) => {
      const wish = decideWish(group, seatOf(group, orderId) as Seat, { by: request, why, at: now });
      return 'ok' in wish ? 'nothing' : wish;
    });
    if (!wished) return refuse('not_found');
    revoked = await takeBackCoupons(ctx, own.group, own.seat);
    if (!revoked) {
      await changeGroup(db, own.group._id, (group) => wishRefused(group, seatOf(group, orderId) as Seat));
      return refuse('refund_closed');
    }
  }
  const refunded = await changeOrder(ctx, own.seat.orderId, request, (group, seat) =>
    decideRefund(group, seat, { by: request, why, at: now, revoked }),
  );
  if (!refunded.ok) return refunded;
  if (revoked) await forgetGoods(db, goodsOf(keys, refunded.value.group, refunded.value.seat, now));
  return done(orderView(refunded.value.group, refunded.value.seat, now));
}

const markOf = ({ keys, openid, request }: Ctx, op: string): RequestMark => ({
  key: `${keys.memberId(openid)}:${op}:${request.id}`,
  hash: request.hash,
});

/** What a request was answered before, whichever order it has changed; null for a new one. */
export async function earlierAnswer(
  { db, now }: Pick<Ctx, 'db' | 'now'>,
  request: RequestMark,
): Promise<Result<OrderView> | null> {
  const group = await groupChangedBy(db, request.key);
  const seat = group?.seats.find(({ rq }) => rq.some(({ key }) => key === request.key));
  return group && seat ? earlierMark({ group, seat }, request, now) : null;
}

/** A repeat gets the order as it stands now: the command has nothing else to say. */
function earlierMark({ group, seat }: Own, request: RequestMark, now: number): Result<OrderView> | null {
  const verdict = judgeMark(
    seat.rq.find(({ key }) => key === request.key),
    request,
  );
  if (verdict === 'first') return null;
  return verdict === 'repeat' ? done(orderView(group, seat, now)) : refuse('request_id_reused');
}

/** One change of one order by one request, whose mark stays on it. */
export function changeOrder(
  { db, now }: Ctx,
  orderId: OrderId,
  request: RequestMark,
  decide: (group: GroupDoc, seat: Seat) => Step | 'nothing' | Extract<Result<never>, { ok: false }>,
): Promise<Result<Own>> {
  return commit(async (): Promise<Attempt<Own, string>> => {
    const group = (await db.get('groups', groupOfOrder(orderId))) as GroupDoc;
    const seat = seatOf(group, orderId) as Seat;
    const earlier = earlierMark({ group, seat }, request, now);
    if (earlier) return { answer: earlier.ok ? done({ group, seat }) : earlier };
    const step = decide(group, seat);
    if (step === 'nothing') return { answer: done({ group, seat }) };
    if ('ok' in step) return { answer: step };
    const after = { ...step.group, rev: group.rev + 1 };
    return {
      write: () => writeStep(db, group, step, keepKey(request.key)),
      value: { group: after, seat: seatOf(after, orderId) as Seat },
    };
  });
}
