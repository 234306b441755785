import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOutreachHour } from '../../cloudfunctions/domain/member/outreach.ts';
import { factsOf } from '../../cloudfunctions/domain/offer/claim.ts';
import {
  refusalOfReminder,
  remindAtOf,
  reminderOf,
  tellingOf,
} from '../../cloudfunctions/domain/offer/opening.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { at, member, NOW, offer } from './given.ts';

const HOUR = 3_600_000;

describe('when people are told of an opening', () => {
  it.each([
    ['in the morning', '2026-06-16T10:00', '2026-06-16T09:55'],
    ['at the first minute it can be told shortly before', '2026-06-16T09:05', '2026-06-16T09:00'],
    ['too early for that', '2026-06-16T09:04', '2026-06-15T20:30'],
    ['at the last minute it can be told shortly before', '2026-06-16T21:04', '2026-06-16T20:59'],
    ['too late for that', '2026-06-16T21:05', '2026-06-16T20:30'],
    ['with the day', '2026-06-16T00:00', '2026-06-15T20:30'],
  ])('that is %s', (_what, opens, told) => {
    expect(remindAtOf(at(opens))).toBe(at(told));
  });

  it('given any opening, then it is before it, by less than a day, and inside the hours', () => {
    fc.assert(
      fc.property(fc.integer({ min: NOW, max: NOW + 400 * DAY_MS }), (claimFrom) => {
        const told = remindAtOf(claimFrom);
        expect(isOutreachHour(told)).toBe(true);
        expect(claimFrom - told).toBeGreaterThanOrEqual(300_000);
        expect(claimFrom - told).toBeLessThan(DAY_MS);
      }),
    );
  });
});

const soon = offer({ claimFrom: NOW + HOUR, claimTo: NOW + DAY_MS });
const facts = factsOf(
  member(),
  { tier: 'bronze', hasValidPass: false, tags: new Set(), segments: new Set() },
  NOW,
);

describe('asking for it', () => {
  it('is possible until it is told', () => {
    expect(reminderOf(soon, NOW)).toBe(NOW + HOUR - 300_000);
    expect(reminderOf(soon, NOW + HOUR - 300_000)).toBeNull();
  });

  it.each([
    ['somebody who is no member', null, soon, NOW, 'member_required'],
    ['an offer that is not there', facts, null, NOW, 'not_found'],
    ['a draft', facts, { ...soon, status: 'draft' as const }, NOW, 'not_found'],
    ['one that was stopped', facts, { ...soon, status: 'stopped' as const }, NOW, 'ended'],
    ['one that opens any moment', facts, soon, NOW + HOUR - 1, 'ended'],
    ['one that is open', facts, offer(), NOW, 'ended'],
    [
      'one for others',
      facts,
      offer({ claimFrom: NOW + HOUR, audience: { tierAtLeast: 'gold' } }),
      NOW,
      'not_eligible',
    ],
  ])('is refused for %s', (_what, who, what, now, code) => {
    expect(refusalOfReminder(who, what, now)).toMatchObject({ ok: false, code });
  });

  it('is granted otherwise', () => {
    expect(refusalOfReminder(facts, soon, NOW)).toBeNull();
  });
});

describe('what becomes of the reminders when their time has come', () => {
  const opening = (from: string, to: string) => offer({ claimFrom: at(from), claimTo: at(to) });
  const day = opening('2026-06-16T10:00', '2026-06-20T00:00');
  const night = opening('2026-06-16T00:00', '2026-06-20T00:00');
  const late = opening('2026-06-16T22:00', '2026-06-20T00:00');
  it.each([
    ['in time they go out', day, '2026-06-16T09:55', 'now'],
    ['a little late, too', day, '2026-06-16T13:00', 'now'],
    ['at night they wait for the morning', night, '2026-06-16T00:05', { at: at('2026-06-16T09:00') }],
    ['on the evening before they go out', night, '2026-06-15T20:30', 'now'],
    ['on another day they are of no use', day, '2026-06-17T09:00', 'never'],
    ['nor the morning after', late, '2026-06-16T22:30', 'never'],
    ['nor when it is over', opening('2026-06-16T10:00', '2026-06-16T12:00'), '2026-06-16T12:00', 'never'],
    ['nor when it was stopped', { ...day, status: 'stopped' as const }, '2026-06-16T09:55', 'never'],
    ['nor for a draft', { ...day, status: 'draft' as const }, '2026-06-16T09:55', 'never'],
    ['nor for nothing', null, '2026-06-16T09:55', 'never'],
  ])('%s', (_what, what, now, expected) => {
    expect(tellingOf(what, at(now))).toEqual(expected);
  });
});
