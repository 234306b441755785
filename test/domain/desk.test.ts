import { describe, expect, it } from 'vitest';
import { couponStatus, whyNotRevoke } from '../../cloudfunctions/domain/coupon/coupon.ts';
import { changedFields, logLines, partViews, standingOf } from '../../cloudfunctions/domain/offer/desk.ts';
import type { OfferChange } from '../../cloudfunctions/domain/offer/offer.ts';
import type { MemberId, OfferId, StaffId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { coupon, draft, NOW, offer, unit } from './given.ts';

const nameOf = (id: string) => `名 ${id}`;

describe('how an offer’s stock stands', () => {
  it('of a draft nothing is gone, whatever there is in shards', () => {
    expect(standingOf({ ...offer(), status: 'draft' }, undefined)).toEqual({
      stock: 100,
      left: 100,
      claimed: 0,
    });
  });

  it('raises count as stock, and what is not free is gone', () => {
    const raised = { ...offer(), raises: [{ id: 'r', by: 20, at: NOW }] };
    expect(standingOf(raised, 45)).toEqual({ stock: 120, left: 45, claimed: 75 });
    expect(standingOf(raised, undefined)).toEqual({ stock: 120, left: 0, claimed: 120 });
  });
});

describe('an offer’s log', () => {
  const line = (what: OfferChange['what'], at: number, over: Partial<OfferChange> = {}): OfferChange => ({
    at,
    by: 'stf_1',
    what,
    ...over,
  });

  it('is read newest first, with names, changed fields and the units of each raise', () => {
    const from = draft();
    const to = { ...draft(), title: '新名字', stock: 7, goods: undefined };
    const doc = {
      ...offer(),
      raises: [
        { id: 'a', by: 5, at: 3 },
        { id: 'b', by: 9, at: 4 },
      ],
      log: [
        line('saved', 1, { to: from }),
        line('saved', 2, { from, to }),
        line('raised', 3),
        line('raised', 4),
      ],
    };
    expect(logLines(doc, nameOf)).toEqual([
      { at: 4, by: '名 stf_1', what: 'raised', fields: [], added: 9 },
      { at: 3, by: '名 stf_1', what: 'raised', fields: [], added: 5 },
      { at: 2, by: '名 stf_1', what: 'saved', fields: ['goods', 'stock', 'title'] },
      { at: 1, by: '名 stf_1', what: 'saved', fields: [] },
    ]);
  });

  it('fields that say the same are not changed', () => {
    expect(changedFields(draft(), draft())).toEqual([]);
  });
});

it('a bundle shows the parts that are there, each with its state', () => {
  const spec = draft({
    kind: 'bundle',
    parts: [
      { offerId: 'off_1' as OfferId, count: 2 },
      { offerId: 'off_gone' as OfferId, count: 1 },
    ],
  });
  expect(partViews(spec, [offer()])).toEqual([
    { offerId: 'off_1', count: 2, title: offer().spec.title, kind: 'exchange', status: 'published' },
  ]);
});

describe('whether a coupon can be revoked', () => {
  const me = 'mbr_operator' as MemberId;
  it.each([
    ['an unused one can', coupon(), me, NOW, null],
    ['one whose time has ended can', coupon(), me, NOW + 100 * DAY_MS, null],
    ['one that is used up cannot', coupon({}, { left: 0 }), me, NOW, 'already_used'],
    [
      'a revoked one cannot',
      coupon(
        {},
        { state: 'revoked', revoked: { key: 'k', hash: 'h', at: NOW, by: 's' as StaffId, reason: 'x' } },
      ),
      me,
      NOW,
      'revoked',
    ],
    ['the own one cannot', coupon(), unit().memberId, NOW, 'own_coupon'],
  ])('%s', (_what, doc, who, now, why) => {
    expect(whyNotRevoke(doc, who, now), couponStatus(doc, now)).toBe(why);
  });
});
