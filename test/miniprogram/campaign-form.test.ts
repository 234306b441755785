import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import {
  blankCampaign,
  type CampaignForm,
  campaignFormOf,
  campaignOf,
} from '../../miniprogram/features/campaigns/form';
import { campaignEditor } from '../../miniprogram/texts/campaign-desk';
import { adminOps, type CampaignDraft } from '../../shared-types/contract';
import type { OfferId } from '../../shared-types/ids';

const NOW = Date.parse('2026-06-10T15:04:05.678+08:00');
const whole = (min: number, max: number) => fc.integer({ min, max });
const fen = whole(0, 100_000_000);
const words = fc
  .string({ unit: fc.constantFrom(...'鲸喜会海豚 abc9&'), minLength: 1, maxLength: 60 })
  .map((text) => text.trim() || '团');
const rungs = fc.uniqueArray(fc.record({ size: whole(2, 10), price: fen }), {
  minLength: 1,
  maxLength: 9,
  selector: ({ size }) => size,
});
const drafts = fc
  .record({
    title: words,
    product: words,
    singlePrice: fen,
    groupPrice: fen,
    size: whole(2, 10),
    lifeMinutes: whole(1, 1440),
    from: whole(NOW, NOW + 1e9),
    length: whole(1, 1e9),
    stock: whole(0, 100_000),
    perMemberQuantity: whole(1, 99),
    perMemberGroups: whole(1, 99),
    type: fc.constantFrom('normal', 'old_brings_new', 'ladder'),
    ladder: rungs,
    count: whole(1, 20),
    validPass: fc.boolean(),
  })
  .map(({ length, ladder, count, validPass, ...rest }) => {
    const top = ladder.reduce((a, b) => (b.price > a.price ? b : a));
    const isLadder = rest.type === 'ladder';
    return {
      ...rest,
      to: rest.from + length,
      fulfil: { offerId: 'off_abc' as OfferId, count },
      ...(isLadder ? { ladder, groupPrice: top.price, size: top.size } : {}),
      ...(validPass ? { audience: { validPass: true } } : {}),
    } as CampaignDraft;
  });

const errorsOf = (over: Partial<CampaignForm>) => {
  const answer = campaignOf({
    ...blankCampaign(NOW),
    title: '团',
    product: '票',
    singlePrice: '88',
    groupPrice: '59',
    offer: { offerId: 'off_abc' as OfferId, title: '券' },
    ...over,
  });
  return 'errors' in answer ? answer.errors : {};
};

describe('the form of a group-buy', () => {
  it('hands a saved one back as it was, and as the cloud takes it', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const answer = campaignOf(campaignFormOf(draft, '券', NOW));
        expect(answer).toEqual({ spec: draft });
        expect(v.safeParse(adminOps['groupbuy.save'].input, draft).success).toBe(true);
      }),
    );
  });

  it.each<[string, Partial<CampaignForm>]>([
    ['title', { title: ' ' }],
    ['fulfil', { offer: { offerId: '', title: '' } }],
    ['count', { count: '21' }],
    ['singlePrice', { singlePrice: '8.888' }],
    ['groupPrice', { groupPrice: '' }],
    ['size', { size: '11' }],
    ['ladder', { type: 'ladder', rungs: [] }],
    ['ladder', { type: 'ladder', rungs: [{ size: '3', price: '' }] }],
    [
      'ladder',
      {
        type: 'ladder',
        rungs: [
          { size: '3', price: '9' },
          { size: '3', price: '8' },
        ],
      },
    ],
    ['lifeMinutes', { life: '25' }],
    ['lifeMinutes', { life: '1441', lifeUnit: 'minutes' }],
    ['lifeMinutes', { life: '1.5' }],
    ['to', { to: blankCampaign(NOW).from }],
    ['stock', { stock: '-1' }],
    ['perMemberGroups', { perMemberGroups: '0' }],
  ])('says what is wrong with %s', (field, over) => {
    expect(errorsOf({})).toEqual({});
    expect(Object.keys(errorsOf(over))).toEqual([field]);
  });

  it('a ladder needs neither a group price nor a size beside its rungs', () => {
    const rungs = [
      { size: '3', price: '99' },
      { size: '5', price: '79' },
      { size: '', price: '' },
    ];
    expect(errorsOf({ type: 'ladder', rungs, groupPrice: '', size: '' })).toEqual({});
    expect(errorsOf({ type: 'ladder', rungs: [] }).ladder).toBe(campaignEditor.ladderWrong);
  });
});
