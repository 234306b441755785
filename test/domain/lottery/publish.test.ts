import { describe, expect, it } from 'vitest';
import { missingToPublish } from '../../../cloudfunctions/domain/lottery/publish.ts';
import { rulesOf } from '../../../cloudfunctions/domain/lottery/round.ts';
import type { OfferDoc } from '../../../cloudfunctions/domain/offer/offer.ts';
import type { RoundDraft } from '../../../shared-types/contract/lottery-desk.ts';
import type { Fen, OfferId } from '../../../shared-types/ids.ts';
import { NOW } from '../../setup/product.ts';
import { roundDraft } from '../../setup/round-draft.ts';

const prize = (over = {}) => [{ tier: 1, name: '年卡', count: 1, value: 5_000_000 as Fen, ...over }];
const offer = (status: string, kind = 'exchange') => ({ status, spec: { kind } }) as OfferDoc;
const OFFERS = new Map([
  ['off_open', offer('published')],
  ['off_draft', offer('draft')],
  ['off_bundle', offer('published', 'bundle')],
] as Array<[OfferId, OfferDoc]>);

describe('what has to be said before a round is announced', () => {
  it.each<[what: string, over: Partial<RoundDraft>, missing: string[]]>([
    ['nothing is missing', {}, []],
    ['a prize of exactly 50,000 CNY', { prizes: prize() }, []],
    ['one fen more', { prizes: prize({ value: 5_000_001 }) }, ['prizes.value']],
    ['no prizes', { prizes: [] }, ['prizes']],
    ['no count', { prizes: prize({ count: 0 }) }, ['prizes.count']],
    ['no organiser', { organiser: '' }, ['organiser']],
    ['no claim window', { claimDays: 0 }, ['claimDays']],
    ['no times', { opensAt: 0, closesAt: 0 }, ['closesAt']],
    ['closes before it opens', { opensAt: NOW + 2, closesAt: NOW + 1 }, ['closesAt']],
    ['closed already', { closesAt: NOW }, ['closesAt']],
    ['closes as its day begins', { closesAt: Date.parse('2026-06-16T00:00:00+08:00') }, []],
    ['closes a moment later', { closesAt: Date.parse('2026-06-16T00:00:00.001+08:00') }, ['day']],
    ['a coupon of an open offer', { prizes: prize({ offerId: 'off_open' }) }, []],
    ['of a draft', { prizes: prize({ offerId: 'off_draft' }) }, ['prizes.offerId']],
    ['of nothing', { prizes: prize({ offerId: 'off_none' }) }, ['prizes.offerId']],
    ['of a bundle', { prizes: prize({ offerId: 'off_bundle' }) }, ['prizes.offerId']],
  ])('%s', (_what, over, missing) => {
    expect(missingToPublish({ ...roundDraft(), ...over }, OFFERS, NOW)).toEqual(missing);
  });

  it('names nobody in what is published', () => {
    const spec = { ...roundDraft(), audience: { tierAtLeast: 'gold' as const, openids: ['o-mia', 'o-lin'] } };
    expect(rulesOf(spec, null).audience).toEqual({ tierAtLeast: 'gold', listed: 2 });
    expect(JSON.stringify(rulesOf(spec, null))).not.toContain('o-mia');
  });
});
