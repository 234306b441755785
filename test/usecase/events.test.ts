import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { ingest, joined, read, sent } from '../setup/tags.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let db: Db;
let people = 0;

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

const member = (profiling = true) => joined(park, `o-events-${++people}`, profiling);

describe('events of a phone', () => {
  it('are kept once, however often and in whatever batches they come', async () => {
    const { who } = await member();
    const [a, b, c] = [sent('page_view'), sent('page_view'), read('penguins')];
    expect(await ingest(park, who, [a, b])).toEqual({ accepted: 2, duplicates: 0, dropped: [] });
    expect(await ingest(park, who, [a, b])).toEqual({ accepted: 0, duplicates: 2, dropped: [] });
    expect(await ingest(park, who, [b, c, a, c])).toEqual({ accepted: 1, duplicates: 3, dropped: [] });
  });

  it('of one id and another content are a conflict, and the first stays', async () => {
    const { who } = await member();
    const one = read('penguins');
    await ingest(park, who, [one]);
    const other = { ...one, props: { ...one.props, topic: 'dolphins' } };
    expect(await ingest(park, who, [other])).toEqual({
      accepted: 0,
      duplicates: 0,
      dropped: [{ id: one.id, reason: 'id_conflict' }],
    });
    expect(await ingest(park, who, [one])).toMatchObject({ duplicates: 1 });
  });

  it('of one id belong to each person', async () => {
    const [one, other] = [await member(), await member()];
    const event = sent('page_view');
    expect(await ingest(park, one.who, [event])).toMatchObject({ accepted: 1 });
    expect(await ingest(park, other.who, [event])).toMatchObject({ accepted: 1 });
  });

  it('that are wrong are dropped with a reason, and the others are taken', async () => {
    const { who } = await member();
    const bad: Array<[unknown, string]> = [
      [sent('nonsense', {}, { id: 'x1' }), 'unknown_name'],
      [sent('order_paid', { amount: 1 }, { id: 'x2' }), 'server_only'],
      [sent('article_read', { topic: 'penguins' }, { id: 'x3' }), 'bad_payload'],
      [sent('page_view', {}, { id: 'x4', at: '2026' }), 'bad_payload'],
      [sent('page_view', { deep: { er: 1 } as never }, { id: 'x5' }), 'bad_payload'],
      [sent('page_view', {}, { id: 'x6', session: undefined }), 'bad_payload'],
      [{ name: 'page_view' }, 'bad_payload'],
      [null, 'bad_payload'],
      ['page_view', 'bad_payload'],
      [sent('__proto__', {}, { id: 'x7' }), 'unknown_name'],
    ];
    const answer = await ingest(park, who, [sent('page_view'), ...bad.map(([event]) => event)]);
    expect(answer.accepted).toBe(1);
    expect(answer.dropped.map(({ reason }) => reason)).toEqual(bad.map(([, reason]) => reason));
    expect(answer.dropped[0]?.id).toBe('x1');
  });

  it('of more than fifty are refused as a whole, and none is kept', async () => {
    const { who } = await member();
    const events = Array.from({ length: 51 }, () => sent('page_view'));
    expect(await park.refused(who, 'track', 'events.ingest', { batchId: 'b', sentAt: NOW, events })).toBe(
      'invalid_input',
    );
    expect(await ingest(park, who, events.slice(0, 50))).toMatchObject({ accepted: 50 });
  });

  it('come at one instant in batches that share some, and each is there once', async () => {
    const { who, id } = await member();
    const events = Array.from({ length: 20 }, () => sent('page_view'));
    const answers = await Promise.all(
      [0, 3, 5, 7, 10].map((from) => ingest(park, who, events.slice(from, from + 10))),
    );
    expect(answers.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(20);
    expect(await db.count('events', { who: id, name: 'page_view' })).toBe(20);
  });

  it('get through faults, each once', async () => {
    const { who, id } = await member();
    const events = Array.from({ length: 30 }, () => sent('page_view'));
    await cloud.faults.set({ seed: 5, unavailable: 0.2, dropAnswerAfterCommit: 0.2, killInstance: 0.02 });
    let accepted = 0;
    for (let from = 0; from < 30; from += 3) {
      const answer = await park.insist(who, 'track', 'events.ingest', {
        batchId: ulid(),
        sentAt: NOW,
        events: events.slice(from, from + 3),
      });
      if (answer.ok) accepted += answer.value.accepted;
    }
    await cloud.faults.clear();
    expect(await db.count('events', { who: id, name: 'page_view' })).toBe(30);
    // What a call that was killed had added is a duplicate to the next one.
    expect(accepted).toBeLessThanOrEqual(30);
  });

  it('happened when the phone says, less what its clock is wrong by, and never later than now', async () => {
    const { who, id } = await member();
    const wrong = 3 * 3_600_000;
    const events = [
      sent('page_view', {}, { at: NOW + wrong - 60_000 }),
      sent('page_leave', { dwellMs: 5 }, { at: NOW + wrong + 60_000 }),
    ];
    await ingest(park, who, events, NOW + wrong);
    const rows = await db.find('events', { who: id, page: 'pages/home' }, { order: [['at', 'asc']] });
    expect(rows.map(({ name, at, knownAt }) => [name, at, knownAt])).toEqual([
      ['page_view', NOW - 60_000, NOW],
      ['page_leave', NOW, NOW],
    ]);
  });

  it('of somebody without consent, or of a guest, name nobody', async () => {
    const { who } = await member(false);
    const [one, other] = [sent('page_view'), sent('page_view')];
    await ingest(park, who, [one]);
    await ingest(park, 'o-events-guest', [other]);
    const [row] = await db.find('events', { id: one.id });
    const [guest] = await db.find('events', { id: other.id });
    expect([row?.who.slice(0, 5), row?.member]).toEqual(['anon_', true]);
    expect([guest?.who.slice(0, 5), guest?.member]).toEqual(['anon_', false]);
  });
});

describe('whoever leaves, member or guest', () => {
  it('takes along what their phone told, and leaves no name in it', async () => {
    const [{ who, id }, guest] = [await member(), 'o-events-leaver'];
    for (const one of [who, guest]) await ingest(park, one, [read('penguins'), read('penguins')]);
    await cloud.timer('jobs');
    for (const one of [who, guest]) {
      const { data } = await park.ok(one, 'member', 'member.export', {});
      expect(data?.events.map(({ name, props }) => [name, props.topic])).toEqual([
        ['article_read', 'penguins'],
        ['article_read', 'penguins'],
      ]);
      await park.ok(one, 'member', 'member.erase', { confirm: true, forfeit: true });
      expect((await park.ok(one, 'member', 'member.export', {})).data?.events).toEqual([]);
    }
    expect(await db.count('events', { who: id })).toBe(0);
  });
});

describe('what the cloud itself knows', () => {
  it('becomes one event each by the ledgers, also when a job is carried out twice', async () => {
    const { who, id } = await member();
    const coupon = await park.claim(who, await park.offer());
    const { code } = await park.code(who, coupon.couponId);
    await park.ok('o-clerk-north', 'staff', 'redemption.confirm', { code, storeId: store('north') });
    await cloud.timer('jobs');
    await cloud.timer('jobs');
    const rows = await db.find('events', { who: id });
    const names = rows.map(({ name }) => name).filter((name) => !/^(member|consent|points)/.test(name));
    expect(names.sort()).toEqual(['coupon_claimed', 'redemption_confirmed']);
  });
});
