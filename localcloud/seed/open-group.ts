import type { CampaignDoc } from '../../cloudfunctions/domain/groupbuy/campaign.ts';
import { type GroupDoc, newGroup, type Seat } from '../../cloudfunctions/domain/groupbuy/group.ts';
import { decidePaid } from '../../cloudfunctions/domain/groupbuy/pay.ts';
import { homeShard, shardIdIn } from '../../cloudfunctions/domain/offer/stock.ts';
import { goodsOf, groupIdOf, orderNames } from '../../cloudfunctions/store/groups.ts';
import { addParkDays, parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { payOrders } from '../desks/pay-collections.ts';
import { ENV_ID } from '../runtime/variables.ts';
import { load, type Seeding, seededMember } from './seeding.ts';

/** Opens the demo's groups; nobody chooses this person's phone. */
const OPENER = { openid: 'o-han', nickname: '韩家小雨' };
/**
 * A group of a demo campaign that waits for somebody: its opener has ordered and paid, by the product's own rule; the
 * ledger row follows through its outbox, and the pay desk has the money. If nobody joins, `jobs` pays it back.
 */
export async function keepGroupWaiting(seeding: Seeding, campaign: CampaignDoc): Promise<void> {
  const { engine, now, keys } = seeding;
  const memberId = keys.memberId(OPENER.openid);
  const groupId = groupIdOf(keys, memberId, 'demo', campaign._id, parkDayOf(now));
  const waiting = {
    'terms.campaignId': campaign._id,
    status: 'forming',
    // The next one comes with the next park day.
    deadline: { $gte: startOfParkDay(addParkDays(parkDayOf(now), 1)) },
  };
  const [known] = await engine.find('groups', { filter: { $or: [waiting, { _id: groupId }] }, limit: 1 });
  if (known) return;
  await join(seeding);
  const buyer = {
    memberId,
    openid: OPENER.openid,
    name: OPENER.nickname,
    avatarFileId: null,
    quantity: 1,
    ...orderNames(keys, groupId, memberId, 'demo'),
    by: { key: `${memberId}:groupbuy.open:demo`, hash: 'demo' },
    at: now,
  };
  const opened = newGroup(groupId, campaign, buyer, false);
  const [seat] = opened.seats as [Seat];
  const transactionId = `4200${seat.outTradeNo}`;
  const receipt = { ...seat, transactionId, at: now };
  const decision = decidePaid(opened, receipt, now);
  if (typeof decision === 'string') throw new Error(`the demo's group was not paid: ${decision}`);
  const ob = decision.rows.map((row) => ({ id: row._id, to: 'ledger' as const, at: now, d: row }));
  await holdGoods(seeding, opened, seat);
  await payOrders(engine).put({
    _id: seat.outTradeNo,
    totalFee: seat.amount,
    body: campaign.spec.title,
    openid: seat.openid,
    subMchId: '1900000001',
    envId: ENV_ID,
    functionName: 'paynotify',
    prepayId: `wx_local_${seat.outTradeNo}`,
    createdAt: now,
    state: 'SUCCESS',
    paid: seat.amount,
    paidAt: now,
    transactionId,
  });
  await load(engine, 'groups', [{ ...decision.group, ob }]);
}

async function join({ engine, now, keys }: Seeding): Promise<void> {
  const _id = keys.memberId(OPENER.openid);
  const [known] = await engine.find('members', { filter: { _id }, limit: 1 });
  if (!known) await load(engine, 'members', [seededMember({ _id, ...OPENER, joinedAt: now })]);
}

/** As an order takes its goods: at the buyer's home shard of the reservation, with all three marks. */
async function holdGoods({ engine, keys }: Seeding, group: GroupDoc, seat: Seat): Promise<void> {
  const { pool, orderId, memberId, couponIds } = goodsOf(keys, group, seat, seat.at);
  await engine.update('stocks', {
    filter: {
      _id: shardIdIn(pool, homeShard(memberId, pool.shards)),
      [`orders.${orderId}`]: { $exists: false },
    },
    update: {
      $inc: { free: -couponIds.length },
      $set: { [`orders.${orderId}`]: couponIds.length },
      $push: {
        [`g.${memberId}`]: { $each: couponIds },
        [`go.${memberId}`]: { $each: [orderId] },
      },
    },
    multi: false,
  });
}
