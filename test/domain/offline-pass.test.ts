import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { codeView } from '../../cloudfunctions/domain/coupon/counter.ts';
import { holderNamed } from '../../cloudfunctions/domain/pass/code.ts';
import { decidePassOffline, kitBenefit } from '../../cloudfunctions/domain/pass/offline.ts';
import type { Benefit, Holder, PassDoc } from '../../cloudfunctions/domain/pass/pass.ts';
import { decidePassUse } from '../../cloudfunctions/domain/pass/use.ts';
import { keysFrom } from '../../cloudfunctions/platform/keys.ts';
import {
  judgeOffline,
  type OfflineSight,
  offlineUse,
  type PhoneUse,
} from '../../miniprogram/features/staff/offline/judge.ts';
import type { OfflineKit } from '../../shared-types/contract/index.ts';
import { stepOf, stepStart } from '../../shared-types/counter-code.ts';
import type { Fen, RedemptionId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { clerk, STORES, store } from './given.ts';
import { at, day, openPass } from './given-pass.ts';

const secret = (fill: number) => Buffer.alloc(32, fill).toString('base64url');
const keys = keysFrom((name) => (name === 'SIGNING_KID' ? 'k1' : secret(name.length)));
const CAP = 5000 as Fen;
const NOON = at('2026-06-16T12:00:00');
const ENTRY = DEFAULTS.benefits.rows.find(({ id }) => id === 'entry') as Benefit;

const kitOf = (entry: Benefit, fetchedAt: number): OfflineKit => ({
  keys: [{ kid: keys.kid, publicKey: keys.publicKey }],
  offers: [],
  benefits: [kitBenefit(entry)],
  stores: STORES.map(({ _id, name }) => ({ storeId: _id, name })),
  cap: CAP,
  serverTime: fetchedAt,
});
const sight = (over: Partial<OfflineSight> = {}): OfflineSight => ({
  kit: kitOf(ENTRY, NOON),
  now: NOON,
  stores: [store('north')],
  used: [],
  ...over,
});
const holderOf = (pass: PassDoc): Holder => pass.holders[0] as Holder;
const codeOf = (pass: PassDoc, when: number, entry = ENTRY): string =>
  codeView(holderNamed(pass, holderOf(pass), entry, when), when, keys).code;
const usedAt = (when: number, toldAt: number | null = null): PhoneUse => ({
  couponId: 'hld_0',
  at: when,
  store: '北门检票',
  toldAt,
});

describe('a holder’s code without network', () => {
  it('is good for entry', () => {
    expect(judgeOffline(codeOf(openPass(), NOON), sight())).toMatchObject({
      ok: true,
      title: '入园',
      usesLeft: 1,
      offer: { kind: 'pass' },
    });
  });

  it('is red once this phone has let the holder in today, also if that is not told yet; yesterday’s uses do not count', () => {
    const code = codeOf(openPass(), NOON);
    expect(judgeOffline(code, sight({ used: [usedAt(NOON - 60_000)] }))).toMatchObject({
      bad: 'benefit_used_up',
      detail: { benefit: '入园', at: NOON - 60_000, nextResetAt: at('2026-06-17T00:00:00') },
    });
    expect(judgeOffline(code, sight({ used: [usedAt(NOON - DAY_MS)] }))).toMatchObject({ ok: true });
  });

  it('of another holder of the same pass is another one', () => {
    const code = codeOf(openPass(), NOON);
    const others = { ...usedAt(NOON - 1000), couponId: 'hld_1' };
    expect(judgeOffline(code, sight({ used: [others] }))).toMatchObject({ ok: true });
  });

  it('needs the network with a kit that knows nothing of passes', () => {
    const { benefits: _none, ...old } = kitOf(ENTRY, NOON);
    const code = codeOf(openPass(), NOON);
    expect(judgeOffline(code, sight({ kit: old as OfflineKit }))).toMatchObject({ needs: 'pass' });
    expect(judgeOffline(code, sight({ kit: { ...old, benefits: [] } }))).toMatchObject({ needs: 'pass' });
  });

  it('takes nothing off a bill, and is for its stores only', () => {
    const entry = { ...ENTRY, stores: [store('penguin')] };
    const verdict = judgeOffline(codeOf(openPass(), NOON), sight());
    if (!verdict.ok) throw new Error(JSON.stringify(verdict));
    expect(offlineUse(verdict, kitOf(ENTRY, NOON), store('north'), undefined)).toEqual({ off: null });
    expect(judgeOffline(codeOf(openPass(), NOON), sight({ kit: kitOf(entry, NOON) }))).toMatchObject({
      bad: 'store_not_valid',
    });
  });
});

/** A pass whose first holder used entry at these instants, as far as the rule lets them. */
function used(pass: PassDoc, entry: Benefit, uses: number[]): PassDoc {
  const everywhere = { ...entry, stores: 'all' as const, blackout: [] };
  const staff = { ...clerk(), stores: 'all' as const };
  let now = pass;
  for (const when of uses) {
    const command = {
      request: { key: `r${when}`, hash: 'h' },
      redemptionId: `red_${when}` as RedemptionId,
      storeId: store('penguin'),
      benefitId: undefined,
      uses: 1,
      ownCoupon: false,
      typed: false,
      offline: false,
      at: when,
    };
    const decision = decidePassUse(now, holderOf(now), staff, command, [everywhere], STORES);
    if ('redemption' in decision)
      now = { ...now, used: decision.redemption.used, uses: [...now.uses, decision.redemption.use] };
  }
  return now;
}

describe('phone and cloud', () => {
  it('of a holder whom nobody else lets in, decide alike: what the phone accepts stands at the sync, what it refuses would not', () => {
    const entries: fc.Arbitrary<Benefit> = fc.record({
      id: fc.constant('entry'),
      name: fc.constant('入园'),
      period: fc.constantFrom('day' as const, 'month' as const, 'term' as const),
      each: fc.constant('holder' as const),
      quota: fc.integer({ min: 1, max: 3 }),
      worth: fc.constant(18_000 as Fen),
      costPerUse: fc.constantFrom(undefined, 5000 as Fen, 5001 as Fen),
      stores: fc.constantFrom('all' as const, [store('north')], [store('penguin')]),
      blackout: fc.subarray([day('2026-06-29'), day('2026-06-30'), day('2026-07-01')]),
    });
    // Days around the end of a month, and around the last day of the pass.
    const whens = fc.oneof(
      fc.integer({ min: 0, max: 3 * DAY_MS }).map((ms) => at('2026-06-29T00:00:00') + ms),
      fc.integer({ min: 0, max: 600_000 }).map((ms) => at('2027-06-14T23:55:00') + ms),
    );
    const earlier = fc.array(fc.integer({ min: 1, max: 3 * DAY_MS }), { maxLength: 4 });
    const onPhone = fc.array(fc.integer({ min: 0, max: 2 * DAY_MS }), { maxLength: 2 });
    fc.assert(
      fc.property(
        entries,
        whens,
        fc.nat(6),
        fc.nat(59_999),
        earlier,
        onPhone,
        (entry, made, ahead, late, told, kept) => {
          const pass = used(
            openPass(),
            entry,
            told.map((ms) => made - ms).sort((a, b) => a - b),
          );
          // The phone of a guest in a tunnel shows a code made some steps ago.
          const view = codeView(holderNamed(pass, holderOf(pass), entry, made), made, keys);
          const code = ahead === 0 ? view.code : (view.next?.[ahead - 1]?.code as string);
          const step = stepOf(made) + ahead;
          const now = stepStart(step) + late;
          fc.pre(now >= made);
          // What this phone accepted without network goes to the cloud before, in its order.
          const uses = kept.map((ms) => stepStart(step) - ms).sort((a, b) => a - b);
          const before = used(pass, entry, uses);
          const stood = before.uses.slice(pass.uses.length).map((use) => usedAt(use.at));
          const kit = kitOf(entry, made);
          const verdict = judgeOffline(code, sight({ kit, now, used: stood }));
          const use = verdict.ok ? offlineUse(verdict, kit, store('north'), undefined) : null;
          const scan = {
            request: { key: 'r', hash: 'h' },
            redemptionId: 'red_1' as RedemptionId,
            storeId: store('north'),
            benefitId: undefined,
            ownCoupon: false,
            approved: false,
            at: stepStart(step),
            now,
          };
          const rules = { benefits: [entry], stores: STORES, cap: CAP };
          const decision = decidePassOffline(before, holderOf(before), clerk(), scan, rules);
          const accepted = use !== null && 'off' in use;
          expect(decision.result === 'accepted').toBe(accepted);
          const why = decision.result === 'accepted' ? null : decision.code;
          if (!verdict.ok && 'bad' in verdict) expect(why).toBe(verdict.bad);
          if (!verdict.ok && 'needs' in verdict) expect(why).toBe(verdict.needs);
        },
      ),
      // A signature takes long without a native library.
      { numRuns: 80 },
    );
  });
});
