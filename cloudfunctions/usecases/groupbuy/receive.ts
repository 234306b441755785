import type { Instant } from '../../../shared-types/ids';
import { type GroupDoc, lateName } from '../../domain/groupbuy/group';
import { decidePaid, type Receipt } from '../../domain/groupbuy/pay';
import type { Step } from '../../domain/groupbuy/step';
import type { Db } from '../../platform/db';
import type { Keys } from '../../platform/keys';
import { addMissing } from '../../store/add-missing';
import { changeGroup, goodsOf, groupOfPayment, limitsOf, strayGroup } from '../../store/groups';
import { returnGoods, takeGoods } from '../../store/order-stock';

interface Desk {
  db: Db;
  keys: Keys;
  now: Instant;
}

/**
 * Books what the provider says was paid, once, however often it is reported: the order is paid, or its money goes back.
 * Two requests as a rule.
 */
export async function receive(desk: Desk, receipt: Receipt): Promise<void> {
  const { db, now } = desk;
  const groupId = groupOfPayment(receipt.outTradeNo);
  const group = await changeGroup(db, groupId, (fresh) => decide(desk, fresh, receipt));
  if (group) return;
  // A payment of ours that belongs to nothing we know: kept where its refund is driven from.
  await addMissing(db, 'groups', [strayGroup(groupId, now)]);
  await changeGroup(db, groupId, (fresh) => decide(desk, fresh, receipt));
}

async function decide(desk: Desk, group: GroupDoc, receipt: Receipt): Promise<Step | 'nothing'> {
  const { db, keys, now } = desk;
  const seat = group.seats.find(({ outTradeNo }) => outTradeNo === receipt.outTradeNo);
  if (seat?.status === 'closed' && seat.goods === 'held')
    await returnGoods(db, goodsOf(keys, group, seat, now));
  const decision = decidePaid(group, receipt, now);
  if (decision !== 'goods_needed' || !seat) return decision === 'goods_needed' ? 'nothing' : decision;
  // Paid after the hold ran out, and the seat is still free: its goods have to be taken again, under another name.
  const late = goodsOf(keys, group, { ...seat, goodsName: lateName(seat) }, now);
  const taken = await takeGoods(db, late, limitsOf(group));
  const after = decidePaid(group, receipt, now, taken.ok ? 'taken' : 'not_to_be_had');
  return after === 'goods_needed' ? 'nothing' : after;
}
