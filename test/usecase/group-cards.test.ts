import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let buy: Groupbuy;
const people = ['o-guest-1', 'o-guest-2', 'o-guest-3'] as const;
const [a, b, c] = people;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  const park = new Product(cloud);
  buy = new Groupbuy(park);
  for (const person of people) await park.join(person);
});
afterAll(() => cloud.stop());
beforeEach(() => cloud.messages.clear());

/** What the cards of a group were told since the test began, in its order: the state, and how many of how many. */
async function told(activityId: string | undefined) {
  const items = await cloud.messages.get();
  return items.flatMap(({ api, data }) => {
    const card = data as { activityId: string; targetState: number; templateInfo: Parameters };
    if (api !== 'updatableMessage.setUpdatableMsg' || card.activityId !== activityId) return [];
    return [[card.targetState, ...card.templateInfo.parameterList.map(({ value }) => value)]];
  });
}
type Parameters = { parameterList: Array<{ name: string; value: string }> };

describe('the shared card of a group', () => {
  it('is told of every paid seat, and last that the group is full', async () => {
    const { campaignId } = await buy.campaign({ size: 3 });
    const { groupId, order } = await buy.open(a, campaignId);
    await cloud.timer('jobs');
    const { activityId } = await buy.group(a, groupId);
    expect(activityId).toBeTypeOf('string');
    expect(await told(activityId)).toEqual([]);

    await buy.pay(order.outTradeNo);
    for (const person of [b, c]) {
      await cloud.timer('jobs');
      await buy.pay((await buy.join(person, groupId)).order.outTradeNo);
    }
    for (let n = 0; n < 2; n++) await cloud.timer('jobs');
    expect(await told(activityId)).toEqual([
      [0, '1', '3'],
      [0, '2', '3'],
      [1, `packages/groupbuy/group/index?groupId=${groupId}`],
    ]);
  });

  it('is told once that the group has failed', async () => {
    const { campaignId } = await buy.campaign({ lifeMinutes: 60 });
    const groupId = await buy.openPaid(b, campaignId);
    const { activityId } = await buy.group(b, groupId);
    await cloud.clock.advance(61 * 60_000);
    await cloud.timer('jobs');
    expect((await told(activityId)).map(([state]) => state)).toEqual([0, 1]);
  });

  it('of who buys alone there is none', async () => {
    const { campaignId } = await buy.campaign();
    await buy.park.ok(c, 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 1 });
    await cloud.timer('jobs');
    const sent = await cloud.messages.get();
    expect(sent.filter(({ api }) => api.startsWith('updatableMessage'))).toEqual([]);
  });
});
