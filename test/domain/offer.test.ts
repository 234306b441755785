import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEligible, isShownToGuests } from '../../cloudfunctions/domain/offer/audience.ts';
import { factsOf, refusalOfClaim } from '../../cloudfunctions/domain/offer/claim.ts';
import { onlyExtends } from '../../cloudfunctions/domain/offer/extend.ts';
import { offerStatus } from '../../cloudfunctions/domain/offer/offer.ts';
import { missingToPublish } from '../../cloudfunctions/domain/offer/publish.ts';
import {
  homeShard,
  newShard,
  outlook,
  type ShardSight,
  shardCount,
  shardId,
  type Wanted,
} from '../../cloudfunctions/domain/offer/stock.ts';
import type { Audience, OfferDraft } from '../../shared-types/contract/admin.ts';
import type { CouponId, Fen, MemberId, OfferId } from '../../shared-types/ids.ts';
import { parkDayOf, startOfParkDay } from '../../shared-types/park-day.ts';
import { at, draft, member, NOW, offer, STORES, store } from './given.ts';

describe('what is published is extended', () => {
  const days = (startInDays: number, n: number) => ({ type: 'afterClaim' as const, startInDays, days: n });
  const fixed = (from: number, to: number) => ({ type: 'fixed' as const, from, to });
  const before = draft({ claimFrom: 10, claimTo: 20, validity: days(1, 30) });
  const dated = draft({ claimFrom: 10, claimTo: 20, validity: fixed(10, 30) });
  it.each<[string, OfferDraft, Partial<OfferDraft>, boolean]>([
    ['when claiming ends later', before, { claimTo: 21 }, true],
    ['when coupons last longer', before, { validity: days(1, 31) }, true],
    ['when a fixed period ends later', dated, { validity: fixed(10, 31) }, true],
    ['when both do', dated, { claimTo: 21, validity: fixed(10, 31) }, true],
    ['not when nothing differs', before, {}, false],
    ['not when claiming ends earlier', before, { claimTo: 19 }, false],
    ['not when it begins at another time', before, { claimFrom: 9, claimTo: 21 }, false],
    ['not when coupons begin earlier', before, { validity: days(0, 31) }, false],
    [
      'not when they last shorter, though claiming ends later',
      before,
      { claimTo: 21, validity: days(1, 29) },
      false,
    ],
    ['not when a fixed period begins earlier', dated, { validity: fixed(9, 31) }, false],
    ['not by another kind of validity', before, { validity: fixed(0, 10 ** 13) }, false],
    ['not when anything else differs', before, { claimTo: 21, perMember: 9 }, false],
    ['not when anything else is new', before, { claimTo: 21, blackout: [] }, false],
  ])('%s', (_what, from, over, extends_) => {
    expect(onlyExtends(from, { ...from, ...over })).toBe(extends_);
  });
});

describe('an offer seen by a person', () => {
  const sight = { now: NOW, left: 5, claimedByMe: 0 };
  it.each<[string, Partial<OfferDraft>, Partial<typeof sight>, string]>([
    ['is open', {}, {}, 'open'],
    ['is soon before its first instant', { claimFrom: NOW + 1 }, {}, 'soon'],
    ['is open at its first instant', { claimFrom: NOW }, {}, 'open'],
    ['has ended at its last instant: windows are half-open', { claimTo: NOW }, {}, 'ended'],
    [
      'has ended when its coupons would be over',
      { validity: { type: 'fixed', from: 0, to: startOfParkDay(parkDayOf(NOW)) } },
      {},
      'ended',
    ],
    [
      'is open to the end of the last day of its coupons, whatever hour that was given with',
      { validity: { type: 'fixed', from: 0, to: NOW } },
      {},
      'open',
    ],
    ['is claimed when the limit is mine', {}, { claimedByMe: 1 }, 'claimed'],
    ['is sold out', {}, { left: 0 }, 'sold_out'],
    ['is claimed rather than sold out', {}, { left: 0, claimedByMe: 1 }, 'claimed'],
  ])('%s', (_what, spec, over, status) => {
    expect(offerStatus(draft(spec), { ...sight, ...over })).toBe(status);
  });
});

describe('publishing an offer', () => {
  it.each<[string, Partial<OfferDraft>, string[]]>([
    ['complete', {}, []],
    ['without stock', { stock: 0 }, ['stock']],
    ['with a window that is over', { claimTo: NOW }, ['claimTo']],
    ['with a window the wrong way round', { claimFrom: NOW + 2, claimTo: NOW + 1 }, ['claimTo']],
    [
      'with coupons dead before the first claim',
      { validity: { type: 'fixed', from: 1, to: 2 } },
      ['validity'],
    ],
    ['an exchange without goods', { goods: undefined }, ['goods']],
    ['cash without amount', { kind: 'cash' }, ['amount']],
    [
      'cash that gives more than the bill',
      { kind: 'cash', amount: 200 as Fen, threshold: 100 as Fen },
      ['threshold'],
    ],
    ['a discount without percent', { kind: 'discount' }, ['percent']],
    ['a multi with uses and no goods', { kind: 'multi', uses: 3, goods: undefined }, []],
    ['a multi without uses', { kind: 'multi' }, ['uses']],
    ['a bundle of nothing', { kind: 'bundle' }, ['parts']],
    [
      'a bundle of what is not published',
      { kind: 'bundle', parts: [{ offerId: 'off_9' as OfferId, count: 1 }] },
      ['parts'],
    ],
    ['a bundle of what is', { kind: 'bundle', parts: [{ offerId: 'off_1' as OfferId, count: 2 }] }, []],
    ['hours the wrong way round', { hours: [{ from: '12:00', to: '10:00' }] }, ['hours']],
    ['for a store that is not there', { stores: [store('moon')] }, ['stores']],
  ])('%s misses %j', (_what, spec, missing) => {
    const parts = [offer()];
    expect(missingToPublish(draft(spec), { stores: STORES, parts, now: NOW })).toEqual(missing);
  });
});

const BRONZE = {
  tier: 'bronze' as const,
  hasValidPass: false,
  tags: new Set(['penguin']),
  segments: new Set(['s1']),
};
describe('who may claim', () => {
  it.each<[string, Audience | undefined, boolean]>([
    ['everybody, if nothing is said', undefined, true],
    ['everybody, if said', { everyone: true }, true],
    ['a tier reached', { tierAtLeast: 'bronze' }, true],
    ['a tier not reached', { tierAtLeast: 'silver' }, false],
    ['who joined ten days ago, within ten days', { newMemberDays: 10 }, true],
    ['who joined ten days ago, within nine', { newMemberDays: 9 }, false],
    ['a person on the list', { openids: ['o-1'] }, true],
    ['a person not on the list', { openids: ['o-2'] }, false],
    ['all conditions must hold', { openids: ['o-1'], tierAtLeast: 'gold' }, false],
    ['a valid pass, of somebody without one', { validPass: true }, false],
    ['a tag one has', { tag: 'penguin' }, true],
    ['a tag one has not', { tag: 'dolphin' }, false],
    ['a segment one is in', { segmentId: 's1' }, true],
    ['a segment one is not in', { segmentId: 's2' }, false],
  ])('%s', (_what, audience, answer) => {
    expect(isEligible(audience, factsOf(member(), BRONZE, NOW))).toBe(answer);
  });

  it('guests see what is for everybody or for new members', () => {
    expect(
      [undefined, { everyone: true as const }, { newMemberDays: 3 }, { tierAtLeast: 'gold' as const }].map(
        isShownToGuests,
      ),
    ).toEqual([true, true, true, false]);
  });

  it('refuses in the fixed order', () => {
    const codeOf = (...args: Parameters<typeof refusalOfClaim>) => {
      const refusal = refusalOfClaim(...args);
      return refusal && !refusal.ok ? refusal.code : null;
    };
    const mine = factsOf(member(), BRONZE, NOW);
    const closed = offer({ claimTo: NOW, audience: { tierAtLeast: 'gold' } });
    expect(codeOf(null, null, NOW)).toBe('member_required');
    expect(codeOf(mine, null, NOW)).toBe('not_found');
    expect(codeOf(mine, { ...offer(), status: 'draft' }, NOW)).toBe('not_found');
    expect(codeOf(mine, offer({ claimFrom: NOW + 1 }), NOW)).toBe('not_started');
    expect(codeOf(mine, closed, NOW)).toBe('ended');
    expect(codeOf(mine, offer({ audience: { tierAtLeast: 'gold' } }), NOW)).toBe('not_eligible');
    expect(codeOf(mine, offer(), NOW)).toBeNull();
  });
});

describe('hot stock', () => {
  const OFFER = 'off_1' as OfferId;
  const me = 'mbr_me' as MemberId;
  const claim: Wanted = {
    memberId: me,
    couponId: 'cpn_new' as CouponId,
    taking: 'claim',
    units: 1,
  };
  const TODAY = '2026-06-15';
  const terms = { shards: 4, perMember: 1, stockPerDay: undefined, stopped: false, raises: [] };
  const home = homeShard(me, 4);
  const other = (home + 1) % 4;
  const shards = (over: Record<number, Partial<ShardSight>> = {}): ShardSight[] =>
    [0, 1, 2, 3].map((k) => ({ ...newShard(OFFER, 0, 4, k), ...over[k] }));

  it('is split over shards to the unit, at every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300_000 }), (stock) => {
        const count = shardCount(stock, undefined);
        const free = Array.from({ length: count }, (_unused, k) => newShard(OFFER, stock, count, k).free);
        expect(free.reduce((sum, n) => sum + n, 0)).toBe(stock);
        expect(Math.max(...free) - Math.min(...free)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has one shard where a day has a stock of its own', () => {
    expect(shardCount(1000, 10)).toBe(1);
  });

  it.each<[string, ShardSight[], object]>([
    ['my own earlier take is found', shards({ [home]: { g: { [me]: [claim.couponId] } } }), { is: 'mine' }],
    [
      'a full limit is said before empty stock',
      shards({ [home]: { g: { [me]: ['cpn_old' as CouponId] } } }),
      { is: 'limit_reached' },
    ],
    [
      'units elsewhere are fetched, half of them',
      shards({ [other]: { free: 5 } }),
      { is: 'donor', k: other, n: 3 },
    ],
    [
      'units on their way are waited for',
      shards({ [other]: { out: { t1: { to: shardId(OFFER, home), n: 2 } } } }),
      { is: 'in_flight', transfer: 't1', to: shardId(OFFER, home), n: 2 },
    ],
    [
      'units that arrived are not waited for',
      shards({ [other]: { out: { t1: { to: shardId(OFFER, home), n: 2 } } }, [home]: { in: { t1: 2 } } }),
      { is: 'sold_out' },
    ],
    [
      'units on their way to a reservation are gone from here',
      shards({ [other]: { out: { t1: { to: 'stk_off_1_cmp_1_0', n: 2 } } } }),
      { is: 'sold_out' },
    ],
    ['nothing anywhere is sold out', shards(), { is: 'sold_out' }],
    [
      'a unit that a bundle holds may come back',
      shards({ [other]: { held: { ['cpn_x' as CouponId]: 'bnd_x' } } }),
      { is: 'try_again' },
    ],
    [
      'a stopped offer has ended, whatever is left',
      shards({ [home]: { free: 3, stopped: true } }),
      { is: 'ended' },
    ],
    ['a lost race is tried again', shards({ [home]: { free: 1 } }), { is: 'try_again' }],
    [
      'a shard that a crash left out is built',
      shards().filter(({ k }) => k !== other),
      { is: 'unbuilt', k: other },
    ],
  ])('%s', (_what, seen, expected) => {
    expect(outlook(seen, claim, TODAY, terms)).toEqual(expected);
  });

  it('a raise that has not arrived everywhere is finished before sold_out is said', () => {
    const raised = { ...terms, raises: [{ id: 'r1', by: 5 }] };
    const seen = shards({ 0: { raise: { r1: 2 } }, 2: { raise: { r1: 1 } }, 3: { raise: { r1: 1 } } });
    expect(outlook(seen, claim, TODAY, raised)).toEqual({ is: 'unraised', k: 1, raise: 'r1', n: 1 });
  });

  it('a raise that a shard has and the offer does not name yet is more to come, not sold out', () => {
    expect(outlook(shards({ [other]: { raise: { r1: 2 } } }), claim, TODAY, terms)).toEqual({
      is: 'try_again',
    });
  });

  it('a stopped offer has ended for claims, also at a shard that does not know it; grants go on', () => {
    const seen = shards({ [home]: { free: 3 } });
    const stopped = { ...terms, stopped: true };
    expect(outlook(seen, claim, TODAY, stopped)).toEqual({ is: 'ended' });
    expect(outlook(seen, { ...claim, taking: 'grant' }, TODAY, stopped)).toEqual({ is: 'try_again' });
  });

  it('with a day’s stock gone says so, not sold out', () => {
    const seen = [{ ...newShard(OFFER, 5, 1, 0), day: { '2026-06-15': 3 } }];
    const perDay = { ...terms, shards: 1, stockPerDay: 3 };
    expect(outlook(seen, claim, TODAY, perDay)).toEqual({ is: 'sold_out_today' });
    expect(outlook(seen, { ...claim, taking: 'grant' }, TODAY, perDay)).toEqual({ is: 'try_again' });
    expect(at('2026-06-15T00:00')).toBeLessThan(NOW);
  });
});
