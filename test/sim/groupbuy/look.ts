import assert from 'node:assert/strict';
import type { CampaignDraft, OrderView } from '../../../shared-types/contract/groupbuy.ts';
import type { GroupbuyWorld } from './world.ts';

/** Somebody looks at all their orders; those whose answer they did not wait for are among them. */
export async function look(world: GroupbuyWorld, who: string): Promise<OrderView[]> {
  const orders: OrderView[] = [];
  for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
    const asked = world.order++;
    const answer = await world.park.insist(who, 'campaign', 'order.list', cursor ? { cursor } : {});
    assert.ok(answer.ok);
    for (const view of answer.value.items) world.learn(view, who, asked);
    orders.push(...answer.value.items);
    cursor = answer.value.cursor;
  }
  assert.equal(new Set(orders.map(({ orderId }) => orderId)).size, orders.length, 'an order is listed once');
  return orders;
}

/** Somebody opens a group's card: never more people than it has seats. */
export async function lookAtGroup(world: GroupbuyWorld): Promise<void> {
  const group = world.random.pick(world.groups.slice(-20));
  if (!group) return;
  const { groupId, campaign } = group;
  const who = world.random.pick(world.members);
  const asked = world.order++;
  const answer = await world.park.insist(who, 'campaign', 'groupbuy.group', { groupId });
  assert.ok(answer.ok);
  const { size, members, seatsLeft, endsAt, status, myOrder } = answer.value;
  assert.equal(size, sizeOf(campaign.spec));
  assert.ok(members.length <= size, `${groupId} has ${members.length} of ${size}`);
  assert.equal(seatsLeft, size - members.length);
  if (status === 'full' && campaign.spec.type !== 'ladder') assert.ok(members.every(({ paid }) => paid));
  if (myOrder) world.learn(myOrder, who, asked);
  if (endsAt === null) return;
  assert.equal(endsAt, group.endsAt ?? endsAt, `${groupId} keeps its deadline`);
  group.endsAt = endsAt;
}

/** Seats of its groups. */
export const sizeOf = ({ ladder, size }: CampaignDraft): number =>
  ladder ? Math.max(...ladder.map((rung) => rung.size)) : size;
