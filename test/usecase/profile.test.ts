import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Db } from '../../cloudfunctions/platform/db.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';
import { loadSdk } from '../setup/wx-sdk.ts';

/** What members say of themselves and agree to, and their points. */
let cloud: TestCloud;
let park: Product;
let db: Db;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
  loadSdk(`${cloud.url}/admin`);
  db = (await import('../../cloudfunctions/platform/db.ts')).openDb();
});
afterAll(() => cloud.stop());

const me = async (who: string) => (await park.ok(who, 'member', 'member.me', {})).member;
const solar = { calendar: 'solar' as const, month: 5, day: 6, year: 1990 };

describe('a phone number', () => {
  it('is bound once by a code, answered masked, stored sealed; a repeat gets its answer', async () => {
    const { memberId } = await park.join('o-guest-1');
    const requestId = ulid();
    const bind = () =>
      park.ok('o-guest-1', 'member', 'member.bindPhone', { code: 'phone:13800138000' }, requestId);
    expect(await bind()).toEqual({ phoneMasked: '138****8000' });
    expect(await bind()).toEqual({ phoneMasked: '138****8000' });
    expect(await me('o-guest-1')).toMatchObject({ phoneMasked: '138****8000' });
    const row = JSON.stringify(await db.get('members', memberId));
    expect(row).not.toContain('13800138000');
    expect(cloud.log).not.toContain('13800138000');
    const { sealed } = (await db.get('members', memberId))?.phone ?? {};
    expect(sealed).toMatch(/^[\w-]{40,}$/);
  });

  it.each(['phone', '13800138000'])(
    'a wrong code (%s) is invalid_input and changes nothing',
    async (code) => {
      await park.join('o-guest-2');
      expect(await park.refused('o-guest-2', 'member', 'member.bindPhone', { code })).toBe('invalid_input');
      expect(await me('o-guest-2')).toMatchObject({ phoneMasked: null });
    },
  );
});

describe('a profile', () => {
  const update = (who: string, input: object, requestId?: string) =>
    park.ok(who, 'member', 'member.updateProfile', input, requestId);

  it('changes what is named and nothing else', async () => {
    await park.join('o-guest-3', '小海星');
    expect(await update('o-guest-3', { avatarFileId: 'cloud://env/a.png' })).toMatchObject({
      nickname: '小海星',
      avatarFileId: 'cloud://env/a.png',
    });
    expect(await update('o-guest-3', { nickname: '大海星' })).toMatchObject({ nickname: '大海星' });
    expect(await park.refused('o-guest-3', 'member', 'member.updateProfile', { nickname: '违规' })).toBe(
      'content_rejected',
    );
    expect(await me('o-guest-3')).toMatchObject({ nickname: '大海星', avatarFileId: 'cloud://env/a.png' });
  });

  it('a picture that is replaced is deleted, one that lies elsewhere is left alone', async () => {
    const { memberId } = await park.join('o-guest-8');
    const upload = async (path: string) => {
      const sent = await fetch(`${cloud.url}/upload/${path}`, { method: 'POST', body: 'picture' });
      return ((await sent.json()) as { fileID: string }).fileID;
    };
    const there = async (path: string) => (await fetch(`${cloud.url}/storage/${path}`)).status === 200;
    const [mine, shared] = [`photos/${memberId}/1.png`, 'park/logo.png'];
    await update('o-guest-8', { avatarFileId: await upload(mine) });
    await update('o-guest-8', { nickname: '小海星' });
    expect(await there(mine)).toBe(true);
    await update('o-guest-8', { avatarFileId: await upload(shared) });
    expect(await there(mine)).toBe(false);
    await update('o-guest-8', { avatarFileId: await upload(`photos/${memberId}/2.png`) });
    expect(await there(shared)).toBe(true);
  });

  it('its birthday is set once and corrected once; the same again is neither', async () => {
    await park.join('o-guest-4');
    const refused = (birthday: object) =>
      park.refused('o-guest-4', 'member', 'member.updateProfile', { birthday } as never);
    expect(await update('o-guest-4', { birthday: solar })).toMatchObject({
      birthday: { ...solar, mayCorrect: true },
    });
    expect(await update('o-guest-4', { birthday: solar })).toMatchObject({ birthday: { mayCorrect: true } });
    expect(await refused({ calendar: 'solar', month: 2, day: 30 })).toBe('birthday_invalid');
    const lunar = { calendar: 'lunar' as const, month: 8, day: 15 };
    const requestId = ulid();
    const corrected = await update('o-guest-4', { birthday: lunar }, requestId);
    expect(corrected).toMatchObject({ birthday: { ...lunar, mayCorrect: false } });
    expect(await update('o-guest-4', { birthday: lunar }, requestId)).toEqual(corrected);
    expect(await refused(solar)).toBe('birthday_invalid');
    expect(await me('o-guest-4')).toMatchObject({ birthday: lunar });
    // 15th of the eighth lunar month of 2026.
    const home = await park.ok('o-guest-4', 'member', 'member.me', {});
    expect(home.nextBirthday).toBe('2026-09-25');
  });

  it('a birthday named on its own day brings the card of this year, once', async () => {
    await park.join('o-guest-5');
    await cloud.timer('jobs');
    await update('o-guest-5', { birthday: { calendar: 'solar', month: 6, day: 15 } });
    await cloud.timer('jobs');
    expect((await park.ok('o-guest-5', 'member', 'birthday.mine', {})).items).toHaveLength(1);
  });

  it('is for members', async () => {
    const input = { nickname: '路人' };
    expect(await park.refused('o-guest-9', 'member', 'member.updateProfile', input)).toBe('member_required');
  });
});

describe('consent', () => {
  const scopes = { profiling: true, marketing: false, groupBoard: true };
  it('is given, withdrawn as easily, and every change stands in the ledger', async () => {
    const { memberId } = await park.join('o-guest-6');
    await park.ok('o-guest-6', 'member', 'member.consent', { version: '1', scopes });
    const off = { profiling: false, marketing: false, groupBoard: false };
    expect((await park.ok('o-guest-6', 'member', 'member.me', {})).consent.scopes).toEqual(scopes);
    await park.ok('o-guest-6', 'member', 'member.consent', { version: '1', scopes: off });
    expect((await park.ok('o-guest-6', 'member', 'member.me', {})).consent).toEqual({
      current: '1',
      agreed: '1',
      scopes: off,
    });
    await cloud.timer('jobs');
    const rows = await db.find('ledger', { memberId, type: 'consent' });
    expect(rows.map((row) => row.type === 'consent' && row.scopes.profiling).sort()).toEqual([
      false,
      false,
      true,
    ]);
  });
  it('to another text than the one in force is refused', async () => {
    await park.join('o-guest-6');
    expect(await park.refused('o-guest-6', 'member', 'member.consent', { version: '0', scopes })).toBe(
      'consent_outdated',
    );
  });
});

describe('points', () => {
  const days = 23;
  it('are listed newest first, by pages, whether or not a job has written them', async () => {
    await park.join('o-guest-7');
    for (let day = 0; day < days; day++) {
      await cloud.clock.set(NOW + day * 86_400_000, false);
      await park.ok('o-guest-7', 'campaign', 'checkin.sign', {});
      if (day === 9) await cloud.timer('jobs');
    }
    const all = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page: { items: Array<{ _id: string; delta: number; balanceAfter: number }>; cursor?: string } =
        await park.ok('o-guest-7', 'member', 'points.history', cursor ? { cursor } : {});
      all.push(...page.items);
      cursor = page.cursor;
    }
    const { points } = await park.ok('o-guest-7', 'member', 'member.me', {});
    expect(new Set(all.map(({ _id }) => _id)).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(days);
    expect(all[0]?.balanceAfter).toBe(points);
    for (const [i, row] of all.entries())
      expect(row.balanceAfter - row.delta).toBe(all[i + 1]?.balanceAfter ?? 0);
  });

  it('that ended by the calendar are gone at that instant, with their row, before any job', async () => {
    await cloud.clock.set('2027-12-31T23:59:59.999+08:00', false);
    const { points } = await park.ok('o-guest-7', 'member', 'member.me', {});
    expect(points).toBeGreaterThan(0);
    const before = await park.ok('o-guest-7', 'member', 'points.history', {});
    expect(before.ending).toEqual({ points, at: Date.parse('2027-12-31T23:59:59.999+08:00') });
    await cloud.clock.set('2028-01-01T00:00:00.000+08:00', false);
    expect((await park.ok('o-guest-7', 'member', 'member.me', {})).points).toBe(0);
    const { items, ending } = await park.ok('o-guest-7', 'member', 'points.history', {});
    expect(ending).toBeNull();
    expect(items[0]).toMatchObject({
      delta: -points,
      balanceAfter: 0,
      cause: { what: 'expired', of: '2026' },
    });
  });

  it('of somebody who is no member are none', async () => {
    expect(await park.ok('o-guest-9', 'member', 'points.history', {})).toEqual({ items: [], ending: null });
  });
});
