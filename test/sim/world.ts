import type { CouponView } from '../../shared-types/contract/wallet.ts';
import type { CouponId, Instant, OfferId, RedemptionId } from '../../shared-types/ids.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { Crowd, type Sent } from './crowd.ts';

/** A coupon somebody was told they have. */
interface KnownCoupon {
  owner: string;
  offerId: OfferId;
  /** Last instant of validity. */
  validTo: Instant;
  revoked?: true;
  /** Its giver was told that it is on its way until then, and nobody has asked for it or called it back since. */
  awayUntil?: Instant | undefined;
  /** Uses that may have happened or not. */
  doubtful: number;
}

export interface KnownOffer {
  offerId: OfferId;
  perMember: number;
  stock: number;
  bundle: boolean;
  /** Coupons of other offers in one unit of a bundle. */
  parts: Array<{ offerId: OfferId; count: number }>;
  perDay: number | undefined;
  /** May be ended by the operator while others go on. */
  canStop?: boolean;
  /** The operator was told that nobody claims any more. */
  stopped?: true;
}

/** What happened to coupons so far, as people saw it. */
export class World extends Crowd {
  readonly staff = ['o-clerk-north', 'o-manager'];
  readonly offers: KnownOffer[] = [];
  readonly coupons = new Map<CouponId, KnownCoupon>();
  readonly claims: Sent[] = [];
  readonly redemptions = new Map<RedemptionId, CouponId>();
  readonly undone = new Set<RedemptionId>();
  readonly tokens: string[] = [];
  readonly codes: Array<{ code: string; number: string }> = [];

  constructor(cloud: TestCloud, seed: number, people = 16) {
    const members = Array.from({ length: people }, (_unused, i) => `o-guest-${i + 1}`);
    super(cloud, seed, members);
  }

  learn(coupons: CouponView[], owner: string): void {
    for (const { couponId, offerId, validTo } of coupons) {
      const known = this.coupons.get(couponId);
      this.coupons.set(couponId, { doubtful: 0, ...known, owner, offerId, validTo });
    }
  }

  anyCoupon(): { couponId: CouponId; owner: string } | undefined {
    const all = [...this.coupons];
    const picked = all[this.random.below(all.length)];
    return picked && { couponId: picked[0], owner: picked[1].owner };
  }
}
