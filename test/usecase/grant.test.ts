import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Grant } from '../../cloudfunctions/domain/offer/grant.ts';
import type { OfferId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

/** What the park gives by itself, through the product's own step and the real SDK. */
let cloud: TestCloud;
let park: Product;
let give: (over: Partial<Grant> & { offerId: OfferId }) => Promise<unknown>;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  const [{ openDb }, { keysFrom }, { grant }] = await Promise.all([
    import('../../cloudfunctions/platform/db.ts'),
    import('../../cloudfunctions/platform/keys.ts'),
    import('../../cloudfunctions/store/grant.ts'),
  ]);
  const secrets = await cloud.secrets();
  const keys = keysFrom((name) => secrets[name] as string);
  give = (over) =>
    grant(openDb(), keys, NOW, {
      memberId: keys.memberId('o-mia'),
      cause: 'test',
      origin: 'rung',
      count: 1,
      window: null,
      ...over,
    });
});
afterAll(() => cloud.stop());

const held = async (offerId: OfferId) =>
  (await park.ok('o-mia', 'wallet', 'coupon.list', {})).items.filter((coupon) => coupon.offerId === offerId)
    .length;
const isBalanced = async () =>
  expect((await park.ok('o-analyst', 'admin', 'stats.reconcile', {})).differences).toEqual([]);

describe('a grant', () => {
  it('asks for neither window, audience nor limit, and gives once per cause', async () => {
    const offerId = await park.offer({ audience: { openids: ['o-nobody'] }, perMember: 1, stockPerDay: 1 });
    await cloud.clock.advance(8 * 86_400_000, false);
    const first = await give({ offerId, count: 2 });
    expect(await give({ offerId, count: 2 })).toEqual(first);
    await cloud.clock.set(NOW, false);
    expect(await held(offerId)).toBe(2);
    await cloud.timer('jobs');
    await isBalanced();
  });

  it.each(['offer', 'bundle'] as const)(
    'that finds no stock waits as a task and comes with the next raise: %s',
    async (kind) => {
      const part = await park.offer({ stock: 1 });
      const offerId =
        kind === 'offer'
          ? part
          : await park.offer({
              kind: 'bundle',
              goods: undefined,
              stock: 5,
              parts: [{ offerId: part, count: 1 }],
            });
      await park.claim('o-lin', part);
      expect(await give({ offerId, cause: ulid() })).toBe('no_stock');
      await cloud.timer('jobs');
      expect(await held(part)).toBe(0);
      await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId: part, by: 3 });
      // A bundle waits for its own stock; its operator raises that.
      if (kind === 'bundle') await park.ok('o-operator', 'admin', 'offer.raiseStock', { offerId, by: 1 });
      await cloud.clock.advance(60_000);
      await cloud.timer('jobs');
      expect(await held(part)).toBe(1);
      await cloud.timer('jobs');
      expect(await held(part)).toBe(1);
      await isBalanced();
    },
  );
});
