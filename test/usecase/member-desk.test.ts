import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import { isServerEvent } from '../../shared-types/events.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import { Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { activated, PAPA, passCode, SELF } from '../setup/passes.ts';
import { NOW, Product } from '../setup/product.ts';
import { ingest, joined, read, sent } from '../setup/tags.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let db: Db;
let lottery: Lottery;
let people = 0;
const OPERATOR = 'o-operator';
const ANALYST = 'o-analyst';

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  lottery = new Lottery(park);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

const member = (profiling = true) => joined(park, `o-desk-${++people}`, profiling);
const find = (text: string, who = ANALYST) => park.ok(who, 'admin', 'member.find', { text });
const refusedFind = (text: string, who = ANALYST) => park.refused(who, 'admin', 'member.find', { text });
const look = (memberId: MemberId, who = ANALYST) =>
  park.ok(who, 'admin', 'member.view', { memberId, reason: '客人来电' });

describe('a member is found', () => {
  it('by the own id, and is said in a few words', async () => {
    const { id } = await member();
    expect(await find(id)).toEqual({
      memberId: id,
      name: '小**',
      tier: 'bronze',
      joinedAt: NOW,
      by: 'member',
    });
    expect(await find(` ${id} `, OPERATOR)).toMatchObject({ memberId: id });
  });

  it('by a coupon: its id, its code and its typed number, old ones too; by nobody’s once it is given away', async () => {
    const [{ who, id }, friend] = [await member(), await member()];
    const { couponId } = await park.claim(who, await park.offer());
    const { code, number } = await park.code(who, couponId);
    await cloud.clock.advance(3_600_000);
    const spaced = number.replace(/(\d{4})(?=\d)/g, '$1 ');
    for (const text of [couponId, code, number, spaced])
      expect(await find(text)).toMatchObject({ memberId: id, by: 'coupon' });
    const { token } = await park.ok(who, 'wallet', 'coupon.give', { couponId });
    await park.ok(friend.who, 'wallet', 'coupon.accept', { token });
    expect(await find(couponId)).toMatchObject({ memberId: friend.id });
  });

  it('by an annual pass: its number, and what a holder shows leads to whose phone shows it', async () => {
    const [{ who, id }, papa] = [await member(), await member()];
    const pass = await activated(park, who, [SELF, PAPA], 'double');
    const { passNo } = pass;
    expect(await find(passNo)).toMatchObject({ memberId: id, by: 'pass' });
    expect(await find(`${passNo.slice(0, 6)}-${passNo.slice(6)}`)).toMatchObject({ memberId: id });
    const shown = await passCode(park, who, pass, 1);
    for (const text of [shown.code, shown.number])
      expect(await find(text)).toMatchObject({ memberId: id, by: 'pass' });
    const holderId = pass.holders[1]?.holderId as never;
    const { token } = await park.ok(who, 'member', 'pass.invite', { passId: pass.passId, holderId });
    await park.ok(papa.who, 'member', 'pass.bind', { token });
    expect(await find(shown.number)).toMatchObject({ memberId: papa.id });
  });

  it('by an order: its id and the number it was paid under', async () => {
    const { who, id } = await member();
    const buy = new Groupbuy(park);
    const { campaignId } = await buy.campaign({ size: 2 });
    const { order } = await buy.open(who, campaignId);
    for (const text of [order.orderId, order.outTradeNo])
      expect(await find(text)).toMatchObject({ memberId: id, by: 'order' });
    const other = `${order.outTradeNo.slice(0, 28)}${order.outTradeNo.endsWith('a') ? 'bb' : 'aa'}`;
    expect(await refusedFind(other)).toBe('not_found');
  });

  it('by a win', async () => {
    const { who, id } = await member();
    const winId = await lottery.win(who);
    expect(await find(winId)).toMatchObject({ memberId: id, by: 'win' });
  });

  it('never by what leads nowhere, to nobody, or to who has left', async () => {
    const { who, id } = await member();
    const { couponId } = await park.claim(who, await park.offer());
    await park.ok(who, 'member', 'member.erase', { confirm: true, forfeit: true });
    await cloud.clock.advance(60_000);
    const texts = [id, couponId, 'mbr_none', 'cpn_none', 'win_none', 'ord_none', 'ord_', '小海星'];
    const sold = await park.ok(OPERATOR, 'admin', 'pass.issueBatch', {
      kind: 'single',
      count: 1,
      soldOn: '2026-06-15' as never,
    });
    for (const text of [...texts, '123456789012', '13800138000', 'A1.x', sold.passes[0]?.passNo ?? '', '$gt'])
      expect(await refusedFind(text), text).toBe('not_found');
  });

  it('by operators and analysts only', async () => {
    const { who, id } = await member();
    for (const other of ['o-clerk-north', 'o-manager', who, 'o-guest-20'])
      expect(await refusedFind(id, other)).toBe('not_allowed');
    expect(await park.refused(ANALYST, 'admin', 'member.find', { text: '' })).toBe('invalid_input');
  });
});

describe('a look at a member', () => {
  it('says what each tag follows from, what was guessed and won, and every change of points', async () => {
    const { who, id } = await member();
    await ingest(park, who, [read('penguins'), read('penguins'), read('penguins')]);
    await park.ok(who, 'campaign', 'checkin.sign', {});
    const roundId = await lottery.round();
    await lottery.guess(who, roundId, 'sunny');
    await cloud.clock.advance(60_000);
    const seen = await look(id);
    const interest = seen.tags.find(({ tagId }) => tagId === 'int_penguins');
    expect(interest?.events).toMatchObject([1, 2, 3].map(() => ({ name: 'article_read' })));
    expect(seen.tags.find(({ kind }) => kind === 'basic')?.events).toEqual([]);
    expect(seen.guesses).toMatchObject([{ roundId, answer: 'sunny' }]);
    expect(seen.wins).toEqual([]);
    expect(seen.pointsRows).toMatchObject([{ cause: { what: 'checkin' } }]);
    expect(seen.pointsRows[0]?.balanceAfter).toBe(seen.points);
  });

  it('shows no address and no number of a prize', async () => {
    const { who, id } = await member();
    await lottery.win(who);
    const seen = await look(id);
    expect(seen.wins).toHaveLength(1);
    expect(JSON.stringify(seen)).not.toContain('pickupNo');
  });

  it('shows of a pass the end of its number, and nobody’s full name or photo', async () => {
    const { who, id } = await member();
    const photoFileId = 'cloud://park/face.jpg';
    const pass = await activated(park, who, [{ ...SELF, name: '陈小海', photoFileId }, PAPA], 'double');
    const { passes } = await look(id);
    expect(passes).toMatchObject([
      {
        passNo: `…${pass.passNo.slice(-4)}`,
        holders: [{ name: '陈**', relation: 'self' }, { name: expect.stringMatching(/\*\*$/) }],
      },
    ]);
    const said = JSON.stringify(passes);
    for (const secret of [pass.passNo, '陈小海', PAPA.name, 'cloud://', 'photoFileId'])
      expect(said).not.toContain(secret);
  });

  it('has nothing a phone told once consent is taken back, on no page, and what the ledgers made still', async () => {
    const { who, id } = await member();
    await ingest(park, who, [read('penguins'), sent('page_view')]);
    await park.ok(who, 'campaign', 'checkin.sign', {});
    await cloud.clock.advance(60_000);
    const { lookId, timeline } = await look(id);
    const names = (of: Array<{ name: string }>) => of.map(({ name }) => name);
    expect(names(timeline)).toEqual(expect.arrayContaining(['article_read', 'page_view', 'checkin_signed']));
    const scopes = { profiling: false, marketing: false, groupBoard: false };
    await park.ok(who, 'member', 'member.consent', { version: '1', scopes });
    await cloud.clock.advance(60_000);
    const page = await park.ok(ANALYST, 'admin', 'member.timeline', { lookId });
    for (const shown of [names(page.items), names((await look(id)).timeline)]) {
      expect(shown).toContain('checkin_signed');
      expect(shown.filter((name) => !isServerEvent(name))).toEqual([]);
    }
  });

  it('goes on in pages, each event once, newest first; for who looked, and for an hour', async () => {
    const { who, id } = await member();
    const views = Array.from({ length: 120 }, (_unused, i) => sent('page_view', {}, { at: NOW + i }));
    for (let i = 0; i < views.length; i += 50) await ingest(park, who, views.slice(i, i + 50), NOW + 1000);
    const { lookId, timeline, timelineCursor } = await look(id);
    const pages = [...timeline];
    for (let cursor = timelineCursor; cursor; ) {
      const page = await park.ok(ANALYST, 'admin', 'member.timeline', { lookId, cursor });
      pages.push(...page.items);
      cursor = page.cursor;
    }
    expect(pages.filter(({ name }) => name === 'page_view')).toHaveLength(views.length);
    expect(pages.map(({ at }) => at)).toEqual(pages.map(({ at }) => at).sort((a, b) => b - a));

    const more = { lookId };
    expect(await park.refused(OPERATOR, 'admin', 'member.timeline', more)).toBe('not_found');
    expect(await park.refused('o-clerk-north', 'admin', 'member.timeline', more)).toBe('not_allowed');
    expect(await park.refused(ANALYST, 'admin', 'member.timeline', { lookId: 'aud_none' })).toBe('not_found');
    const bad = await park.answer(ANALYST, 'admin', 'member.timeline', { lookId, cursor: '?' });
    expect(bad).toMatchObject({ refusal: { code: 'invalid_input', detail: { fields: ['cursor'] } } });
    await cloud.clock.advance(3_600_001);
    expect(await park.refused(ANALYST, 'admin', 'member.timeline', more)).toBe('request_expired');
    // One row for the look, however many pages it had.
    expect(await db.count('audit', { memberId: id })).toBe(1);
  });
});
