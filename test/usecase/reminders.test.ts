import { isDeepStrictEqual } from 'node:util';
import { ulid } from 'ulid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OutMessage } from '../../localcloud/types.ts';
import type { CouponId, ParkDay } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { timerCtx } from '../setup/timer-ctx.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

const EXPIRING = 'coupon_expiring';
const TOMORROW = Date.parse('2026-06-16T23:59:59.999+08:00');
let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
beforeEach(async () => {
  await cloud.clock.set(NOW, false);
  await cloud.reset('park');
});
afterEach(() => cloud.faults.clear());
afterAll(() => cloud.stop());

const credit = (who: string, key = EXPIRING, requestId = ulid()) =>
  park.ok(who, 'member', 'member.credit', { templates: [{ key, accepted: true }] }, requestId);
const tick = () => cloud.timer('jobs');
const inbox = async () => (await cloud.messages.get()).map(({ touser }) => touser).sort();
const textOf = (message: OutMessage | undefined) => {
  const fields = Object.values((message?.data ?? {}) as Record<string, { value: string }>);
  return fields.map(({ value }) => value);
};

/** A coupon in somebody's wallet that ends tomorrow. */
async function ending(who: string, title = '喂奶鱼体验券'): Promise<CouponId> {
  const offerId = await park.offer({ title, validity: { type: 'fixed', from: NOW, to: TOMORROW } });
  return (await park.claim(who, offerId)).couponId;
}

/** Credits for the reminder of everybody, and whether all credits are the sum of their rows in the ledger. */
async function books() {
  const db = loadSdk(`${cloud.url}/admin`).database();
  const members = (await db.collection('members').where({}).limit(1000).get()).data;
  const rows = (await db.collection('ledger').where({ type: 'credit' }).limit(1000).get()).data;
  const left = (doc: Record<string, unknown>) => doc.credits as Record<string, number>;
  const sums = new Map<unknown, Record<string, number>>(members.map(({ _id }) => [_id, {}]));
  for (const { memberId, template, delta } of rows) {
    const sum = sums.get(memberId) ?? {};
    sum[template as string] = (sum[template as string] ?? 0) + (delta as number);
  }
  const agree = members.every((doc) => isDeepStrictEqual(sums.get(doc._id), left(doc)));
  return { credits: new Map(members.map((doc) => [doc.openid as string, left(doc)[EXPIRING] ?? 0])), agree };
}

describe('member.credit', () => {
  it('counts each yes once, repeats included, and keeps a row for it', async () => {
    const requestId = ulid();
    expect(await credit('o-mia', EXPIRING, requestId)).toMatchObject({ credits: { [EXPIRING]: 1 } });
    await credit('o-mia');
    expect(await credit('o-mia', EXPIRING, requestId)).toMatchObject({ credits: { [EXPIRING]: 1 } });
    expect(await park.refused('o-mia', 'member', 'member.credit', no(EXPIRING), requestId)).toBe(
      'request_id_reused',
    );
    expect(await park.ok('o-mia', 'member', 'member.credit', no(EXPIRING))).toMatchObject({
      credits: { [EXPIRING]: 2 },
    });
    expect(await park.ok('o-lin', 'member', 'member.credit', no(EXPIRING))).toEqual({ credits: {} });
    await tick();
    const { credits, agree } = await books();
    expect([credits.get('o-mia'), agree]).toEqual([2, true]);
    const { messages } = await park.ok('o-mia', 'member', 'member.me', {});
    expect(messages[EXPIRING]).toEqual({ templateId: 'tpl_coupon_expiring', credits: 2 });
  });

  it('is for members and for templates the park has', async () => {
    expect(await park.refused('o-guest-1', 'member', 'member.credit', no(EXPIRING))).toBe('member_required');
    const templates = [
      { key: EXPIRING, accepted: true },
      { key: 'unheard_of', accepted: true },
    ];
    expect(await park.answer('o-mia', 'member', 'member.credit', { templates })).toMatchObject({
      refusal: { code: 'invalid_input', detail: { fields: ['templates.1.key'] } },
    });
    const twice = { templates: [no(EXPIRING).templates[0], no(EXPIRING).templates[0]] };
    expect(await park.refused('o-mia', 'member', 'member.credit', twice as never)).toBe('invalid_input');
  });
});
const no = (key: string) => ({ templates: [{ key, accepted: false }] });

describe('the reminder of coupons that end tomorrow', () => {
  it('is one message for each who gave a credit, says how many, and is not sent again', async () => {
    for (const title of ['喂奶鱼体验券', '海豚合影', '停车券']) await ending('o-mia', title);
    await ending('o-lin');
    await credit('o-mia');
    await tick();
    await tick();
    const messages = await cloud.messages.get();
    expect(messages).toMatchObject([
      {
        touser: 'o-mia',
        templateId: 'tpl_coupon_expiring',
        data: {
          thing1: { value: expect.stringMatching(/等3张$/) },
          time2: { value: '2026年6月16日 23:59' },
        },
      },
    ]);
    await tick();
    const { credits, agree } = await books();
    expect([credits.get('o-mia'), agree]).toEqual([0, true]);
  });

  it('speaks only of coupons that can still be used by their owner', async () => {
    const [used, revoked, given, good] = [
      await ending('o-mia', '用过的券'),
      await ending('o-mia', '收回的券'),
      await ending('o-mia', '送人的券'),
      await ending('o-mia', '还能用的券'),
    ];
    const { code } = await park.code('o-mia', used);
    await park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: 'north' as never });
    await park.ok('o-operator', 'admin', 'coupon.revoke', { couponId: revoked, reason: '发错了' });
    await park.ok('o-mia', 'wallet', 'coupon.give', { couponId: given });
    await credit('o-mia');
    await tick();
    expect(good).toBeDefined();
    expect((await cloud.messages.get()).map(textOf)).toEqual([
      ['还能用的券', '2026年6月16日 23:59', '来园区时别忘了用'],
    ]);
  });

  it('goes out at 09:00 and never outside 09:00–21:00', async () => {
    await ending('o-mia');
    await credit('o-mia');
    await cloud.clock.set('2026-06-15T21:00+08:00', false);
    await tick();
    await cloud.clock.set('2026-06-16T08:59+08:00', false);
    await tick();
    expect(await inbox()).toEqual([]);
    // Of coupons that end a day later the same morning tells.
    const offerId = await park.offer({ validity: { type: 'fixed', from: NOW, to: TOMORROW + 86_400_000 } });
    await park.claim('o-mia', offerId);
    await cloud.clock.set('2026-06-16T09:00+08:00', false);
    await tick();
    expect(await inbox()).toEqual(['o-mia']);
  });

  it('knows the week’s cap', async () => {
    const { value, version } = await park.ok('o-operator', 'admin', 'config.get', { key: 'messages' });
    const capped = { ...(value as object), weeklyCap: 1 } as never;
    await park.ok('o-operator', 'admin', 'config.set', { key: 'messages', value: capped, version });
    await cloud.clock.advance(60_000, false);
    await credit('o-mia');
    await credit('o-mia');
    await ending('o-mia');
    await tick();
    const next = TOMORROW + 86_400_000;
    await park.claim('o-mia', await park.offer({ validity: { type: 'fixed', from: NOW, to: next } }));
    await cloud.clock.advance(86_400_000, false);
    await tick();
    expect(await inbox()).toEqual(['o-mia']);
    expect((await books()).credits.get('o-mia')).toBe(1);
  });

  it('to somebody who refuses at WeChat costs the credit and is not tried again', async () => {
    await ending('o-mia');
    await credit('o-mia');
    await credit('o-mia');
    await cloud.send('POST', '/local/messages/refuse', { touser: 'o-mia' });
    await tick();
    await cloud.send('POST', '/local/messages/refuse', { touser: 'o-mia', refuses: false });
    await tick();
    expect(await inbox()).toEqual([]);
    await tick();
    const { credits, agree } = await books();
    expect([credits.get('o-mia'), agree]).toEqual([1, true]);
  });

  it('is not sent twice when the clock goes back', async () => {
    await ending('o-mia');
    for (let i = 0; i < 3; i++) await credit('o-mia');
    await tick();
    await cloud.clock.set('2026-06-17T12:00+08:00', false);
    await tick();
    await cloud.clock.set(NOW, false);
    await tick();
    expect(await inbox()).toEqual(['o-mia']);
  });
});

describe('what the reminder costs', () => {
  it('is what there is to do: 4 a page with messages, and 1 a message', async () => {
    const { couponsExpiring } = await import('../../cloudfunctions/usecases/messages/coupons-expiring.ts');
    const day = '2026-06-15' as ParkDay;
    const page = async () => {
      const ctx = await timerCtx(cloud, NOW);
      expect(await couponsExpiring(ctx, day, null)).toBeNull();
      return ctx.db.requests;
    };
    // Configuration, kept from now on, and the coupons; there are none.
    expect(await page()).toBe(2);
    for (const who of ['o-mia', 'o-lin']) await ending(who);
    // The coupons, and whether their owners have a credit.
    expect(await page()).toBe(2);
    for (const who of ['o-mia', 'o-lin']) await credit(who);
    // And what was sent before; 2 credits; the rows.
    expect(await page()).toBe(2 + 1 + 2 + 1);
    expect(await inbox()).toEqual(['o-lin', 'o-mia']);
  });
});

describe('the reminder under kills and lost answers', () => {
  it('tells nobody twice, and leaves out only whom a killed run was at', async () => {
    const guests = Array.from({ length: 12 }, (_, i) => `o-guest-${i + 1}`);
    const offerId = await park.offer({ validity: { type: 'fixed', from: NOW, to: TOMORROW } });
    for (const guest of guests) {
      await park.join(guest);
      await park.claim(guest, offerId);
      // A second credit, which nothing but the mark of the first sending protects.
      await credit(guest);
      await credit(guest);
    }
    await cloud.faults.set({ seed: 2, killInstance: 0.03, dropAnswerAfterCommit: 0.1, conflict: 0.1 });
    for (let i = 0; i < 8; i++) await cloud.send('POST', '/local/timer/jobs');
    await cloud.faults.clear();
    await tick();
    await tick();
    const told = await inbox();
    const { credits, agree } = await books();
    const lost = guests.filter((guest) => credits.get(guest) === 1 && !told.includes(guest));
    expect(new Set(told).size).toBe(told.length);
    expect(told.length + lost.length).toBe(guests.length);
    expect(guests.map((guest) => credits.get(guest))).toEqual(guests.map(() => 1));
    expect(told.length).toBeGreaterThan(0);
    expect(agree).toBe(true);
  });
});
