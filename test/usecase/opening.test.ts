import { ulid } from 'ulid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { OfferId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { timerCtx } from '../setup/timer-ctx.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

const HOUR = 3_600_000;
const OPENS = NOW + 2 * HOUR;
const TOLD = OPENS - 300_000;
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

const soon = (over: object = {}) => park.offer({ claimFrom: OPENS, claimTo: OPENS + DAY_MS, ...over });
const remind = (who: string, offerId: OfferId, requestId?: string) =>
  park.ok(who, 'wallet', 'offer.remind', { offerId }, requestId);
const refused = (who: string, offerId: OfferId, requestId?: string) =>
  park.refused(who, 'wallet', 'offer.remind', { offerId }, requestId);
const credit = (who: string) =>
  park.ok(who, 'member', 'member.credit', { templates: [{ key: 'offer_opens', accepted: true }] });
const seenBy = async (who: string, offerId: OfferId) =>
  (await park.ok(who, 'wallet', 'offer.list', {})).items.find((offer) => offer.offerId === offerId);
const inbox = async () => (await cloud.messages.get()).map(({ touser }) => touser).sort();
/** Moves the clock to an instant and lets one tick run. */
async function tickAt(at: number): Promise<void> {
  await cloud.clock.set(at, false);
  await cloud.timer('jobs');
}

describe('asking to be told', () => {
  it('is remembered once, shown to me alone, and answered alike whenever it is repeated', async () => {
    const offerId = await soon();
    const requestId = ulid();
    const first = await remind('o-mia', offerId, requestId);
    expect(first).toEqual({ offerId, remindAt: TOLD });
    expect(await remind('o-mia', offerId)).toEqual(first);
    expect(await seenBy('o-mia', offerId)).toMatchObject({ remindAt: TOLD, reminded: true });
    const other = await seenBy('o-lin', offerId);
    expect([other?.remindAt, other?.reminded]).toEqual([TOLD, undefined]);
    expect(await refused('o-mia', await soon(), requestId)).toBe('request_id_reused');
    await cloud.clock.set(OPENS, false);
    expect(await remind('o-mia', offerId, requestId)).toEqual(first);
    expect(await seenBy('o-mia', offerId)).not.toHaveProperty('remindAt');
  });

  it('ten times at once is one reminder', async () => {
    const offerId = await soon();
    await Promise.all(Array.from({ length: 10 }, () => remind('o-mia', offerId)));
    const rows = loadSdk(`${cloud.url}/admin`).database().collection('reminders');
    expect((await rows.where({}).count()).total).toBe(1);
  });

  it('is for members, and for offers that are still to open', async () => {
    const offerId = await soon();
    expect(await refused('o-guest-1', offerId)).toBe('member_required');
    expect(await refused('o-mia', 'off_nothing' as never)).toBe('not_found');
    expect(await refused('o-mia', await park.offer())).toBe('ended');
    expect(await refused('o-mia', await soon({ audience: { openids: ['o-lin'] } }))).toBe('not_eligible');
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId });
    expect(await refused('o-mia', offerId)).toBe('ended');
  });
});

describe('the message', () => {
  it('goes out five minutes before, once, to those who asked and gave a credit', async () => {
    const offerId = await soon({ title: '周二冰淇淋日' });
    for (const who of ['o-mia', 'o-lin']) await remind(who, offerId);
    await credit('o-mia');
    await tickAt(TOLD - 60_000);
    expect(await inbox()).toEqual([]);
    await tickAt(TOLD);
    await tickAt(OPENS);
    expect(await cloud.messages.get()).toEqual([
      {
        at: TOLD,
        api: 'subscribeMessage.send',
        touser: 'o-mia',
        templateId: 'tpl_offer_opens',
        page: `packages/wallet/offer/index?offerId=${offerId}`,
        data: {
          thing1: { value: '周二冰淇淋日' },
          time2: { value: '2026年6月15日 12:00' },
          thing3: { value: '到点打开就能领' },
        },
      },
    ]);
  });

  it('of a copy comes with the copy’s own opening', async () => {
    const original = await soon();
    const copy = await park.ok('o-operator', 'admin', 'offer.copy', { offerId: original, shiftDays: 1 });
    await park.ok('o-operator', 'admin', 'offer.publish', copy);
    await remind('o-mia', copy.offerId);
    await credit('o-mia');
    await tickAt(TOLD);
    expect(await inbox()).toEqual([]);
    await tickAt(TOLD + DAY_MS);
    expect(await inbox()).toEqual(['o-mia']);
  });

  it('never comes for an offer that was stopped', async () => {
    const offerId = await soon();
    await remind('o-mia', offerId);
    await credit('o-mia');
    await park.ok('o-operator', 'admin', 'offer.stop', { offerId });
    await tickAt(TOLD);
    await tickAt(OPENS);
    expect(await inbox()).toEqual([]);
  });

  it('of an opening at night comes the evening before, or, if that was missed, in the morning', async () => {
    const night = Date.parse('2026-06-16T00:00+08:00');
    const offerId = await soon({ claimFrom: night });
    await credit('o-mia');
    await credit('o-lin');
    expect((await remind('o-mia', offerId)).remindAt).toBe(Date.parse('2026-06-15T20:30+08:00'));
    await remind('o-lin', offerId);
    await tickAt(night + 300_000);
    expect(await inbox()).toEqual([]);
    await tickAt(night + 9 * HOUR);
    expect(await inbox()).toEqual(['o-lin', 'o-mia']);
  });

  it('is not counted by the week’s cap: it was asked for by name', async () => {
    for (let i = 0; i < 4; i++) {
      await remind('o-mia', await soon());
      await credit('o-mia');
    }
    await tickAt(TOLD);
    expect(await inbox()).toEqual(Array(4).fill('o-mia'));
  });
});

describe('what it costs', () => {
  it('asking is 4 requests in 2 rounds; telling is 5 a page with messages, and 1 a message', async () => {
    const { offerOpens } = await import('../../cloudfunctions/usecases/messages/offer-opens.ts');
    const offerId = await soon();
    await remind('o-lin', offerId);
    await cloud.requests.clear();
    await remind('o-mia', offerId);
    expect(await park.costs()).toEqual([{ op: 'offer.remind', requests: 4, rounds: 2 }]);
    for (const who of ['o-mia', 'o-lin']) await credit(who);
    const ctx = await timerCtx(cloud, TOLD);
    expect(await offerOpens(ctx, offerId, null)).toBeNull();
    // The offer, the reminders, the people, configuration, what was sent before; 2 credits; the rows.
    expect(ctx.db.requests).toBe(5 + 2 + 1);
    expect(await inbox()).toEqual(['o-lin', 'o-mia']);
  });
});

describe('an opening that a crowd waits for', () => {
  it('is told page by page, under kills too, to everybody with a credit and to nobody twice', async () => {
    await cloud.reset('large', { members: 1100, coupons: 0 });
    const offerId = await soon();
    const db = loadSdk(`${cloud.url}/admin`).database();
    const members = await db.collection('members').where({}).limit(1000).get();
    const ids = members.data.map(({ _id }) => _id as string).sort();
    const row = (memberId: string, i: number) => ({ _id: `rmd_${i}`, offerId, memberId, remindAt: TOLD });
    for (let from = 0; from < ids.length; from += 100)
      await db
        .collection('reminders')
        .add({ data: ids.slice(from, from + 100).map((id, i) => row(id, from + i)) });
    const ready = ids.filter((_id, i) => i % 40 === 0);
    const _ = db.command;
    await db
      .collection('members')
      .where({ _id: _.in!(ready) })
      .update({ data: { 'credits.offer_opens': 2 } });
    await cloud.clock.set(TOLD - 60_000, false);
    await cloud.timer('jobs');

    await cloud.clock.set(TOLD, false);
    await cloud.faults.set({ seed: 5, killInstance: 0.02, dropAnswerAfterCommit: 0.05 });
    for (let i = 0; i < 6; i++) await cloud.send('POST', '/local/timer/jobs');
    await cloud.faults.clear();
    await cloud.requests.clear();
    await cloud.timer('jobs');
    const told = await inbox();
    const left = (
      await db
        .collection('members')
        .where({ _id: _.in!(ready) })
        .limit(100)
        .get()
    ).data;
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeGreaterThan(ready.length / 2);
    // Everybody's credit was decided about; the few a killed run was at are not told again.
    expect(left.map(({ credits }) => credits)).toEqual(ready.map(() => ({ offer_opens: 1 })));
  });
});
