import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
});
afterAll(() => cloud.stop());

const waitingGroup = async (type: string) => {
  const { items } = await park.ok('o-lin', 'campaign', 'groupbuy.list', {});
  const { campaignId } = items.find((one) => one.type === type && one.status === 'open') as (typeof items)[0];
  const { groups, left } = await park.ok('o-lin', 'campaign', 'groupbuy.detail', { campaignId });
  return { groups, left };
};
async function balanced() {
  const { money, differences } = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
  expect(differences).toEqual([]);
  return money;
}

describe('the group-buys of the demo park', () => {
  it('wait for somebody, and the books know their openers’ money', async () => {
    const { groups, left } = await waitingGroup('normal');
    expect(groups).toMatchObject([{ opener: '韩**', seatsLeft: 1 }]);
    expect(left).toBe(99);
    expect(await balanced()).toMatchObject({ paid: 41_700, open: 41_700, provider: 41_700 });
    const joined = await buy.join('o-lin', groups[0]?.groupId as never);
    await buy.pay(joined.order.outTradeNo);
    await cloud.timer('jobs');
    expect(await buy.order('o-lin', joined.order.orderId)).toMatchObject({ status: 'fulfilled' });
    await balanced();
  });

  it('are paid back when nobody came, and new ones wait on the next day', async () => {
    await cloud.clock.advance(DAY_MS + 60_000);
    for (let i = 0; i < 3; i++) await cloud.timer('jobs');
    const { groups } = await waitingGroup('ladder');
    expect(groups).toMatchObject([{ opener: '韩**', seatsLeft: 3 }]);
    const money = await balanced();
    expect(money.refunded).toBe(35_800);
    await cloud.clock.advance(30 * DAY_MS);
    expect((await waitingGroup('normal')).groups).toHaveLength(1);
    await balanced();
  });
});
