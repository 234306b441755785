import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

const OFF = { profiling: false, marketing: false, groupBoard: false };

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

describe('a guest', () => {
  it('has a home before joining: no member, nothing agreed', async () => {
    expect(await park.ok('o-guest-1', 'member', 'member.me', {})).toEqual({
      member: null,
      tier: null,
      standing: null,
      points: 0,
      nextBirthday: null,
      pass: null,
      lottery: { claim: null, result: null },
      consent: { current: '1', agreed: null, scopes: OFF },
      unread: 0,
      messages: expect.objectContaining({ offer_opens: { templateId: 'tpl_offer_opens', credits: 0 } }),
    });
  });

  it('meets a member in the demo park whose tier is what her visits and her pass come to', async () => {
    const { tier, standing } = await park.ok('o-mia', 'member', 'member.me', {});
    expect(tier).toBe('gold');
    expect(standing).toMatchObject({
      recency: { score: 5 },
      visits: { days: 5, score: 4 },
      money: { paid: 69_800, score: 3 },
      next: { tier: 'diamond', missing: 1 },
    });
  });

  it('joins, and is then a member with that consent', async () => {
    const view = await park.join('o-guest-1', '小海星');
    expect(view).toMatchObject({ nickname: '小海星', joinedAt: NOW });
    expect(await park.ok('o-guest-1', 'member', 'member.me', {})).toMatchObject({
      member: view,
      tier: 'bronze',
      consent: { agreed: '1' },
    });
  });

  it('joining twenty times at once is one member, and every answer says the same', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => park.join('o-guest-2', `名字${i}`)),
    );
    expect(new Set(answers.map((view) => JSON.stringify(view))).size).toBe(1);
  });

  it('repeating the request gives the same member, other content is refused', async () => {
    const requestId = ulid();
    const first = await park.ok('o-guest-3', 'member', 'member.join', { consentVersion: '1' }, requestId);
    expect(await park.ok('o-guest-3', 'member', 'member.join', { consentVersion: '1' }, requestId)).toEqual(
      first,
    );
    expect(
      await park.refused(
        'o-guest-3',
        'member',
        'member.join',
        { consentVersion: '1', nickname: '别的' },
        requestId,
      ),
    ).toBe('request_id_reused');
  });

  it.each([
    ['an outdated consent', { consentVersion: '0' }, 'consent_outdated'],
    [
      'a name that content security rejects',
      { consentVersion: '1', nickname: '违规名字' },
      'content_rejected',
    ],
  ])('is refused with %s, and is no member afterwards', async (_what, input, code) => {
    expect(await park.refused('o-guest-4', 'member', 'member.join', input)).toBe(code);
    expect(await park.ok('o-guest-4', 'member', 'member.me', {})).toMatchObject({ member: null });
  });

  it('a name under review joins: people may look at it later', async () => {
    expect(await park.join('o-guest-5', '待审名字')).toMatchObject({ nickname: '待审名字' });
  });
});

describe('bad input', () => {
  const send = (event: unknown) => cloud.raw<Record<string, unknown>>('member', event, 'o-guest-9');
  const input = { consentVersion: '1' };
  it.each<[string, unknown, string[]]>([
    ['an unknown operation', { op: 'member.fly', requestId: 'r', input }, ['op']],
    ['an operation named like a method of objects', { op: 'constructor', requestId: 'r', input }, ['op']],
    ['no requestId', { op: 'member.join', input }, ['requestId']],
    ['a requestId that is a number', { op: 'member.join', requestId: 7, input }, ['requestId']],
    ['a requestId with a space', { op: 'member.join', requestId: 'a b', input }, ['requestId']],
    ['a requestId of 65 characters', { op: 'member.join', requestId: 'a'.repeat(65), input }, ['requestId']],
    ['no consent', { op: 'member.join', requestId: 'r', input: {} }, ['consentVersion']],
    [
      'an empty name',
      { op: 'member.join', requestId: 'r', input: { ...input, nickname: '  ' } },
      ['nickname'],
    ],
    [
      'a name too long',
      { op: 'member.join', requestId: 'r', input: { ...input, nickname: '鲸'.repeat(33) } },
      ['nickname'],
    ],
    [
      'a name with a control character',
      { op: 'member.join', requestId: 'r', input: { ...input, nickname: 'a\u0000b' } },
      ['nickname'],
    ],
    [
      'a field nobody asked for',
      { op: 'member.join', requestId: 'r', input: { ...input, openid: 'o-mia' } },
      ['openid'],
    ],
    ['input that is a text', { op: 'member.join', requestId: 'r', input: 'x' }, ['input']],
  ])('%s is invalid_input naming the field', async (_what, event, fields) => {
    const { status, body } = await send(event);
    expect(status).toBe(200);
    expect(body).toMatchObject({ ok: false, refusal: { code: 'invalid_input', detail: { fields } } });
  });

  it('changed nothing', async () => {
    expect(await park.ok('o-guest-9', 'member', 'member.me', {})).toMatchObject({ member: null });
  });
});
