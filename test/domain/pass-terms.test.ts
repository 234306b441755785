import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frozen, thawed } from '../../cloudfunctions/domain/pass/freeze.ts';
import type { PassDoc, Term } from '../../cloudfunctions/domain/pass/pass.ts';
import {
  daysBetween,
  FREEZE_DAYS,
  firstEnd,
  firstStart,
  nextEnd,
  renewalWindow,
  statusAt,
  termAfter,
  termOn,
  termsOn,
} from '../../cloudfunctions/domain/pass/terms.ts';
import type { Fen, ParkDay, PassId } from '../../shared-types/ids.ts';
import { addParkDays, isParkDay, startOfParkDay } from '../../shared-types/park-day.ts';
import { at, day, openPass } from './given-pass.ts';
import { inZones } from './zones.ts';

const YEAR = { term: 'year' } as const;
const MONTH = { term: 'month_end' } as const;

inZones('how long a pass lasts', () => {
  it.each([
    // kind, begins, ends
    [YEAR, '2026-06-15', '2027-06-14'],
    [YEAR, '2026-01-01', '2026-12-31'],
    [YEAR, '2026-12-31', '2027-12-30'],
    [YEAR, '2027-02-28', '2028-02-27'],
    [YEAR, '2027-03-01', '2028-02-29'],
    [YEAR, '2028-02-28', '2029-02-27'],
    [YEAR, '2028-02-29', '2029-02-28'],
    [YEAR, '2028-03-01', '2029-02-28'],
    [YEAR, '2026-07-31', '2027-07-30'],
    [MONTH, '2026-06-15', '2027-06-30'],
    [MONTH, '2026-06-01', '2027-06-30'],
    [MONTH, '2026-06-30', '2027-06-30'],
    [MONTH, '2026-12-31', '2027-12-31'],
    [MONTH, '2027-02-01', '2028-02-29'],
    [MONTH, '2028-02-29', '2029-02-28'],
    [MONTH, '2026-01-31', '2027-01-31'],
  ])('%j from %s to %s', (kind, start, end) => {
    expect(firstEnd(kind, day(start))).toBe(end);
  });

  it.each([
    // kind, old end, new end
    [YEAR, '2027-06-14', '2028-06-14'],
    [YEAR, '2027-12-31', '2028-12-31'],
    [YEAR, '2027-02-28', '2028-02-29'],
    [YEAR, '2028-02-29', '2029-02-28'],
    [YEAR, '2028-02-28', '2029-02-28'],
    [MONTH, '2027-06-30', '2028-06-30'],
    [MONTH, '2027-02-28', '2028-02-29'],
    [MONTH, '2028-02-29', '2029-02-28'],
    [MONTH, '2027-12-31', '2028-12-31'],
    // Frozen days had moved the end into the month.
    [MONTH, '2027-07-17', '2028-07-31'],
  ])('%j renewed from %s to %s', (kind, end, next) => {
    expect(nextEnd(kind, day(end))).toBe(next);
  });

  const days = fc.integer({ min: 0, max: 40_000 }).map((n) => addParkDays(day('2020-01-01'), n));

  it('a year is 365 or 366 days, a family pass has up to a month more', () => {
    fc.assert(
      fc.property(days, (start) => {
        const length = (end: ParkDay) => daysBetween(start, end) + 1;
        expect([365, 366]).toContain(length(firstEnd(YEAR, start)));
        expect(length(firstEnd(MONTH, start))).toBeGreaterThanOrEqual(365);
        expect(length(firstEnd(MONTH, start))).toBeLessThanOrEqual(366 + 31);
        expect(addParkDays(firstEnd(MONTH, start), 1).slice(8)).toBe('01');
      }),
    );
  });

  it('a renewed pass has no gap and no day twice, however often', () => {
    fc.assert(
      fc.property(days, fc.constantFrom(YEAR, MONTH), (start, kind) => {
        let end = firstEnd(kind, start);
        for (let n = 0; n < 5; n++) {
          const next = nextEnd(kind, end);
          expect(isParkDay(next)).toBe(true);
          expect(daysBetween(end, next)).toBeGreaterThanOrEqual(365);
          expect(daysBetween(end, next)).toBeLessThanOrEqual(397);
          end = next;
        }
      }),
    );
  });
});

inZones('a pass that nobody activates', () => {
  const rule = { activateWithinDays: 90, unopened: 'runs' } as const;
  it.each([
    // sold, today, first day
    ['2026-01-01', '2026-01-01', '2026-01-01'],
    ['2026-01-01', '2026-04-01', '2026-04-01'],
    ['2026-01-01', '2026-04-02', '2026-04-02'],
    ['2026-01-01', '2026-04-03', '2026-04-02'],
    ['2026-01-01', '2027-01-01', '2026-04-02'],
    ['2027-12-01', '2028-03-05', '2028-03-01'],
  ])('sold on %s and activated on %s began on %s', (sold, today, start) => {
    expect(firstStart(day(sold), day(today), rule)).toBe(start);
  });

  it('is void after its days where the park says so', () => {
    const voided = { ...rule, unopened: 'void' } as const;
    expect(firstStart(day('2026-01-01'), day('2026-04-01'), voided)).toBe('2026-04-01');
    expect(firstStart(day('2026-01-01'), day('2026-04-02'), voided)).toBeNull();
  });
});

inZones('what a pass is at an instant', () => {
  const pass = openPass(); // 15 June 2026 to 14 June 2027
  it.each([
    ['2026-06-14T23:59:59.999', 'not_started'],
    ['2026-06-15T00:00:00.000', 'active'],
    ['2026-06-15T07:59:59.999', 'active'],
    ['2026-06-15T08:00:00.000', 'active'],
    ['2027-06-14T23:59:59.999', 'active'],
    ['2027-06-15T00:00:00.000', 'ended'],
    ['2027-06-15T07:59:59.999', 'ended'],
  ])('%s: %s', (instant, status) => {
    expect(statusAt(pass, at(instant))).toBe(status);
  });

  it('can be renewed from 30 days before its last day to 30 days after it', () => {
    const { from, to } = renewalWindow(pass, at('2027-01-01T10:00:00'));
    expect(from).toBe(at('2027-05-15T00:00:00'));
    expect(to).toBe(at('2027-07-14T23:59:59.999'));
  });
});

describe('a freeze', () => {
  const command = (instant: string) => ({ at: at(instant), by: 'mbr_1' as never, reason: '出国' });
  const freezeAtInstant = (pass: PassDoc, instant: string): PassDoc => {
    const decision = frozen(pass, command(instant));
    if ('refusal' in decision) throw new Error(JSON.stringify(decision.refusal));
    return { ...pass, terms: decision.terms };
  };
  const thawAt = (pass: PassDoc, instant: string): PassDoc => ({
    ...pass,
    terms: thawed(pass, at(instant)) as Term[],
  });
  const endOf = (pass: PassDoc, today: string) => termsOn(pass, day(today)).at(-1)?.end;

  it('moves the end by its days, and no longer moves it once it is over', () => {
    const resting = freezeAtInstant(openPass(), '2026-08-01T15:00:00');
    expect(statusAt(resting, at('2026-08-01T14:59:59'))).toBe('active');
    expect(statusAt(resting, at('2026-08-01T15:00:00'))).toBe('frozen');
    expect(endOf(resting, '2026-08-01')).toBe('2027-06-14');
    expect(endOf(resting, '2026-08-05')).toBe('2027-06-18');
    const awake = thawAt(resting, '2026-08-11T09:00:00');
    expect(statusAt(awake, at('2026-08-11T09:00:00'))).toBe('active');
    expect(endOf(awake, '2026-08-11')).toBe('2027-06-24');
    expect(endOf(awake, '2027-01-01')).toBe('2027-06-24');
  });

  it('ends by itself after thirty days', () => {
    const resting = freezeAtInstant(openPass(), '2026-08-01T15:00:00');
    expect(statusAt(resting, at('2026-08-30T23:59:59.999'))).toBe('frozen');
    expect(statusAt(resting, at('2026-08-31T00:00:00'))).toBe('active');
    expect(endOf(resting, '2027-01-01')).toBe('2027-07-14');
    expect(thawed(resting, at('2026-09-01T10:00:00'))).toBeNull();
  });

  it('cannot be let run out: a frozen pass does not end', () => {
    const resting = freezeAtInstant(openPass(), '2027-06-14T22:00:00');
    expect(statusAt(resting, at('2027-07-01T10:00:00'))).toBe('frozen');
    expect(statusAt(resting, at('2027-07-14T10:00:00'))).toBe('active');
    expect(statusAt(resting, at('2027-07-15T00:00:00'))).toBe('ended');
  });

  it('comes twice a term', () => {
    let pass = openPass();
    pass = thawAt(freezeAtInstant(pass, '2026-08-01T10:00:00'), '2026-08-02T10:00:00');
    pass = thawAt(freezeAtInstant(pass, '2026-09-01T10:00:00'), '2026-09-02T10:00:00');
    expect(frozen(pass, command('2026-10-01T10:00:00'))).toMatchObject({
      refusal: { code: 'limit_reached' },
    });
    expect(endOf(pass, '2026-10-01')).toBe('2027-06-16');
  });

  it('is refused while one is under way, and when the pass has ended', () => {
    const resting = freezeAtInstant(openPass(), '2026-08-01T10:00:00');
    expect(frozen(resting, command('2026-08-02T10:00:00'))).toMatchObject({
      refusal: { code: 'pass_frozen' },
    });
    expect(frozen(openPass(), command('2027-06-15T00:00:00'))).toMatchObject({
      refusal: { code: 'pass_ended' },
    });
  });

  it('in the old term moves the new one along', () => {
    const bought = { from: 'pas_2' as PassId, price: 0 as Fen };
    const pass = openPass();
    const renewed = {
      ...pass,
      terms: [...pass.terms, termAfter(pass, YEAR, bought, day('2027-06-01'))],
    };
    expect(termsOn(renewed, day('2027-06-01')).map(({ start, end }) => [start, end])).toEqual([
      ['2026-06-15', '2027-06-14'],
      ['2027-06-15', '2028-06-14'],
    ]);
    const resting = thawAt(freezeAtInstant(renewed, '2027-06-10T10:00:00'), '2027-06-20T10:00:00');
    expect(termsOn(resting, day('2027-06-20')).map(({ start, end }) => [start, end])).toEqual([
      ['2026-06-15', '2027-06-24'],
      ['2027-06-25', '2028-06-24'],
    ]);
    expect(termOn(resting, day('2027-06-24')).key).toBe('2026-06-15');
    expect(termOn(resting, day('2027-06-25')).key).toBe('2027-06-15');
  });

  it('whatever is frozen and woken: every day that rested comes back, and none is given', () => {
    const step = fc.record({ after: fc.integer({ min: 1, max: 60 }), rest: fc.integer({ min: 0, max: 45 }) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 2 }), (steps) => {
        let pass = openPass();
        let today = day('2026-06-15');
        let rested = 0;
        for (const { after, rest } of steps) {
          today = addParkDays(today, after);
          pass = freezeAtInstant(pass, `${today}T10:00:00`);
          today = addParkDays(today, rest);
          if (rest < FREEZE_DAYS) pass = thawAt(pass, `${today}T11:00:00`);
          rested += Math.min(rest, FREEZE_DAYS);
        }
        expect(daysBetween(day('2027-06-14'), endOf(pass, today) as ParkDay)).toBe(rested);
        expect(statusAt(pass, startOfParkDay(today) + 43_200_000)).toBe('active');
      }),
    );
  });
});
