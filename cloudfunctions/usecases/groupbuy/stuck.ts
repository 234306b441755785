import type { StuckRefund } from '../../../shared-types/contract/admin';
import type { OrderView } from '../../../shared-types/contract/groupbuy';
import type { OrderId } from '../../../shared-types/ids';
import { type GroupDoc, type Refund, seatOf } from '../../domain/groupbuy/group';
import { retriedNow, STUCK_TRIES } from '../../domain/groupbuy/refund';
import { orderView } from '../../domain/groupbuy/views';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { groupOfOrder } from '../../store/groups';
import { changeOrder, earlierAnswer } from './own-order';

/** Refunds that the provider keeps refusing, for operators to look into. */
export async function stuckRefunds(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: StuckRefund[] }>> {
  const [staff, groups] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    // Only groups with something due have a time to wake at.
    db.find('groups', { wake: _.gt(0), status: _.in(['full', 'failed', 'forming']) }, { limit: MAX_ROWS }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done({ items: groups.flatMap(stuckOf) });
}

function stuckOf({ seats, unmatched }: GroupDoc): StuckRefund[] {
  const row = (refund: Refund, orderId: OrderId | null, outTradeNo: string): StuckRefund[] =>
    refund.status === 'due' && refund.tries >= STUCK_TRIES
      ? [
          {
            orderId,
            outTradeNo,
            outRefundNo: refund.outRefundNo,
            amount: refund.amount,
            tries: refund.tries,
            at: refund.at,
            nextAt: refund.next,
          },
        ]
      : [];
  return [
    ...seats.flatMap((seat) => seat.refunds.flatMap((refund) => row(refund, seat.orderId, seat.outTradeNo))),
    ...unmatched.flatMap(({ refund, outTradeNo }) => row(refund, null, outTradeNo)),
  ];
}

/** Tries an order's refund again with the next tick, under the same number. Doing so twice is doing so once. */
export async function retryRefund({ orderId }: { orderId: OrderId }, ctx: Ctx): Promise<Result<OrderView>> {
  const { db, keys, openid, now } = ctx;
  const by = keys.staffId(openid);
  const request = { key: `${by}:refund.retry:${ctx.request.id}`, hash: ctx.request.hash };
  const [staff, group, earlier] = await Promise.all([
    db.get('staff', by),
    db.get('groups', groupOfOrder(orderId)),
    earlierAnswer(ctx, request),
  ]);
  if (earlier) return earlier;
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  if (!group || !seatOf(group, orderId)) return refuse('not_found');
  const tried = await changeOrder(ctx, orderId, request, (fresh, seat) =>
    retriedNow(fresh, seat, request, now),
  );
  if (!tried.ok) return tried;
  const { seat } = tried.value;
  const isDue = seat.refunds.some(({ status }) => status === 'due');
  return isDue || seat.status === 'refunded'
    ? done(orderView(tried.value.group, seat, now))
    : refuse('refund_closed');
}
