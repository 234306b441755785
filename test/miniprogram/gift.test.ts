import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CouponStatus, CouponView } from '../../shared-types/contract';
import { memoryStorage } from './memory-storage';

const phone = vi.hoisted(() => ({ now: 0 }));
const kept = memoryStorage();
vi.mock('../../miniprogram/api/call', () => ({ serverNow: () => phone.now, call: () => undefined }));
vi.mock('../../miniprogram/api/use-pages', () => ({ usePages: () => undefined }));
vi.mock('../../miniprogram/platform/storage', () => ({ storage: kept }));
const { couponInHand, putCoupon, tabOf } = await import('../../miniprogram/features/wallet/coupons');
const { giftOf, giftPath, readInvitation, showGiven } = await import(
  '../../miniprogram/features/wallet/gifts'
);
const { questionOf, useAnswers } = await import('../../miniprogram/api/answers');

const NOW = Date.parse('2026-06-10T12:00:00+08:00');
const couponOf = (over: object = {}) =>
  ({
    couponId: 'cpn_1',
    title: '8% 折扣券 & 咖啡',
    status: 'unused',
    validTo: NOW + 1000,
    ...over,
  }) as CouponView;
const gift = { token: 'cpn_1.AbC-_9', expiresAt: NOW + 86_400_000 };
const WHOLE = questionOf('wallet', 'coupon.list', {});
const UNUSED = questionOf('wallet', 'coupon.list', { status: 'unused' });
function listed(question: string): string[] {
  const value = useAnswers.getState().known[question]?.value as { items: CouponView[] } | undefined;
  return value?.items.map((coupon) => coupon.couponId) ?? [];
}

beforeEach(() => {
  phone.now = NOW;
  useAnswers.setState({
    known: {
      [WHOLE]: { value: { items: [couponOf()] }, asking: false },
      [UNUSED]: { value: { items: [couponOf()] }, asking: false },
    },
  });
});

describe('the tabs of the wallet', () => {
  it.each<[CouponStatus, string]>([
    ['unused', 'unused'],
    ['partly_used', 'unused'],
    ['in_transfer', 'unused'],
    ['used', 'used'],
    ['expired', 'expired'],
    ['revoked', 'expired'],
  ])('given a coupon that is %s, then it stands under %s', (status, tab) => {
    expect(tabOf(couponOf({ status }), NOW)).toBe(tab);
  });

  it('given a coupon that ended since the list was asked for, then it has ended', () => {
    expect(tabOf(couponOf({ validTo: NOW }), NOW)).toBe('unused');
    expect(tabOf(couponOf({ validTo: NOW - 1 }), NOW)).toBe('expired');
  });
});

describe('a coupon a command has answered', () => {
  it('given it is on its way, then every list says so at once, and the list of unused ones drops it', () => {
    showGiven(couponOf(), gift);
    expect(couponInHand('cpn_1')).toMatchObject({ status: 'in_transfer', transferEndsAt: gift.expiresAt });
    expect([listed(WHOLE), listed(UNUSED)]).toEqual([['cpn_1'], []]);
  });

  it('given a new one, then it stands where its end puts it', () => {
    putCoupon(couponOf({ couponId: 'cpn_0', validTo: NOW + 500 }));
    expect([listed(WHOLE), listed(UNUSED)]).toEqual([
      ['cpn_0', 'cpn_1'],
      ['cpn_0', 'cpn_1'],
    ]);
  });
});

describe('a gift’s link', () => {
  it('given the giver’s phone, then it has the link as long as that gift is on its way', () => {
    showGiven(couponOf(), gift);
    expect(giftOf(couponOf({ transferEndsAt: gift.expiresAt }))).toEqual(gift);
    expect(giftOf(couponOf({ transferEndsAt: gift.expiresAt + 1 }))).toBeUndefined();
    expect(giftOf(couponOf({ couponId: 'cpn_2' }))).toBeUndefined();
  });

  it.each(['as it stands in the address', 'decoded'])(
    'given its parts %s, then the friend reads the same',
    (how) => {
      const query = giftPath(couponOf(), gift).split('?')[1] ?? '';
      const raw = Object.fromEntries(query.split('&').map((part) => part.split('=')));
      const params = how === 'decoded' ? Object.fromEntries(new URLSearchParams(query)) : raw;
      expect(readInvitation(params)).toEqual({
        token: gift.token,
        until: gift.expiresAt,
        title: '8% 折扣券 & 咖啡',
      });
    },
  );

  it('given a link that was cut, then what is left is read and nothing is made up', () => {
    expect(readInvitation({ token: 'cpn_1.A', until: 'x' })).toEqual({
      token: 'cpn_1.A',
      until: undefined,
      title: undefined,
    });
    expect(readInvitation({}).token).toBe('');
  });
});
