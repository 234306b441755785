import { describe, expect, it } from 'vitest';
import { extensionOf, type Times } from '../../miniprogram/features/offers/extension';
import { formOf } from '../../miniprogram/features/offers/form';
import type { OfferDraft } from '../../shared-types/contract';
import type { ParkDay } from '../../shared-types/ids';

const at = (text: string) => Date.parse(`${text}+08:00`);
const NOW = at('2026-06-15T10:00:00');
const offer = {
  title: '喂奶鱼体验券',
  kind: 'exchange',
  goods: '喂奶鱼一次',
  stock: 100,
  perMember: 1,
  claimFrom: at('2026-06-01T00:00:00'),
  // Not on a minute: what nobody touched must come back as it was.
  claimTo: at('2026-06-20T12:00:01.234'),
  validity: { type: 'afterClaim', startInDays: 0, days: 30 },
  stores: 'all',
} as OfferDraft;
const times = (spec = offer): Times => formOf(spec, (id) => id, NOW);
const day = (text: string) => ({ day: text as ParkDay, clock: '24:00' });

describe('the ends of a published offer', () => {
  it('given nothing was picked, then there is nothing to send', () => {
    expect(extensionOf(offer, times())).toEqual({ errors: {} });
  });

  it('given a later end, then only that differs', () => {
    expect(extensionOf(offer, { ...times(), claimTo: day('2026-06-30') })).toEqual({
      errors: {},
      spec: { ...offer, claimTo: at('2026-07-01T00:00:00') },
    });
    const validity = { ...times().validity, days: '45' };
    expect(extensionOf(offer, { ...times(), validity }).spec).toEqual({
      ...offer,
      validity: { type: 'afterClaim', startInDays: 0, days: 45 },
    });
  });

  it('given an earlier end, fewer days or none, then the field says so and nothing is sent', () => {
    const validity = (days: string) => ({ ...times(), validity: { ...times().validity, days } });
    expect(Object.keys(extensionOf(offer, { ...times(), claimTo: day('2026-06-19') }).errors)).toEqual([
      'claimTo',
    ]);
    for (const days of ['29', '', 'x']) {
      const read = extensionOf(offer, validity(days));
      expect(Object.keys(read.errors)).toEqual(['validity']);
      expect(read).not.toHaveProperty('spec');
    }
  });

  it('given fixed days, then the last one may be later', () => {
    const until = (text: string) => ({ type: 'fixed' as const, from: offer.claimFrom, to: at(text) });
    const dated = { ...offer, validity: until('2026-06-30T23:59:59.999') };
    const picked = times(dated);
    const validity = { ...picked.validity, to: { day: '2026-07-31' as ParkDay } };
    expect(extensionOf(dated, { ...picked, validity }).spec?.validity).toEqual(
      until('2026-07-31T23:59:59.999'),
    );
  });
});
