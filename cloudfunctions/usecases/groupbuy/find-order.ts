import type { OrderFound } from '../../../shared-types/contract/groupbuy-desk';
import { orderFound } from '../../domain/groupbuy/found';
import { readOrderNumber } from '../../domain/groupbuy/order-number';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { groupOfPayment } from '../../store/groups';

/** The order behind a number a guest reads out, and where its money is. Its group's name stands in the number. */
export async function findOrder(
  input: { number: string },
  { db, keys, openid, now }: Ctx,
): Promise<Result<OrderFound>> {
  const number = readOrderNumber(input.number);
  const [staff, group] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    number && db.get('groups', groupOfPayment(number.outTradeNo)),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  const found = number && group && orderFound(group, number, now);
  return found ? done(found) : refuse('not_found');
}
