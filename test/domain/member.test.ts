import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { NO_SCOPES } from '../../cloudfunctions/domain/member/consent.ts';
import { decideJoin, maskedName, meView } from '../../cloudfunctions/domain/member/member.ts';
import { member, NOW } from './given.ts';

const command = { memberId: member()._id, openid: 'o-1', consentVersion: '1', nickname: '米娅' };
const request = { key: 'r1', hash: 'h1' };
const keys = { open: () => '13800138000' };
const env = { now: NOW, currentConsent: '1', keys };

describe('joining', () => {
  it('makes a member with the consent it was given', () => {
    expect(decideJoin(null, command, request, env)).toMatchObject({
      member: {
        _id: 'mbr_1',
        nickname: '米娅',
        consent: { version: '1', at: NOW },
        joinedBy: request,
        points: 0,
      },
    });
  });
  it('with an outdated consent is refused', () => {
    expect(decideJoin(null, { ...command, consentVersion: '0' }, request, env)).toEqual({
      answer: { ok: false, code: 'consent_outdated', detail: { current: '1' } },
    });
  });
  it('again gives the same member, whatever it says', () => {
    expect(
      decideJoin(member(), { ...command, consentVersion: '0', nickname: '别人' }, request, env),
    ).toMatchObject({
      answer: { ok: true, value: { memberId: 'mbr_1', nickname: '米娅' } },
    });
  });
  it('with the same request and other content is refused', () => {
    expect(decideJoin(member(), command, { key: 'r0', hash: 'other' }, env)).toMatchObject({
      answer: { ok: false, code: 'request_id_reused' },
    });
  });
  it('does not let anybody invite themselves', () => {
    expect(decideJoin(null, { ...command, inviter: 'mbr_1' }, request, env)).toMatchObject({
      member: { inviter: null },
    });
  });
});

const around = {
  now: NOW,
  keys,
  currentConsent: '2',
  thresholds: DEFAULTS.tiers,
  waiting: [],
  unseenCoupons: 0,
  pass: null,
  lottery: { claim: null, result: null },
};

describe('what people see of a member', () => {
  it('a guest has a home too', () => {
    expect(meView(null, around)).toEqual({
      member: null,
      tier: null,
      standing: null,
      points: 0,
      nextBirthday: null,
      pass: null,
      lottery: { claim: null, result: null },
      consent: { current: '2', agreed: null, scopes: NO_SCOPES },
      unread: 0,
    });
  });
  it.each([
    ['米娅', '米**'],
    ['😀abc', '😀**'],
    [null, '会员'],
    ['', '会员'],
  ])('a clerk sees %j as %s', (name, masked) => {
    expect(maskedName(name)).toBe(masked);
  });
});
