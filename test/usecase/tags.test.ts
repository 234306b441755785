import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import type { MemberId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { ingest, joined, read, rule } from '../setup/tags.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let db: Db;
let people = 0;
const OPERATOR = 'o-operator';

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

const member = (profiling = true) => joined(park, `o-tags-${++people}`, profiling);

describe('tags', () => {
  const enable = async (over: Parameters<typeof rule>[0] = {}) => {
    const { ruleId } = await park.ok(OPERATOR, 'admin', 'tagRule.save', { rule: rule(over) });
    await park.ok(OPERATOR, 'admin', 'tagRule.enable', { ruleId });
    return ruleId;
  };
  const tags = async (who: string) => (await park.ok(who, 'member', 'member.tags', {})).items;
  const minute = () => cloud.clock.advance(60_000);

  it('follow their events within a minute, say why, and can be refused for good', async () => {
    const ruleId = await enable({ name: '企鹅迷' });
    const { who } = await member();
    const reads = [read('penguins'), read('penguins'), read('penguins')];
    await ingest(park, who, reads.slice(0, 2));
    await minute();
    expect((await tags(who)).some(({ tagId }) => tagId === ruleId)).toBe(false);
    await ingest(park, who, reads.slice(2));
    await minute();
    const tag = (await tags(who)).find(({ tagId }) => tagId === ruleId);
    expect(tag).toMatchObject({ name: '企鹅迷', kind: 'behaviour', version: 1 });
    expect([...(tag?.because ?? [])].sort()).toEqual(reads.map(({ id }) => id).sort());
    expect(tag?.until).toBeGreaterThan(NOW);

    await park.ok(who, 'member', 'member.refuseTags', { tagIds: [ruleId] });
    await ingest(park, who, [read('penguins')]);
    await minute();
    expect((await tags(who)).map(({ tagId }) => tagId)).not.toContain(ruleId);
    await park.ok(who, 'member', 'member.refuseTags', { tagIds: 'all' });
    expect(await tags(who)).toEqual([]);
  });

  it('are nobody’s without consent, and gone when it is taken back', async () => {
    const ruleId = await enable({ name: '无名' });
    const [quiet, open] = [await member(false), await member()];
    for (const { who } of [quiet, open])
      await ingest(
        park,
        who,
        [1, 2, 3].map(() => read('penguins')),
      );
    await minute();
    expect(await tags(quiet.who)).toEqual([]);
    expect((await tags(open.who)).map(({ tagId }) => tagId)).toContain(ruleId);
    const scopes = { profiling: false, marketing: false, groupBoard: false };
    await park.ok(open.who, 'member', 'member.consent', { version: '1', scopes });
    expect(await tags(open.who)).toEqual([]);
  });

  it('of a rule are given for what is in the log already, and taken when it is at work no more', async () => {
    const { who } = await member();
    await ingest(
      park,
      who,
      [1, 2, 3].map(() => read('otters')),
    );
    await minute();
    const otters = {
      all: [
        {
          count: { event: 'article_read' as const, filter: { topic: 'otters' }, windowDays: 30, atLeast: 3 },
        },
      ],
    };
    const { ruleId } = await park.ok(OPERATOR, 'admin', 'tagRule.save', {
      rule: rule({ name: '水獭迷', when: otters }),
    });
    expect(await park.ok(OPERATOR, 'admin', 'tagRule.preview', { ruleId })).toMatchObject({
      members: 1,
      samples: [{ name: '小**' }],
    });
    await park.ok(OPERATOR, 'admin', 'tagRule.enable', { ruleId });
    await minute();
    expect((await tags(who)).map(({ tagId }) => tagId)).toContain(ruleId);
    await park.ok(OPERATOR, 'admin', 'tagRule.disable', { ruleId });
    await minute();
    expect((await tags(who)).map(({ tagId }) => tagId)).not.toContain(ruleId);
  });

  it('and segments are audiences of offers for real', async () => {
    await enable({ name: '企鹅粉' });
    const { segmentId } = await park.ok(OPERATOR, 'admin', 'segment.save', {
      name: '企鹅粉人群',
      when: { all: [{ hasTag: '企鹅粉' }] },
    });
    const offers = [
      await park.offer({ audience: { tag: '企鹅粉' } }),
      await park.offer({ audience: { segmentId } }),
    ];
    const { who } = await member();
    for (const offerId of offers)
      expect(await park.refused(who, 'wallet', 'coupon.claim', { offerId })).toBe('not_eligible');
    await ingest(
      park,
      who,
      [1, 2, 3].map(() => read('penguins')),
    );
    await minute();
    for (const offerId of offers) await park.claim(who, offerId);
    await park.ok(OPERATOR, 'admin', 'segment.save', {
      segmentId,
      name: '企鹅粉人群',
      when: { all: [{ hasTag: '企鹅粉' }] },
    });
    expect(await park.ok(OPERATOR, 'admin', 'segment.size', { segmentId })).toMatchObject({
      status: 'computing',
    });
    await minute();
    const counted = await park.ok(OPERATOR, 'admin', 'segment.size', { segmentId });
    expect(counted.status).toBe('ready');
    expect(counted.size).toBeGreaterThanOrEqual(1);
    expect(counted.samples.length).toBe(Math.min(10, counted.size ?? 0));
  });

  it('of a rule are previewed part by part, each member once', async () => {
    const { whoWould } = await import('../../cloudfunctions/store/tag-preview.ts');
    for (let n = 0; n < 5; n++) await member();
    const everybody = rule({
      name: '会员',
      when: { all: [{ property: { name: 'joinedDays', atLeast: 0 } }] },
    });
    const { ruleId } = await park.ok(OPERATOR, 'admin', 'tagRule.save', { rule: everybody });
    const whole = await park.ok(OPERATOR, 'admin', 'tagRule.preview', { ruleId });
    expect(whole).not.toHaveProperty('cursor');
    const { now } = await cloud.clock.get();
    const parts = [];
    for (let after: string | undefined = ''; after !== undefined; ) {
      const part = await whoWould(db, now, { ...everybody, ruleId, version: 1 }, [], after, {
        rows: 2,
        pages: 2,
      });
      parts.push(part);
      after = part.next;
    }
    expect(parts.length).toBeGreaterThan(1);
    for (const { members } of parts) expect(members).toBeLessThanOrEqual(4);
    expect(parts.reduce((sum, { members }) => sum + members, 0)).toBe(whole.members);
    expect(parts.flatMap(({ samples }) => samples).slice(0, 10)).toEqual(whole.samples);

    const cursor = whole.samples[0]?.memberId as string;
    const rest = await park.ok(OPERATOR, 'admin', 'tagRule.preview', { ruleId, cursor });
    expect(rest.members).toBe(whole.members - 1);
  });

  it('put by hand go before others, say who and why, and need consent', async () => {
    const [{ who, id }, quiet] = [await member(), await member(false)];
    const put = { memberId: id, name: '贵宾', reason: '老朋友' };
    await park.ok(OPERATOR, 'admin', 'tag.put', put);
    expect((await tags(who))[0]).toMatchObject({
      name: '贵宾',
      kind: 'manual',
      reason: '老朋友',
      by: expect.any(String),
    });
    const { member: other } = await park.ok(quiet.who, 'member', 'member.me', {});
    expect(
      await park.refused(OPERATOR, 'admin', 'tag.put', { ...put, memberId: other?.memberId as MemberId }),
    ).toBe('consent_needed');
    expect(await park.refused('o-analyst', 'admin', 'tag.put', put)).toBe('not_allowed');
    await park.ok(OPERATOR, 'admin', 'tag.remove', { memberId: id, name: '贵宾' });
    expect((await tags(who)).map(({ name }) => name)).not.toContain('贵宾');
  });

  it('rest on nothing of their own', async () => {
    const own = rule({ name: '蛇', when: { all: [{ hasTag: '蛇' }] } });
    expect(await park.refused(OPERATOR, 'admin', 'tagRule.save', { rule: own })).toBe('rules_incomplete');
  });
});

describe('a look at a member', () => {
  it('shows what staff need, and stands in the audit trail with its reason', async () => {
    const { who, id } = await member();
    await park.claim(who, await park.offer());
    await ingest(park, who, [read('penguins'), read('penguins'), read('penguins')]);
    await cloud.clock.advance(60_000);
    const input = { memberId: id, reason: '客人来电' };
    const seen = await park.ok('o-analyst', 'admin', 'member.view', input);
    expect(seen).toMatchObject({
      name: '小**',
      tier: 'bronze',
      profiling: true,
      coupons: [{ status: 'unused' }],
    });
    expect(seen.radar[0]?.topic).toBe('penguins');
    expect(seen.tags.map(({ tagId }) => tagId)).toContain('int_penguins');
    expect(seen.timeline.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['article_read', 'coupon_claimed']),
    );
    expect(JSON.stringify(seen)).not.toContain(who);
    expect(await db.find('audit', { memberId: id })).toMatchObject([
      { what: 'member.view', reason: '客人来电' },
    ]);
    expect(await park.refused('o-clerk-north', 'admin', 'member.view', input)).toBe('not_allowed');
    expect(
      await park.refused(OPERATOR, 'admin', 'member.view', { ...input, memberId: 'mbr_none' as MemberId }),
    ).toBe('not_found');
    expect(await db.count('audit', { what: 'member.view' })).toBe(1);
  });
});
