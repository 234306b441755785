import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Birthdays } from '../setup/birthdays.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
let people: Birthdays;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  people = await Birthdays.of(park, cloud);
});
afterAll(() => cloud.stop());

describe('the demo park', () => {
  it('has last year’s card of Mia, and her next one with its gift on the morning it comes', async () => {
    const [lastYears] = await people.mine('o-mia');
    expect(lastYears).toMatchObject({ year: 2025, day: '2025-06-24', status: 'opened' });
    await cloud.clock.set('2026-06-24T09:00:00+08:00');
    await cloud.timer('jobs');
    const [card] = await people.mine('o-mia');
    expect(card).toMatchObject({ day: '2026-06-24', status: 'delivered' });
    const { gift } = await people.open('o-mia', card?.cardId as never);
    // She holds a pass.
    expect(gift).toMatchObject({ title: '年卡生日礼包', status: 'given' });
    expect(gift?.couponIds).toHaveLength(3);
    const wallet = await park.ok('o-mia', 'wallet', 'coupon.list', {});
    expect(wallet.items.map(({ couponId }) => couponId)).toEqual(
      expect.arrayContaining(gift?.couponIds ?? []),
    );
    expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);
  });
});

describe('the large park', () => {
  it('has as many birthdays today as it was asked for, and others on other days', async () => {
    await cloud.clock.set('2026-06-15T00:00:00+08:00', false);
    await cloud.reset('large', { members: 2000, birthdaysToday: 250 });
    await cloud.clock.set('2026-06-15T00:05:00+08:00', false);
    for (let i = 0; i < 2; i++) await cloud.timer('jobs');
    const todays = (await people.cards()).filter(({ day }) => day === '2026-06-15');
    expect(todays).toHaveLength(250);
    await cloud.clock.set('2026-06-16T00:05:00+08:00', false);
    for (let i = 0; i < 2; i++) await cloud.timer('jobs');
    expect((await people.cards()).some(({ day }) => day === '2026-06-16')).toBe(true);
  });
});
