import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { refusalOfOpening } from '../../cloudfunctions/domain/pass/activate.ts';
import {
  activationCodeOf,
  passNoOf,
  readActivationCode,
  readPassNo,
} from '../../cloudfunctions/domain/pass/activation-code.ts';
import { showsCodes } from '../../cloudfunctions/domain/pass/batch.ts';
import {
  afterWrongByPerson,
  afterWrongOnNumber,
  CLOSED_MS,
  closedForPerson,
  closedNumber,
  type GuessDoc,
} from '../../cloudfunctions/domain/pass/guesses.ts';
import { refusalOfHolders } from '../../cloudfunctions/domain/pass/holders.ts';
import { bound, invited } from '../../cloudfunctions/domain/pass/invite.ts';
import { isRenewedBy, refusalOfSpending, renewalOf } from '../../cloudfunctions/domain/pass/renew.ts';
import { byRank, mayShow, passView } from '../../cloudfunctions/domain/pass/view.ts';
import { isWellTyped } from '../../shared-types/counter-code.ts';
import type { Fen, HolderId, MemberId, PassId } from '../../shared-types/ids.ts';
import { at, day, FAMILY, ME, openPass, soldPass } from './given-pass.ts';

const KINDS = DEFAULTS.passKinds;
const codeOf = (refusal: { ok: boolean } | null) => (refusal as { code?: string } | null)?.code ?? 'ok';

describe('what stands on a sold pass', () => {
  it('is read as people write it: spaces, dashes, small letters, look-alikes', () => {
    const mac = fc.uint8Array({ minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(mac, (bytes) => {
        const code = activationCodeOf(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/);
        const written = `${code.slice(0, 4)} ${code.slice(4, 8)}-${code.slice(8)}`
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l');
        expect(readActivationCode(written)).toBe(code);
      }),
    );
  });

  it('has 60 bits: any of the first 60 that differs gives another code', () => {
    const bytes = new Uint8Array(32);
    const codes = new Set([activationCodeOf(bytes)]);
    for (let bit = 0; bit < 60; bit++) {
      const other = new Uint8Array(32);
      other[bit >> 3] = 128 >> (bit & 7);
      codes.add(activationCodeOf(other));
    }
    expect(codes.size).toBe(61);
  });

  it('is a number whose check digit a phone can ask', () => {
    expect(isWellTyped(passNoOf('12345678901'))).toBe(true);
    expect(readPassNo(' 1234-5678 9012 ')).toBe('123456789012');
  });
});

describe('who can hold a pass', () => {
  const adult = { name: '阿海', relation: 'adult' } as const;
  const self = { name: '米娅', relation: 'self' } as const;
  const child = { name: '乐乐', relation: 'child', guardianConsent: true } as const;
  it.each([
    ['single', [self], 'ok'],
    ['single', [adult], 'ok'],
    ['single', [child], 'ok'],
    ['single', [], 'holders_invalid'],
    ['single', [self, adult], 'holders_invalid'],
    ['double', [self, adult], 'ok'],
    ['double', [adult, child], 'ok'],
    ['double', [self, self], 'holders_invalid'],
    ['double', [self], 'holders_invalid'],
    ['family', [self, adult, child], 'ok'],
    ['family', [adult, adult, child], 'ok'],
    ['family', [self, adult, adult], 'holders_invalid'],
    ['family', [self, child, child], 'holders_invalid'],
    ['family', [self, adult], 'holders_invalid'],
    ['family', [self, adult, { ...child, guardianConsent: false }], 'guardian_consent_required'],
    ['family', [self, adult, { name: '乐乐', relation: 'child' }], 'guardian_consent_required'],
  ] as const)('%s: %j is %s', (kind, holders, code) => {
    expect(codeOf(refusalOfHolders([...holders], KINDS.kinds[kind]))).toBe(code);
  });
});

describe('opening', () => {
  it.each([
    ['2026-06-01', 'ok'],
    ['2026-08-30', 'ok'],
    ['2027-08-31', 'ok'],
  ])('a pass of 1 June on %s: %s', (today, code) => {
    expect(codeOf(refusalOfOpening(soldPass(), day(today), KINDS))).toBe(code);
  });
  it('is refused once it is open or spent, and after its days where they void it', () => {
    expect(codeOf(refusalOfOpening(openPass(), day('2026-06-20'), KINDS))).toBe('already_activated');
    const spent = { ...soldPass(), state: 'spent' as const };
    expect(codeOf(refusalOfOpening(spent, day('2026-06-20'), KINDS))).toBe('already_activated');
    const voided = { ...KINDS, unopened: 'void' as const };
    expect(codeOf(refusalOfOpening(soldPass(), day('2026-08-30'), voided))).toBe('ok');
    expect(codeOf(refusalOfOpening(soldPass(), day('2026-08-31'), voided))).toBe('pass_void');
  });
});

describe('guessing codes', () => {
  const T = at('2026-06-15T10:00:00');
  const wrongs = (of: string[], gapMs: number) => {
    let doc: GuessDoc | null = null;
    of.forEach((number, i) => {
      doc = { _id: 'p', rev: i, ...afterWrongByPerson(doc, number, T + i * gapMs) };
    });
    return doc as GuessDoc | null;
  };
  const fives = (n: number, number = 'a') => Array(n).fill(number) as string[];

  it('five for one number close that number for fifteen minutes, and no other', () => {
    expect(closedForPerson(wrongs(fives(4), 0), 'a', T)).toBeNull();
    const doc = wrongs(fives(5), 0);
    expect(closedForPerson(doc, 'a', T)).toBe(T + CLOSED_MS);
    expect(closedForPerson(doc, 'b', T)).toBeNull();
    expect(closedForPerson(doc, 'a', T + CLOSED_MS - 1)).toBe(T + CLOSED_MS);
    expect(closedForPerson(doc, 'a', T + CLOSED_MS)).toBeNull();
  });

  it('ten over several numbers within an hour close all of them', () => {
    const numbers = Array.from({ length: 10 }, (_unused, i) => `n${i}`);
    expect(closedForPerson(wrongs(numbers.slice(0, 9), 60_000), 'x', T + 540_000)).toBeNull();
    expect(closedForPerson(wrongs(numbers, 60_000), 'x', T + 540_000)).toBe(T + 540_000 + CLOSED_MS);
    // 7 minutes apart: never ten in an hour.
    expect(closedForPerson(wrongs(numbers, 7 * 60_000), 'x', T + 63 * 60_000)).toBeNull();
  });

  it('after it opened again one more slip closes nothing', () => {
    const doc = wrongs(fives(5), 0);
    const later = { ...(doc as GuessDoc), ...afterWrongByPerson(doc, 'a', T + CLOSED_MS) };
    expect(closedForPerson(later, 'a', T + CLOSED_MS)).toBeNull();
  });

  it('thirty for one number, whoever tries, close it for the rest of the park day', () => {
    let doc: GuessDoc | null = null;
    for (let i = 0; i < 29; i++) doc = { _id: 'n', rev: i, ...afterWrongOnNumber(doc, T + i) };
    expect(closedNumber(doc, T + 30)).toBeNull();
    doc = { _id: 'n', rev: 30, ...afterWrongOnNumber(doc, T + 30) };
    expect(closedNumber(doc, T + 31)).toBe(at('2026-06-16T00:00:00'));
    expect(closedNumber(doc, at('2026-06-16T00:00:00'))).toBeNull();
  });

  it('wrong ones of yesterday do not count for a number today', () => {
    let doc: GuessDoc | null = null;
    for (let i = 0; i < 29; i++)
      doc = { _id: 'n', rev: i, ...afterWrongOnNumber(doc, at('2026-06-15T23:59:59.999')) };
    doc = { _id: 'n', rev: 30, ...afterWrongOnNumber(doc, at('2026-06-16T00:00:00')) };
    expect(closedNumber(doc, at('2026-06-16T00:00:00'))).toBeNull();
  });

  it('a clock that went back does not keep anything closed for longer', () => {
    expect(closedForPerson(wrongs(fives(5), 0), 'a', T - CLOSED_MS)).toBeNull();
  });
});

it('codes of a batch are answered again for ten minutes', () => {
  const batch = { at: 1_000_000 };
  expect(showsCodes(batch, 1_000_000 + 600_000)).toBe(true);
  expect(showsCodes(batch, 1_000_000 + 600_001)).toBe(false);
  expect(showsCodes(batch, 1_000_000 - 600_001)).toBe(false);
});

describe('renewing', () => {
  const bought = { ...soldPass('single', '2027-05-01'), _id: 'pas_2' as PassId };
  const on = (instant: string, other = bought) =>
    codeOf(refusalOfSpending(other, openPass(), at(instant), KINDS));
  it.each([
    ['2027-05-14T23:59:59.999', 'renew_not_open'],
    ['2027-05-15T00:00:00', 'ok'],
    ['2027-06-14T23:59:59.999', 'ok'],
    ['2027-07-14T23:59:59.999', 'ok'],
    ['2027-07-15T00:00:00', 'renew_not_open'],
  ])('on %s: %s', (instant, code) => {
    expect(on(instant)).toBe(code);
  });

  it('needs an unopened pass of the same kind, whose own days are not over', () => {
    expect(on('2027-06-01T10:00:00', { ...bought, kind: 'family' })).toBe('activation_invalid');
    expect(on('2027-06-01T10:00:00', { ...bought, state: 'spent' })).toBe('already_activated');
    expect(on('2027-06-01T10:00:00', { ...bought, soldOn: day('2027-01-01') })).toBe('already_activated');
  });

  it('counts from the old end, early or late, and once for each bought pass', () => {
    const order = {
      bought: bought._id,
      passId: openPass()._id,
      by: ME,
      at: at('2027-07-10T10:00:00'),
      terms: 1,
      price: 29_800 as Fen,
    };
    const request = { key: 'renew.mbr_1:r2', hash: 'h2' };
    const renewal = renewalOf(openPass(), order, request, KINDS);
    expect(renewal?.term).toMatchObject({ start: '2027-06-15', end: '2028-06-14', price: 29_800 });
    expect(renewal?.row).toMatchObject({ step: 'renewed', price: 29_800, counts: { paid: 29_800 } });
    const renewed = { ...openPass(), terms: [...openPass().terms, renewal?.term as never] };
    expect(isRenewedBy(renewed, bought._id)).toBe(true);
    expect(renewalOf(renewed, { ...order, bought: 'pas_3' as PassId }, request, KINDS)).toBeNull();
    expect(passView(renewed, ME, KINDS.kinds.single, at('2027-07-10T10:00:00'))).toMatchObject({
      status: 'active',
      endsOn: '2028-06-14',
      renewal: { open: false },
    });
  });
});

describe('another adult’s phone', () => {
  const PAPA = 'mbr_2' as MemberId;
  const pass = openPass('family', FAMILY);
  const [mia, papa, lele] = pass.holders.map(({ holderId }) => holderId) as [HolderId, HolderId, HolderId];
  const expiresAt = at('2026-06-16T10:00:00');
  const asked = invited(pass, papa, { token: 'pas_1.t', expiresAt });
  const open = { ...pass, ...('holders' in asked ? asked : {}) };
  const taken = bound(open, 'pas_1.t', PAPA, at('2026-06-15T11:00:00'));
  const both = { ...open, ...('holders' in taken ? taken : {}) };
  const shows = (who: MemberId) =>
    both.holders.filter((holder) => mayShow(both, holder, who)).map((h) => h.holderId);

  it('shows the own code and the children’s; the owner’s shows all', () => {
    expect(shows(PAPA)).toEqual([papa, lele]);
    expect(shows(ME)).toEqual([mia, papa, lele]);
    expect(shows('mbr_3' as MemberId)).toEqual([]);
    expect(both.people).toEqual([ME, PAPA]);
  });

  it('is asked for an adult only', () => {
    const token = { token: 'pas_1.t', expiresAt };
    expect(invited(pass, lele, token)).toMatchObject({ refusal: { code: 'holders_invalid' } });
    expect(invited(pass, mia, token)).toMatchObject({ refusal: { code: 'holders_invalid' } });
    expect(invited(pass, 'hld_9' as HolderId, token)).toMatchObject({ refusal: { code: 'not_found' } });
  });

  it.each([
    ['taken before', both, 'pas_1.t', PAPA, '2026-06-15T11:00:00', 'invite_ended'],
    ['too late', open, 'pas_1.t', PAPA, '2026-06-16T10:00:00', 'invite_ended'],
    ['made up', open, 'pas_1.x', PAPA, '2026-06-15T11:00:00', 'invite_ended'],
    ['the owner’s own', open, 'pas_1.t', ME, '2026-06-15T11:00:00', 'own_pass'],
  ])('an invitation %s is refused', (_what, of, token, who, instant, code) => {
    expect(bound(of, token, who, at(instant))).toMatchObject({ refusal: { code } });
  });

  it('that takes the place of another ends the other’s sight', () => {
    const again = invited(both, papa, { token: 'pas_1.u', expiresAt });
    const asking = { ...both, ...('holders' in again ? again : {}) };
    const moved = bound(asking, 'pas_1.u', 'mbr_3' as MemberId, at('2026-06-15T12:00:00'));
    expect(moved).toMatchObject({ people: [ME, 'mbr_3'] });
  });
});

it('of several passes the one that can be used comes first, then the one that lasts longest', () => {
  const ended = { ...openPass('single', undefined, '2025-01-01T10:00:00'), _id: 'pas_a' as PassId };
  const short = { ...openPass('single', undefined, '2026-01-01T10:00:00'), _id: 'pas_b' as PassId };
  const long = { ...openPass(), _id: 'pas_c' as PassId };
  expect(byRank([ended, short, long], at('2026-06-20T10:00:00')).map(({ _id }) => _id)).toEqual([
    'pas_c',
    'pas_b',
    'pas_a',
  ]);
});
