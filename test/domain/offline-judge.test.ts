import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeView, couponNamed } from '../../cloudfunctions/domain/coupon/counter.ts';
import { decideOffline, kitOffer } from '../../cloudfunctions/domain/coupon/offline.ts';
import { keysFrom } from '../../cloudfunctions/platform/keys.ts';
import {
  judgeOffline,
  type OfflineSight,
  offlineUse,
  type PhoneUse,
} from '../../miniprogram/features/staff/offline/judge.ts';
import { isSignedBy } from '../../miniprogram/features/staff/offline/signature.ts';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type { KitOffer, OfflineKit } from '../../shared-types/contract/index.ts';
import { parseCounterCode, signedText, stepOf, stepStart } from '../../shared-types/counter-code.ts';
import type { Fen, RedemptionId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { clerk, coupon, NOW, offer, STORES, store } from './given.ts';

const SECRETS = {
  ID_HMAC_KEY: Buffer.alloc(32, 1).toString('base64url'),
  PASS_HMAC_KEY: Buffer.alloc(32, 3).toString('base64url'),
  PHONE_KEY: Buffer.alloc(32, 3).toString('base64url'),
  LOTTERY_KEY: Buffer.alloc(32, 4).toString('base64url'),
  SIGNING_SECRET_KEY: Buffer.alloc(32, 2).toString('base64url'),
  SIGNING_KID: 'k1',
};
const keys = keysFrom((name) => SECRETS[name]);
const CAP = 5000 as Fen;
const fen = (value: number) => value as Fen;

/** The kit of a park with one offer. */
const kitOf = (over: Partial<OfferDraft> = {}, fetchedAt = NOW): OfflineKit => ({
  keys: [{ kid: keys.kid, publicKey: keys.publicKey }],
  offers: [kitOffer(offer(over), fetchedAt) as KitOffer],
  benefits: [],
  stores: STORES.map(({ _id, name }) => ({ storeId: _id, name })),
  cap: CAP,
  serverTime: fetchedAt,
});
const codeOf = (over: Partial<OfferDraft> = {}, when = NOW, doc = {}) =>
  codeView(couponNamed(coupon(over, doc)), when, keys).code;
const sight = (over: Partial<OfflineSight> = {}): OfflineSight => ({
  kit: kitOf(),
  now: NOW,
  stores: [store('north')],
  used: [],
  ...over,
});
const used = (when: number, toldAt: number | null = null): PhoneUse => ({
  couponId: 'cpn_1',
  at: when,
  store: '北门检票',
  toldAt,
});

describe('the signature of a code', () => {
  it('made by the cloud is good on the phone; with any one bit of text, signature or key turned it is not', () => {
    const code = parseCounterCode(codeOf());
    if (!code) throw new Error('not a code');
    expect(isSignedBy(keys.publicKey, code)).toBe(true);
    const flip = (text: string, i: number) =>
      text.slice(0, i) + (text[i] === 'B' ? 'C' : 'B') + text.slice(i + 1);
    for (const i of [0, 10, code.signed.length - 1])
      expect(isSignedBy(keys.publicKey, { ...code, signed: flip(code.signed, i) })).toBe(false);
    for (const i of [0, 43, 84])
      expect(isSignedBy(keys.publicKey, { ...code, signature: flip(code.signature, i) })).toBe(false);
    expect(isSignedBy(flip(keys.publicKey, 3), code)).toBe(false);
  });

  it('by a key that is none, is not good and does not throw', () => {
    const code = parseCounterCode(codeOf());
    if (!code) throw new Error('not a code');
    for (const key of ['', 'AAAA', '!!!!', keys.publicKey.slice(1)])
      expect(isSignedBy(key, code)).toBe(false);
  });
});

describe('a code read without network', () => {
  it('that is good is accepted, with what the clerk has to know', () => {
    expect(judgeOffline(codeOf(), sight())).toMatchObject({
      ok: true,
      title: '喂奶鱼体验券',
      usesLeft: 1,
      scannedAt: NOW,
      offer: { offerId: 'off_1', kind: 'exchange' },
    });
  });

  const bent = codeOf().replace(/.(?=.{40}$)/, (char) => (char === 'x' ? 'y' : 'x'));
  const { privateKey } = generateKeyPairSync('ed25519');
  const forged = (() => {
    const text = signedText({
      kid: 'k1',
      kind: 'c',
      id: 'cpn_1',
      step: stepOf(NOW),
      facts: { endAt: NOW + DAY_MS, about: 'off_1', usesLeft: 9 },
    });
    return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
  })();
  const step = stepStart(stepOf(NOW));
  const noon = [{ from: '12:00', to: '14:00' }];
  it.each<[what: string, code: string, sight: OfflineSight, why: string]>([
    ['no code at all', 'https://example.com', sight(), 'code_invalid'],
    ['with a bent signature', bent, sight(), 'code_invalid'],
    ['signed by somebody else', forged, sight(), 'code_invalid'],
    ['of two steps ago', codeOf(), sight({ now: step + 60_000 }), 'code_expired'],
    ['of the future', codeOf({}, NOW + 60_000), sight(), 'code_expired'],
    ['for another store', codeOf(), sight({ kit: kitOf({ stores: [store('penguin')] }) }), 'store_not_valid'],
    ['without uses', codeOf({}, NOW, { left: 0 }), sight(), 'already_used'],
    ['used on this phone', codeOf(), sight({ used: [used(NOW)] }), 'already_used'],
    ['past its end', codeOf({}, NOW, { endAt: NOW - DAY_MS }), sight(), 'coupon_expired'],
    ['outside its hours', codeOf(), sight({ kit: kitOf({ hours: noon }) }), 'not_valid_now'],
    ['on another weekday', codeOf(), sight({ kit: kitOf({ weekdays: [2, 6] }) }), 'not_valid_now'],
    [
      'on a blackout day',
      codeOf(),
      sight({ kit: kitOf({ blackout: ['2026-06-15' as never] }) }),
      'not_valid_now',
    ],
    [
      'used up for today',
      codeOf({ kind: 'multi', uses: 5 }),
      sight({ kit: kitOf({ kind: 'multi', uses: 5, usesPerDay: 1 }), used: [used(NOW - 3_600_000)] }),
      'used_up_today',
    ],
    [
      'too soon after its last use',
      codeOf({ kind: 'multi', uses: 5 }),
      sight({ kit: kitOf({ kind: 'multi', uses: 5, minGapDays: 2 }), used: [used(NOW - DAY_MS)] }),
      'gap_not_reached',
    ],
  ])('%s is refused in the words of the cloud', (_what, code, seen, why) => {
    expect(judgeOffline(code, seen)).toMatchObject({ ok: false, bad: why });
  });

  it('says when and where this phone used it, and to which store it belongs', () => {
    expect(judgeOffline(codeOf(), sight({ used: [used(NOW - 5000)] }))).toMatchObject({
      detail: { at: NOW - 5000, store: '北门检票' },
      title: '喂奶鱼体验券',
    });
    expect(judgeOffline(codeOf(), sight({ kit: kitOf({ stores: [store('penguin')] }) }))).toMatchObject({
      detail: { stores: [{ storeId: 'penguin', name: '企鹅餐厅' }] },
    });
  });

  const pass = (() => {
    const facts = { endAt: NOW + DAY_MS, about: 'ben_1', usesLeft: 3 };
    const text = signedText({ kid: 'k1', kind: 'p', id: 'hld_1', step: stepOf(NOW), facts });
    return `${text}.${keys.sign(text)}`;
  })();
  it.each<[what: string, code: string, sight: OfflineSight, why: string]>([
    ['a typed number', '123456789015', sight(), 'typed'],
    ['no kit', codeOf(), sight({ kit: null }), 'no_kit'],
    [
      'a kit of more than 72 hours ago',
      codeOf({}, NOW),
      sight({ kit: kitOf({}, NOW - 72 * 3_600_000 - 1) }),
      'kit_old',
    ],
    ['a clock that went back', codeOf(), sight({ kit: kitOf({}, NOW + 60_001) }), 'clock_wrong'],
    ['a key the kit does not have', codeOf(), sight({ kit: { ...kitOf(), keys: [] } }), 'not_in_kit'],
    ['an offer the kit does not have', codeOf(), sight({ kit: { ...kitOf(), offers: [] } }), 'not_in_kit'],
    ['a pass holder', pass, sight(), 'pass'],
    ['worth a fen more than the cap', codeOf(), sight({ kit: kitOf({ costPerUse: fen(5001) }) }), 'over_cap'],
    [
      'a discount without a cap of its own',
      codeOf(),
      sight({ kit: kitOf({ kind: 'discount', percent: 10 }) }),
      'over_cap',
    ],
  ])('%s needs the network', (_what, code, seen, why) => {
    expect(judgeOffline(code, seen)).toMatchObject({ ok: false, needs: why });
  });

  it('at the cap is accepted', () => {
    expect(judgeOffline(codeOf(), sight({ kit: kitOf({ costPerUse: fen(5000) }) })).ok).toBe(true);
  });

  it('counts a use the cloud was told of only as long as the code may be older than that', () => {
    const three = { kind: 'multi', uses: 3 } as const;
    const left = (use: PhoneUse) => {
      const verdict = judgeOffline(codeOf(three), sight({ kit: kitOf(three), used: [use] }));
      return verdict.ok ? verdict.usesLeft : null;
    };
    expect(left(used(NOW - 600_000))).toBe(2);
    expect(left(used(NOW - 600_000, NOW - 180_000))).toBe(2);
    expect(left(used(NOW - 600_000, stepStart(stepOf(NOW) - 6) - 1))).toBe(3);
    expect(left({ ...used(NOW), couponId: 'cpn_2' })).toBe(3);
  });

  it('of several uses tells of the last one', () => {
    const three = { kind: 'multi', uses: 3 } as const;
    expect(
      judgeOffline(codeOf(three), sight({ kit: kitOf(three), used: [used(NOW - 1000), used(NOW - 5000)] })),
    ).toMatchObject({ ok: true, usesLeft: 1, lastUse: { at: NOW - 1000, store: '北门检票' } });
  });
});

describe('a use without network', () => {
  const found = (over: Partial<OfferDraft>) => {
    const kit = kitOf(over);
    const verdict = judgeOffline(codeOf(over), sight({ kit, stores: [store('north'), store('penguin')] }));
    if (!verdict.ok) throw new Error(JSON.stringify(verdict));
    return (storeId: string, bill?: number) => offlineUse(verdict, kit, store(storeId), bill as Fen);
  };
  const cash = { kind: 'cash', amount: fen(3000), threshold: fen(8800) } as const;

  it('takes off what the cloud will take off', () => {
    expect(found(cash)('north', 8800)).toEqual({ off: 3000 });
    expect(found({ kind: 'discount', percent: 15, cap: fen(2000) })('north', 999)).toEqual({ off: 149 });
    expect(found({})('north')).toEqual({ off: null });
  });

  it('is refused without or below its bill, and in a store that is not the coupon’s', () => {
    expect(found(cash)('north')).toMatchObject({ bad: 'bill_required' });
    expect(found(cash)('north', 8799)).toMatchObject({ bad: 'below_threshold', detail: { threshold: 8800 } });
    expect(found({ stores: [store('penguin')] })('north')).toMatchObject({ bad: 'store_not_valid' });
  });
});

describe('phone and cloud', () => {
  it('of a coupon that nobody else touches, decide alike: what the phone accepts stands at the sync, what it refuses would not', () => {
    const hour = fc.constantFrom('08:00', '10:00', '10:01', '12:00', '18:00', '23:30');
    const span = fc.tuple(hour, hour).filter(([from, to]) => from < to);
    const drafts: fc.Arbitrary<Partial<OfferDraft>> = fc.record(
      {
        kind: fc.constantFrom('cash' as const, 'discount' as const, 'exchange' as const, 'multi' as const),
        amount: fc.constantFrom(fen(1000), fen(5000), fen(5001)),
        threshold: fc.constantFrom(fen(0), fen(8800)),
        percent: fc.integer({ min: 1, max: 100 }),
        cap: fc.constantFrom(fen(5000), fen(9000)),
        uses: fc.integer({ min: 1, max: 3 }),
        weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
        hours: fc.array(
          span.map(([from, to]) => ({ from, to })),
          { minLength: 1, maxLength: 2 },
        ),
        blackout: fc.subarray(['2026-06-15', '2026-06-16'] as never[]),
        stores: fc.constantFrom('all' as const, [store('north')], [store('penguin')]),
        costPerUse: fc.constantFrom(fen(0), fen(5000), fen(5001)),
      },
      { requiredKeys: ['kind', 'stores'] },
    );
    const whens = fc.integer({ min: 0, max: 2 * DAY_MS }).map((ms) => NOW + ms);
    const bills = fc.constantFrom(undefined, 500, 8800, 20_000);
    fc.assert(
      fc.property(drafts, whens, fc.nat(59_999), bills, (draft, made, late, bill) => {
        const doc = coupon(draft);
        const { code } = codeView(couponNamed(doc), made, keys);
        const now = stepStart(stepOf(made)) + late;
        fc.pre(now >= made);
        const kit = kitOf(draft, made);
        const verdict = judgeOffline(code, sight({ kit, now }));
        const use = verdict.ok ? offlineUse(verdict, kit, store('north'), bill as Fen) : null;
        const scan = {
          request: { key: 'r', hash: 'h' },
          redemptionId: 'red_1' as RedemptionId,
          storeId: store('north'),
          bill: bill as Fen,
          ownCoupon: false,
          ownersCode: true,
          at: stepStart(stepOf(made)),
          approved: false,
        };
        const decision = decideOffline(doc, clerk(), scan, STORES, CAP);
        const accepted = use !== null && 'off' in use;
        expect(decision.result === 'accepted').toBe(accepted);
        if (decision.result === 'accepted' && accepted) expect(decision.redemption.use.off).toBe(use.off);
        const why = decision.result === 'accepted' ? null : decision.code;
        if (!verdict.ok && 'bad' in verdict) expect(why).toBe(verdict.bad);
        if (use && 'bad' in use) expect(why).toBe(use.bad);
      }),
      // A signature takes long without a native library.
      { numRuns: 60 },
    );
  });
});
