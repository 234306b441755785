import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { campaignDraft, Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let buy: Groupbuy;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  buy = new Groupbuy(park);
  for (const guest of ['o-guest-1', 'o-guest-2']) await park.join(guest, '企鹅迷');
});
afterAll(() => cloud.stop());

const draft = async () => {
  const offerId = await park.offer({ stock: 100 });
  const input = campaignDraft(offerId);
  const { campaignId } = await park.ok('o-operator', 'admin', 'groupbuy.save', input as never);
  return { campaignId, input, offerId };
};
const desk = (campaignId: string) => park.ok('o-operator', 'admin', 'groupbuy.desk', { campaignId } as never);

describe('the operator’s desk of group-buys', () => {
  it('is for operators and analysts', async () => {
    const { campaignId } = await draft();
    for (const who of ['o-guest-1', 'o-clerk-north', 'o-manager'])
      for (const [op, input] of [
        ['groupbuy.all', {}],
        ['groupbuy.desk', { campaignId }],
        ['groupbuy.groups', { campaignId }],
      ] as const)
        expect(await park.refused(who, 'admin', op, input as never)).toBe('not_allowed');
    expect((await park.ok('o-analyst', 'admin', 'groupbuy.all', {})).items.length).toBeGreaterThan(0);
    expect(
      await park.refused('o-operator', 'admin', 'groupbuy.desk', { campaignId: 'cmp_none' } as never),
    ).toBe('not_found');
  });

  it('shows a draft with what it lacks, and later who did what', async () => {
    const { campaignId, input } = await draft();
    await park.ok('o-operator', 'admin', 'groupbuy.save', {
      ...input,
      campaignId,
      version: 0,
      stock: 0,
      singlePrice: 100,
    } as never);
    const before = await desk(campaignId);
    expect(before).toMatchObject({
      state: 'draft',
      version: 1,
      missing: ['stock', 'groupPrice'],
      view: { left: 0 },
      log: [
        { what: 'saved', fields: ['singlePrice', 'stock'] },
        { what: 'saved', fields: [] },
      ],
    });
    expect(
      await park.refused('o-operator', 'admin', 'groupbuy.save', {
        ...input,
        campaignId,
        version: 0,
      } as never),
    ).toBe('version_conflict');
    await park.ok('o-operator', 'admin', 'groupbuy.save', { ...input, campaignId } as never);
    await park.ok('o-operator', 'admin', 'groupbuy.publish', { campaignId });
    const after = await desk(campaignId);
    expect(after).toMatchObject({ state: 'published', missing: [], view: { status: 'open', left: 20 } });
    expect(after.log[0]).toMatchObject({ what: 'published' });
  });

  it('lists every campaign once over its pages, by state', async () => {
    const { offerId } = await draft();
    for (let n = 0; n < 22; n++)
      await park.ok('o-operator', 'admin', 'groupbuy.save', {
        ...campaignDraft(offerId),
        title: `第 ${n} 个`,
        from: NOW + (n % 3),
      } as never);
    const seen: string[] = [];
    for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
      const page = await park.ok('o-operator', 'admin', 'groupbuy.all', {
        status: 'draft',
        ...(cursor ? { cursor } : {}),
      });
      expect(page.items.every(({ state }) => state === 'draft')).toBe(true);
      seen.push(...page.items.map(({ campaignId }) => campaignId));
      cursor = page.cursor;
    }
    expect(seen.length).toBeGreaterThan(22);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows groups with their orders, names masked', async () => {
    const { campaignId } = await buy.campaign();
    const groupId = await buy.openPaid('o-guest-1', campaignId);
    const joined = await buy.join('o-guest-2', groupId);
    await park.ok('o-guest-2', 'campaign', 'groupbuy.buyAlone', { campaignId, quantity: 2 });
    const { items } = await park.ok('o-analyst', 'admin', 'groupbuy.groups', { campaignId });
    const group = items.find((one) => one.groupId === groupId);
    expect(group).toMatchObject({ status: 'forming', size: 2, alone: false });
    expect(group?.orders).toMatchObject([
      { status: 'paid', amount: 5900, name: expect.stringContaining('*') },
      { status: 'pending', orderId: joined.order.orderId },
    ]);
    expect(items.find(({ alone }) => alone)?.orders).toMatchObject([{ quantity: 2, amount: 17_600 }]);
  });
});
