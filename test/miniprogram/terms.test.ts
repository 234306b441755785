import { describe, expect, it } from 'vitest';
import { termRows } from '../../miniprogram/features/wallet/terms';
import type { OfferView } from '../../shared-types/contract';
import type { ParkDay } from '../../shared-types/ids';

const now = Date.parse('2026-06-10T12:00:00+08:00');
const offerOf = (over: Partial<OfferView> = {}): OfferView =>
  ({
    title: '喂奶鱼体验券',
    kind: 'exchange',
    uses: 1,
    stores: 'all',
    validity: { type: 'afterClaim', startInDays: 0, days: 30 },
    claimFrom: Date.parse('2026-06-10T00:00:00+08:00'),
    claimTo: Date.parse('2026-06-13T00:00:00+08:00'),
    perMember: 1,
    ...over,
  }) as OfferView;
const saidOf = (offer: OfferView, name: string) =>
  termRows(offer, now).find((row) => row.name === name)?.value;

describe('the small print', () => {
  it('names the days on which a coupon cannot be used, in order', () => {
    const blackout = ['2026-10-01', '2026-06-11', '2027-01-01'] as ParkDay[];
    expect(saidOf(offerOf({ blackout }), '不可用日期')).toBe('明天、10月1日、2027年1月1日');
    expect(saidOf(offerOf({ blackout: [] }), '不可用日期')).toBeUndefined();
  });

  it('of a bundle says what is in it, and not when and where: each of its coupons has terms of its own', () => {
    const bundle = offerOf({
      kind: 'bundle',
      parts: [
        { title: '喂奶鱼', count: 2 },
        { title: '合影', count: 1 },
      ],
    });
    expect(saidOf(bundle, '包内的券')).toBe('喂奶鱼 × 2、合影');
    expect(saidOf(bundle, '有效期')).toBeUndefined();
    expect(saidOf(bundle, '领取时间')).toBe('今天 – 6月12日');
  });
});
