import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { frozen } from '../../cloudfunctions/domain/pass/freeze.ts';
import type { Benefit, PassDoc } from '../../cloudfunctions/domain/pass/pass.ts';
import { benefitView, counted, KEPT_DAYS, pruned } from '../../cloudfunctions/domain/pass/quota.ts';
import { decidePassUndo } from '../../cloudfunctions/domain/pass/undo.ts';
import {
  decidePassUse,
  earlierPassAnswer,
  type PassUseCommand,
} from '../../cloudfunctions/domain/pass/use.ts';
import type { Fen, HolderId, ParkDay, RedemptionId, StoreId } from '../../shared-types/ids.ts';
import { addParkDays } from '../../shared-types/park-day.ts';
import { clerk, STORES, store } from './given.ts';
import { at, day, openPass } from './given-pass.ts';
import { inZones } from './zones.ts';

const BENEFITS: Benefit[] = DEFAULTS.benefits.rows;
const benefit = (id: string) => BENEFITS.find((row) => row.id === id) as Benefit;
const monthly: Benefit = { ...benefit('cake'), id: 'tea', name: '热茶', period: 'month', quota: 2 };
const ALL = [...BENEFITS, monthly];

let n = 0;
const command = (instant: string, over: Partial<PassUseCommand> = {}): PassUseCommand => {
  n++;
  return {
    request: { key: `stf_1:r${n}`, hash: `h${n}` },
    redemptionId: `red_${n}` as RedemptionId,
    storeId: store('north'),
    benefitId: undefined,
    uses: 1,
    ownCoupon: false,
    typed: false,
    offline: false,
    at: at(instant),
    ...over,
  };
};

/** One try of a holder, with the pass as it is afterwards. */
function tried(pass: PassDoc, holder: number, wanted: PassUseCommand, benefits = ALL) {
  const decision = decidePassUse(pass, pass.holders[holder] as never, clerk(), wanted, benefits, STORES);
  if ('refusal' in decision)
    return { pass, code: decision.refusal.ok ? '' : decision.refusal.code, decision };
  const { use, used, termIndex } = decision.redemption;
  const terms = pass.terms.map((term, i) =>
    i === termIndex ? { ...term, saved: (term.saved + use.saved) as Fen } : term,
  );
  return { pass: { ...pass, used, terms, uses: [...pass.uses, use] }, code: 'ok', decision };
}
const codes = (pass: PassDoc, tries: Array<[holder: number, command: PassUseCommand]>) => {
  const said: string[] = [];
  let now = pass;
  for (const [holder, wanted] of tries) {
    const after = tried(now, holder, wanted);
    now = after.pass;
    said.push(after.code);
  }
  return { said, pass: now };
};

inZones('entry', () => {
  it('is once for each holder and park day', () => {
    const { said } = codes(openPass('family'), [
      [0, command('2026-06-20T09:00:00')],
      [1, command('2026-06-20T09:00:10')],
      [2, command('2026-06-20T09:00:20')],
      [0, command('2026-06-20T17:00:00')],
      [2, command('2026-06-21T09:00:00')],
    ]);
    expect(said).toEqual(['ok', 'ok', 'ok', 'benefit_used_up', 'ok']);
  });

  it.each([
    // used at, again at
    ['2026-06-20T23:59:59.999', '2026-06-21T00:00:00.000', 'ok'],
    ['2026-06-21T00:00:00.000', '2026-06-21T07:59:59.999', 'benefit_used_up'],
    ['2026-06-21T07:59:59.999', '2026-06-21T08:00:00.000', 'benefit_used_up'],
    ['2026-06-21T08:00:00.000', '2026-06-21T23:59:59.999', 'benefit_used_up'],
    ['2026-06-30T23:59:59.999', '2026-07-01T00:00:00.000', 'ok'],
    ['2026-12-31T23:59:59.999', '2027-01-01T00:00:00.000', 'ok'],
    ['2027-02-28T23:59:59.999', '2027-03-01T00:00:00.000', 'ok'],
  ])('used at %s, again at %s: %s', (first, second, code) => {
    expect(
      codes(openPass(), [
        [0, command(first)],
        [0, command(second)],
      ]).said,
    ).toEqual(['ok', code]);
  });

  it('a refusal says what is used up, where it was used last, and when it comes back', () => {
    const { pass } = tried(openPass(), 0, command('2026-06-20T09:00:00'));
    const { decision } = tried(pass, 0, command('2026-06-20T10:00:00'));
    expect(decision).toMatchObject({
      refusal: {
        code: 'benefit_used_up',
        detail: {
          benefit: '入园',
          nextResetAt: at('2026-06-21T00:00:00'),
          at: at('2026-06-20T09:00:00'),
          store: { storeId: 'north', name: '北门检票' },
        },
      },
    });
  });
});

inZones('other benefits', () => {
  it('of a term are shared by the family and come back with the next term only', () => {
    const cake = (instant: string) => command(instant, { benefitId: 'cake' });
    const { said } = codes(openPass('family'), [
      [0, cake('2026-06-20T09:00:00')],
      [1, cake('2026-06-20T09:01:00')],
      [2, cake('2027-06-30T23:59:59')],
    ]);
    expect(said).toEqual(['ok', 'benefit_used_up', 'benefit_used_up']);
  });

  it('of a month come back on the 1st, park time', () => {
    const tea = (instant: string) => command(instant, { benefitId: 'tea' });
    const { said } = codes(openPass(), [
      [0, tea('2026-06-30T09:00:00')],
      [0, tea('2026-06-30T23:59:59.999')],
      [0, tea('2026-06-30T23:59:59.999')],
      [0, tea('2026-07-01T00:00:00')],
      [0, tea('2026-07-01T07:59:59.999')],
      [0, tea('2026-07-01T08:00:00')],
    ]);
    expect(said).toEqual(['ok', 'ok', 'benefit_used_up', 'ok', 'ok', 'benefit_used_up']);
  });

  it('can be used several times at once, all or none', () => {
    const companion = (uses: number) => command('2026-06-20T09:00:00', { benefitId: 'companion', uses });
    const { said, pass } = codes(openPass(), [
      [0, companion(3)],
      [0, companion(2)],
      [0, companion(1)],
    ]);
    expect(said).toEqual(['ok', 'benefit_used_up', 'ok']);
    expect(pass.terms[0]?.saved).toBe(4 * 9000);
  });

  it.each([
    ['unknown', { benefitId: 'massage' }, 'invalid_input'],
    ['in a store that is not mine', { storeId: 'penguin' as StoreId }, 'store_not_allowed'],
    ['of my own pass', { ownCoupon: true }, 'own_coupon'],
  ])('%s is refused', (_what, over, code) => {
    expect(tried(openPass(), 0, command('2026-06-20T09:00:00', over)).code).toBe(code);
  });

  it('are refused in a store that is not theirs, and on days that are closed for them', () => {
    const narrow: Benefit = {
      ...benefit('entry'),
      stores: ['penguin' as StoreId],
      blackout: [day('2026-10-01')],
    };
    expect(tried(openPass(), 0, command('2026-06-20T09:00:00'), [narrow]).code).toBe('store_not_valid');
    const closed = { ...narrow, stores: 'all' as const };
    const on = (instant: string) => tried(openPass(), 0, command(instant), [closed]).code;
    expect(on('2026-09-30T23:59:59.999')).toBe('ok');
    expect(on('2026-10-01T00:00:00')).toBe('blackout_day');
    expect(on('2026-10-01T23:59:59.999')).toBe('blackout_day');
    expect(on('2026-10-02T00:00:00')).toBe('ok');
  });

  it.each([
    ['2026-06-14T23:59:59.999', 'pass_not_started'],
    ['2027-06-14T23:59:59.999', 'ok'],
    ['2027-06-15T00:00:00', 'pass_ended'],
  ])('at %s: %s', (instant, code) => {
    expect(tried(openPass(), 0, command(instant)).code).toBe(code);
  });

  it('rest with the pass', () => {
    const decision = frozen(openPass(), { at: at('2026-07-01T10:00:00'), by: 'mbr_1' as never, reason: '-' });
    const pass = { ...openPass(), ...('terms' in decision ? decision : {}) };
    expect(tried(pass, 0, command('2026-07-02T09:00:00')).code).toBe('pass_frozen');
    expect(tried(pass, 0, command('2026-07-01T09:00:00')).code).toBe('ok');
    expect(tried(pass, 0, command('2026-07-31T00:00:00')).code).toBe('ok');
  });
});

inZones('what is left', () => {
  const viewed = (pass: PassDoc, id: string, instant: string) =>
    benefitView(pass, ALL.find((row) => row.id === id) as Benefit, 'hld_0' as HolderId, at(instant), STORES);

  it.each([
    ['entry', '2026-06-20T23:59:59.999', '2026-06-21T00:00:00'],
    ['entry', '2026-06-21T00:00:00', '2026-06-22T00:00:00'],
    ['entry', '2026-06-21T07:59:59.999', '2026-06-22T00:00:00'],
    ['tea', '2026-06-30T23:59:59.999', '2026-07-01T00:00:00'],
    ['tea', '2026-07-01T00:00:00', '2026-08-01T00:00:00'],
    ['tea', '2026-12-31T08:00:00', '2027-01-01T00:00:00'],
    ['tea', '2027-02-28T08:00:00', '2027-03-01T00:00:00'],
    ['cake', '2026-06-20T08:00:00', '2027-06-15T00:00:00'],
  ])('of %s at %s is whole again at %s', (id, instant, reset) => {
    expect(viewed(openPass(), id, instant).nextResetAt).toBe(at(reset));
  });

  it('is quota less used, for this holder or for all', () => {
    const { pass } = codes(openPass('family'), [
      [0, command('2026-06-20T09:00:00')],
      [1, command('2026-06-20T09:00:00', { benefitId: 'parking', uses: 3 })],
    ]);
    expect(viewed(pass, 'entry', '2026-06-20T12:00:00')).toMatchObject({ quota: 1, used: 1, left: 0 });
    expect(viewed(pass, 'entry', '2026-06-21T00:00:00')).toMatchObject({ used: 0, left: 1 });
    expect(viewed(pass, 'parking', '2026-06-20T12:00:00')).toMatchObject({ quota: 10, used: 3, left: 7 });
    expect(
      benefitView(pass, benefit('entry'), 'hld_1' as HolderId, at('2026-06-20T12:00:00'), STORES),
    ).toMatchObject({ used: 0 });
  });

  it('old days are forgotten, terms and late scans are not', () => {
    const today = day('2026-12-31');
    const place = (period: string) => ({ subject: 'pass', period });
    let used = counted({}, 'x', place(addParkDays(today, -KEPT_DAYS)), 1);
    used = counted(used, 'x', place(addParkDays(today, -KEPT_DAYS - 1)), 1);
    used = counted(used, 'x', place('2026-10'), 1);
    used = counted(used, 'x', place('2026-09'), 1);
    used = counted(used, 'x', place('t2025-06-15'), 1);
    expect(Object.keys(pruned(used, today).x?.pass ?? {}).sort()).toEqual([
      '2026-10',
      addParkDays(today, -KEPT_DAYS),
      't2025-06-15',
    ]);
  });
});

describe('a request', () => {
  it('is answered again, and reused for something else it is refused', () => {
    const first = command('2026-06-20T09:00:00');
    const { pass, decision } = tried(openPass(), 0, first);
    const answer = 'redemption' in decision ? decision.redemption.answer : null;
    expect(earlierPassAnswer(pass, first.request)).toEqual({ ok: true, value: answer });
    expect(earlierPassAnswer(pass, { ...first.request, hash: 'other' })).toMatchObject({
      code: 'request_id_reused',
    });
    expect(earlierPassAnswer(pass, command('2026-06-20T09:00:00').request)).toBeNull();
  });
});

describe('taking a use back', () => {
  const undoing = (pass: PassDoc, redemptionId: RedemptionId, instant: string) =>
    decidePassUndo(pass, clerk(), {
      redemptionId,
      request: { key: 'stf_1:undo:1', hash: 'h' },
      reason: '扫错人',
      ownCoupon: false,
      at: at(instant),
    });

  it('gives it back to its own day, also after others went in', () => {
    const mine = command('2026-06-20T09:00:00');
    const { pass } = codes(openPass('family'), [
      [0, mine],
      [1, command('2026-06-20T09:00:30')],
    ]);
    const decision = undoing(pass, mine.redemptionId, '2026-06-20T09:05:00');
    expect(decision).toMatchObject({ undo: { saved: 18_000, answer: { usesLeft: 1 } } });
    const undone = { ...pass, used: 'undo' in decision ? decision.undo.used : {} };
    expect(tried(undone, 0, command('2026-06-20T10:00:00')).code).toBe('ok');
    expect(tried(undone, 1, command('2026-06-20T10:00:00')).code).toBe('benefit_used_up');
  });

  it('only the newest of one holder and benefit, and not after ten minutes', () => {
    const [first, second] = [1, 2].map(() => command('2026-06-20T09:00:00', { benefitId: 'parking' })) as [
      PassUseCommand,
      PassUseCommand,
    ];
    const { pass } = codes(openPass(), [
      [0, first],
      [0, second],
    ]);
    expect(undoing(pass, first.redemptionId, '2026-06-20T09:01:00')).toMatchObject({
      answer: { code: 'not_newest' },
    });
    expect(undoing(pass, second.redemptionId, '2026-06-20T09:10:00.001')).toMatchObject({
      answer: { code: 'undo_closed' },
    });
    expect(undoing(pass, second.redemptionId, '2026-06-20T09:10:00')).toHaveProperty('undo');
  });
});

it('no history of uses and undos goes beyond a quota, in any day, month or term', () => {
  const step = fc.record({
    holder: fc.nat({ max: 2 }),
    benefitId: fc.constantFrom('entry', 'tea', 'cake', 'companion'),
    uses: fc.constantFrom(1, 1, 1, 2),
    // Scans without network come in any order within three days. No longer in all than days are counted for (KEPT_DAYS).
    hours: fc.integer({ min: -72, max: 24 * 58 }),
    undo: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let pass = openPass('family', undefined, '2026-05-01T00:00:00');
      for (const { holder, benefitId, uses, hours, undo } of steps) {
        const instant = at('2026-06-15T10:00:00') + hours * 3_600_000;
        const wanted = { ...command('2026-06-15T10:00:00', { benefitId, uses }), at: instant };
        pass = tried(pass, holder, wanted).pass;
        const last = pass.uses.at(-1);
        if (!undo || !last || last.undone) continue;
        const decision = decidePassUndo(pass, clerk(), {
          redemptionId: last.redemptionId,
          request: { key: `u${last.key}`, hash: 'h' },
          reason: '-',
          ownCoupon: false,
          at: last.at,
        });
        if (!('undo' in decision)) continue;
        const { index, mark, used } = decision.undo;
        pass = {
          ...pass,
          used,
          uses: pass.uses.map((use, i) => (i === index ? { ...use, undone: mark } : use)),
        };
      }
      const sums = new Map<string, number>();
      for (const use of pass.uses.filter(({ undone }) => !undone)) {
        const place = `${use.benefitId} ${use.subject} ${use.period}`;
        sums.set(place, (sums.get(place) ?? 0) + use.n);
      }
      for (const [place, used] of sums) {
        const [id, subject, period] = place.split(' ') as [string, string, ParkDay];
        expect(used).toBeLessThanOrEqual((ALL.find((row) => row.id === id) as Benefit).quota);
        expect(pass.used[id]?.[subject]?.[period]).toBe(used);
      }
    }),
  );
});
