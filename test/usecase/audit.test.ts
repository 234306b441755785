import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditLine } from '../../shared-types/contract/audit.ts';
import type { StaffId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { draft, NOW, Product, store } from '../setup/product.ts';
import { joined, rule } from '../setup/tags.ts';

let cloud: TestCloud;
let park: Product;
const OPERATOR = 'o-operator';

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

type Question = { kind?: AuditLine['kind']; subject?: string; who?: StaffId };
const list = async (question: Question = {}) =>
  (await park.ok(OPERATOR, 'admin', 'audit.list', question)).items;

/** Every page, one after the other. */
async function all(question: Question = {}): Promise<AuditLine[]> {
  const lines: AuditLine[] = [];
  for (let cursor: string | undefined, first = true; first || cursor; first = false) {
    const page = await park.ok(OPERATOR, 'admin', 'audit.list', {
      ...question,
      ...(cursor ? { cursor } : {}),
    });
    lines.push(...page.items);
    cursor = page.cursor;
  }
  return lines;
}

describe('the audit trail', () => {
  it('says of an offer who saved, changed, published, raised and stopped it, and from what to what', async () => {
    const { offerId } = await park.ok(OPERATOR, 'admin', 'offer.save', draft());
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'offer.save', { ...draft(), offerId, title: '喂海豚', stock: 30 });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'offer.publish', { offerId });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'offer.raiseStock', { offerId, by: 20 });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'offer.stop', { offerId });
    const lines = await list({ kind: 'offer', subject: offerId });
    expect(lines.map(({ did }) => did)).toEqual(['stopped', 'raised', 'published', 'saved', 'saved']);
    const [, raised, , changed, made] = lines as [AuditLine, AuditLine, AuditLine, AuditLine, AuditLine];
    expect(raised.changes).toEqual([{ field: 'stock', from: 30, to: 50 }]);
    expect(changed.changes).toEqual([
      { field: 'stock', from: draft().stock, to: 30 },
      { field: 'title', from: draft().title, to: '喂海豚' },
    ]);
    expect(made).toMatchObject({ isFirst: true, changes: [], subject: { id: offerId, name: '喂海豚' } });
    expect(new Set(lines.map(({ by }) => by.name))).toEqual(new Set(['运营小鲸']));
  });

  it('says from what to what of people, stores, settings and rules', async () => {
    const person = { openid: 'o-new-clerk', name: '小贝', stores: [store('north')], active: true };
    await park.ok(OPERATOR, 'admin', 'staff.save', { ...person, role: 'clerk' });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'staff.save', { ...person, role: 'manager', active: false });
    const [changed, made] = await list({ kind: 'staff' });
    expect(changed).toMatchObject({
      subject: { name: '小贝' },
      changes: [
        { field: 'active', from: true, to: false },
        { field: 'role', from: 'clerk', to: 'manager' },
      ],
    });
    expect(made).toMatchObject({ isFirst: true, changes: [] });
    expect(JSON.stringify([changed, made])).not.toContain('o-new-clerk');

    await park.ok(OPERATOR, 'admin', 'store.save', { storeId: store('pier'), name: '码头' });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'store.save', { storeId: store('pier'), name: '新码头' });
    expect((await list({ kind: 'store' }))[0]?.changes).toEqual([
      { field: 'name', from: '码头', to: '新码头' },
    ]);

    const { value, version } = await park.ok(OPERATOR, 'admin', 'config.get', { key: 'calendar' });
    const closed = { key: 'calendar', value: { closed: ['2026-07-01'] }, version } as never;
    await park.ok(OPERATOR, 'admin', 'config.set', closed);
    expect((await list({ kind: 'config' }))[0]).toMatchObject({
      subject: { id: 'calendar' },
      changes: [{ field: 'closed', from: (value as { closed: string[] }).closed, to: ['2026-07-01'] }],
    });

    const { ruleId } = await park.ok(OPERATOR, 'admin', 'tagRule.save', { rule: rule() });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'tagRule.save', { rule: rule({ ruleId, forDays: 7 } as never) });
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'tagRule.enable', { ruleId });
    expect(await list({ kind: 'tagRule', subject: ruleId })).toMatchObject([
      { did: 'enabled' },
      { did: 'saved', changes: [{ field: 'forDays', from: 30, to: 7 }] },
      { did: 'saved', isFirst: true },
    ]);
  });

  it('says who looked at a member, put and took a tag, and why; once each, and without words of who has left', async () => {
    const { who, id } = await joined(park, 'o-audited', true);
    await park.ok('o-analyst', 'admin', 'member.view', { memberId: id, reason: '客人来电' });
    await cloud.clock.advance(1000);
    const put = { memberId: id, name: '对花生过敏', reason: '本人说的' };
    const requestId = 'put-once';
    await park.ok(OPERATOR, 'admin', 'tag.put', put, requestId);
    await park.ok(OPERATOR, 'admin', 'tag.put', put, requestId);
    await cloud.clock.advance(1000);
    await park.ok(OPERATOR, 'admin', 'tag.remove', { memberId: id, name: '对花生过敏' });
    expect(await park.refused(OPERATOR, 'admin', 'tag.remove', { memberId: id, name: '没有的' })).toBe(
      'not_found',
    );
    const lines = await list({ kind: 'member', subject: id });
    expect(lines).toMatchObject([
      { did: 'untagged', changes: [{ field: 'tag', from: '对花生过敏', to: null }] },
      { did: 'tagged', reason: '本人说的', changes: [{ field: 'tag', from: null, to: '对花生过敏' }] },
      { did: 'viewed', reason: '客人来电', by: { name: '数据小海' }, subject: { id, name: '小**' } },
    ]);
    const { staffId } = (lines[2] as AuditLine).by;
    expect((await list({ who: staffId })).every(({ by }) => by.staffId === staffId)).toBe(true);

    await park.ok(who, 'member', 'member.erase', { confirm: true, forfeit: true });
    await cloud.clock.advance(60_000);
    const left = await list({ kind: 'member', subject: id });
    expect(left).toHaveLength(3);
    expect(JSON.stringify(left)).not.toMatch(/花生|本人说的|小\*\*/);
  });

  it('says which coupons were taken back and why, and not those of who left', async () => {
    const { who } = await joined(park, 'o-revoked', false);
    const offerId = await park.offer({ perMember: 2 });
    const { couponId, title } = await park.claim(who, offerId);
    await park.claim(who, offerId);
    await park.ok(OPERATOR, 'admin', 'coupon.revoke', { couponId, reason: '发错了' });
    await park.ok(who, 'member', 'member.erase', { confirm: true, forfeit: true });
    await cloud.clock.advance(120_000);
    expect(await list({ kind: 'coupon' })).toMatchObject([
      { did: 'revoked', reason: '发错了', subject: { id: couponId, name: title } },
    ]);
  });

  it('goes on in pages, each line once and newest first, also where many are of one instant', async () => {
    for (let i = 0; i < 12; i++) {
      const { offerId } = await park.ok(OPERATOR, 'admin', 'offer.save', draft());
      await park.ok(OPERATOR, 'admin', 'offer.save', { ...draft(), offerId, stock: 200 + i });
      await park.ok(OPERATOR, 'admin', 'segment.save', { name: `人群${i}`, when: rule().when });
    }
    const { id } = await joined(park, 'o-many', true);
    for (let i = 0; i < 25; i++)
      await park.ok('o-analyst', 'admin', 'member.view', { memberId: id, reason: `第${i}次` });
    const lines = await all();
    expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
    expect(lines.map(({ at }) => at)).toEqual(lines.map(({ at }) => at).sort((a, b) => b - a));
    const kinds = ['offer', 'campaign', 'round', 'tagRule', 'segment', 'config', 'staff', 'store'] as const;
    const each = await Promise.all(
      [...kinds, 'passBatch', 'member', 'coupon'].map((kind) => all({ kind } as Question)),
    );
    expect(
      each
        .flat()
        .map((line) => line.id)
        .sort(),
    ).toEqual(lines.map((line) => line.id).sort());
    expect(lines.filter(({ did }) => did === 'viewed').length).toBeGreaterThanOrEqual(25);
  });

  it('is for operators, and names what is wrong with a question', async () => {
    for (const other of ['o-analyst', 'o-manager', 'o-clerk-north', 'o-guest-1'])
      expect(await park.refused(other, 'admin', 'audit.list', {})).toBe('not_allowed');
    const fields = async (input: object) => {
      const answer = await park.answer(OPERATOR, 'admin', 'audit.list', input as never);
      return answer.ok ? answer : answer.refusal?.detail;
    };
    expect(await fields({ cursor: '?' })).toEqual({ fields: ['cursor'] });
    expect(await fields({ cursor: 'a.b' })).toEqual({ fields: ['cursor'] });
    expect(await fields({ subject: 'off_a' })).toEqual({ fields: ['kind'] });
    expect(await fields({ kind: 'money' })).toEqual({ fields: ['kind'] });
    expect(await fields({ who: 'o-operator' })).toEqual({ fields: ['who'] });
  });
});
