import type { OrderView } from '../../../shared-types/contract/groupbuy';
import type { StuckRefund } from '../../../shared-types/contract/groupbuy-desk';
import type { OrderId } from '../../../shared-types/ids';
import { seatOf } from '../../domain/groupbuy/group';
import { retriedNow } from '../../domain/groupbuy/refund';
import { stuckAmong } from '../../domain/groupbuy/stuck';
import { orderView } from '../../domain/groupbuy/views';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _ } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { groupOfOrder } from '../../store/groups';
import { changeOrder, earlierAnswer } from './own-order';

/** Groups at most: whoever has more stuck at once has one cause for all of them. */
const SHOWN = 200;

/** Refunds that the provider keeps refusing, for operators and analysts to look into, longest first. */
export async function stuckRefunds(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<{ items: StuckRefund[] }>> {
  const [staff, groups] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.find('groups', { stuckAt: _.gt(0) }, { order: [['stuckAt', 'asc']], limit: SHOWN }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done({ items: stuckAmong(groups) });
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
