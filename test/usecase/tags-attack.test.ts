import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import type { Condition } from '../../shared-types/contract/tags.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { campaignDraft, Groupbuy } from '../setup/groupbuy.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { activated, FAMILY } from '../setup/passes.ts';
import { draft, NOW, Product } from '../setup/product.ts';
import { ingest, joined, read, rule } from '../setup/tags.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

let cloud: TestCloud;
let park: Product;
let db: Db;
const OPERATOR = 'o-operator';

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

const minute = () => cloud.clock.advance(60_000);
const tags = async (who: string) => (await park.ok(who, 'member', 'member.tags', {})).items;
const names = async (who: string) => (await tags(who)).map(({ name }) => name);
const segment = (hasTag: string) =>
  park.ok(OPERATOR, 'admin', 'segment.save', { name: hasTag, when: { all: [{ hasTag }] } });
const enable = async (name: string, when: Condition = rule().when) => {
  const { ruleId } = await park.ok(OPERATOR, 'admin', 'tagRule.save', { rule: rule({ name, when }) });
  await park.ok(OPERATOR, 'admin', 'tagRule.enable', { ruleId });
  return ruleId;
};

describe('a segment by a tag', () => {
  it('is whoever sees the tag, be it of a pass or of how much was spent', async () => {
    const { who, id } = await joined(park, 'o-attack-pass', true);
    await activated(park, who, FAMILY, 'family');
    await minute();
    const { _ } = await import('../../cloudfunctions/platform/db.ts');
    const paid = [{ id: 'led_much', day: '2026-06-15' as ParkDay, fen: 1_000_000 }];
    await db.update('members', { _id: id }, { 'standing.paid': _.set(paid) });
    const seen = await tags(who);
    expect(seen.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['basic', 'rfm']));
    expect(seen.map(({ name }) => name)).toContain('家庭年卡');
    const segments: string[] = [];
    for (const { name, tagId } of seen)
      for (const hasTag of [name, tagId]) segments.push((await segment(hasTag)).segmentId);
    await minute();
    for (const segmentId of segments) {
      await park.claim(who, await park.offer({ audience: { segmentId } }));
      const { size } = await park.ok(OPERATOR, 'admin', 'segment.size', { segmentId });
      expect(size, segmentId).toBeGreaterThanOrEqual(1);
    }
  });
});

describe('a tag that rests on another', () => {
  it('goes with it when the member refuses that, and comes back with it', async () => {
    const first = await enable('看过企鹅');
    await enable('企鹅常客', { all: [{ hasTag: '看过企鹅' }] });
    const { who } = await joined(park, 'o-attack-refuse', true);
    await ingest(park, who, [read('penguins'), read('penguins'), read('penguins')]);
    await minute();
    expect(await names(who)).toEqual(expect.arrayContaining(['看过企鹅', '企鹅常客']));
    await park.ok(who, 'member', 'member.refuseTags', { tagIds: [first] });
    await minute();
    expect(await names(who)).not.toContain('企鹅常客');
    await park.ok(who, 'member', 'member.allowTags', { tagIds: [first] });
    await minute();
    expect(await names(who)).toContain('企鹅常客');
  });

  it('follows one put by hand: put, refused, taken off', async () => {
    await enable('贵宾礼遇', { all: [{ hasTag: '贵宾' }] });
    const { who, id } = await joined(park, 'o-attack-manual', true);
    await minute();
    const put = () => park.ok(OPERATOR, 'admin', 'tag.put', { memberId: id, name: '贵宾', reason: '老朋友' });
    await put();
    await minute();
    expect(await names(who)).toContain('贵宾礼遇');
    await park.ok(who, 'member', 'member.refuseTags', { tagIds: ['man_贵宾'] });
    await minute();
    expect(await names(who)).not.toContain('贵宾礼遇');
    await park.ok(who, 'member', 'member.allowTags', { tagIds: 'all' });
    await minute();
    expect(await names(who)).toContain('贵宾礼遇');
    await park.ok(OPERATOR, 'admin', 'tag.remove', { memberId: id, name: '贵宾' });
    await minute();
    expect(await names(who)).not.toContain('贵宾礼遇');
  });
});

describe('a tick between an appointment and the write it is for', () => {
  const callEnds = () => cloud.clock.advance(4 * 60_000);

  it('leaves no segment uncounted', async () => {
    const { segmentId } = await segment('铜卡会员');
    await minute();
    const size = () => park.ok(OPERATOR, 'admin', 'segment.size', { segmentId });
    expect((await size()).status).toBe('ready');
    // The write comes after the tick.
    await db.update('segments', { _id: segmentId }, { status: 'computing' });
    await callEnds();
    expect((await size()).status).toBe('ready');
  });

  it('leaves no member without what a rule says', async () => {
    const { who } = await joined(park, 'o-attack-tick', true);
    await minute();
    const ruleId = await enable('新朋友', { all: [{ property: { name: 'joinedDays', atLeast: 0 } }] });
    await db.update('tagRules', { _id: ruleId }, { status: 'draft' });
    await minute();
    expect(await names(who)).not.toContain('新朋友');
    await db.update('tagRules', { _id: ruleId }, { status: 'enabled' });
    await callEnds();
    expect(await names(who)).toContain('新朋友');
  });
});

it('whoever is not of the staff learns nothing about a rule', async () => {
  const own = rule({ name: '蛇', when: { all: [{ hasTag: '蛇' }] } });
  expect(await park.refused('o-attack-guest', 'admin', 'tagRule.save', { rule: own })).toBe('not_allowed');
});

it('nothing is published for a segment that is not there', async () => {
  const audience = { segmentId: 'seg_none' };
  const incomplete = 'rules_incomplete';
  const { offerId } = await park.ok(OPERATOR, 'admin', 'offer.save', { ...draft(), audience } as never);
  expect(await park.refused(OPERATOR, 'admin', 'offer.publish', { offerId })).toBe(incomplete);
  const { campaignId } = await park.ok(OPERATOR, 'admin', 'groupbuy.save', {
    ...campaignDraft(await park.offer()),
    audience,
  } as never);
  expect(await park.refused(OPERATOR, 'admin', 'groupbuy.publish', { campaignId })).toBe(incomplete);
  const roundId = await new Lottery(park).saved({ audience });
  expect(await park.refused(OPERATOR, 'admin', 'lottery.publish', { roundId })).toBe(incomplete);

  const { segmentId } = await segment('铜卡会员');
  await park.offer({ audience: { segmentId } });
  await new Groupbuy(park).campaign({ audience: { segmentId } });
  await new Lottery(park).round({ audience: { segmentId } });
});
