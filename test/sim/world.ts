import { ulid } from 'ulid';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import type { CouponId, OfferId, RedemptionId } from '../../shared-types/ids.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { Product, store } from '../setup/product.ts';
import { Seeded } from './random.ts';

/** An answer the world remembers, so that the same request can be sent again and must get it again. */
interface Sent {
  who: string;
  fn: 'wallet' | 'staff' | 'admin';
  op: string;
  input: unknown;
  requestId: string;
  /** null: nobody waited for it; it may have happened or not. */
  answer: { ok: boolean; value?: unknown; refusal?: { code: string } } | null;
}

export interface KnownOffer {
  offerId: OfferId;
  perMember: number;
  stock: number;
  bundle: boolean;
}

/** What happened so far, as people saw it. Nothing here is computed by the product. */
export class World {
  readonly park: Product;
  readonly random: Seeded;
  readonly members = Array.from({ length: 16 }, (_unused, i) => `o-guest-${i + 1}`);
  readonly staff = ['o-clerk-north', 'o-manager'];
  readonly offers: KnownOffer[] = [];
  readonly coupons = new Map<CouponId, { owner: string; offerId: OfferId }>();
  readonly claims: Sent[] = [];
  readonly redemptions = new Map<RedemptionId, CouponId>();
  readonly undone = new Set<RedemptionId>();
  readonly tokens: string[] = [];
  readonly codes: string[] = [];
  readonly sent: Sent[] = [];
  readonly counts: Record<string, number> = {};

  constructor(
    readonly cloud: TestCloud,
    seed: number,
  ) {
    this.park = new Product(cloud);
    this.random = new Seeded(seed);
  }

  /** Sends a request as a phone does: repeated until there is an answer, or, now and then, given up on. */
  async send(who: string, fn: Sent['fn'], op: string, input: unknown, giveUp = 0.04): Promise<Sent> {
    const sent: Sent = { who, fn, op, input, requestId: ulid(), answer: null };
    if (this.random.next() < giveUp) {
      await this.cloud.raw(fn, { op, requestId: sent.requestId, input }, who);
    } else {
      sent.answer = await this.park.insist(
        who,
        fn as 'wallet',
        op as 'coupon.claim',
        input as never,
        sent.requestId,
      );
    }
    this.sent.push(sent);
    const outcome = !sent.answer ? 'unknown' : sent.answer.ok ? 'ok' : (sent.answer.refusal?.code ?? '?');
    const key = `${op} ${outcome}`;
    this.counts[key] = (this.counts[key] ?? 0) + 1;
    return sent;
  }

  learn(coupons: CouponView[], owner: string): void {
    for (const { couponId, offerId } of coupons) this.coupons.set(couponId, { owner, offerId });
  }

  anyCoupon(): { couponId: CouponId; owner: string } | undefined {
    const all = [...this.coupons];
    const picked = all[this.random.below(all.length)];
    return picked && { couponId: picked[0], owner: picked[1].owner };
  }

  get north() {
    return store('north');
  }
}
