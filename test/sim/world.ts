import { ulid } from 'ulid';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import type { CouponId, Instant, OfferId, RedemptionId } from '../../shared-types/ids.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { Seeded } from './random.ts';

/** An answer the world remembers, so that the same request can be sent again and must get it again. */
export interface Sent {
  who: string;
  fn: 'wallet' | 'staff' | 'admin';
  op: string;
  input: unknown;
  requestId: string;
  /** Days that had passed in this world. */
  day: number;
  /** It was that late already when it was sent. */
  after: Instant;
  /** null: nobody waited for it; it may have happened or not. */
  answer: { ok: boolean; value?: unknown; refusal?: { code: string }; serverTime: Instant } | null;
}

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

/** What happened so far, as people saw it. Nothing here is computed by the product. */
export class World {
  readonly park: Product;
  readonly random: Seeded;
  readonly members: string[];
  readonly staff = ['o-clerk-north', 'o-manager'];
  readonly offers: KnownOffer[] = [];
  readonly coupons = new Map<CouponId, KnownCoupon>();
  readonly claims: Sent[] = [];
  readonly redemptions = new Map<RedemptionId, CouponId>();
  readonly undone = new Set<RedemptionId>();
  readonly tokens: string[] = [];
  readonly codes: Array<{ code: string; number: string }> = [];
  readonly sent: Sent[] = [];
  readonly counts: Record<string, number> = {};
  /** Days that passed. */
  day = 0;
  /** The latest instant anybody was told: it is not earlier now. */
  now = NOW;
  /** While the cloud is down: until it is back. */
  power: Promise<unknown> | undefined;

  constructor(
    readonly cloud: TestCloud,
    seed: number,
    people = 16,
  ) {
    this.park = new Product(cloud);
    this.random = new Seeded(seed);
    this.members = Array.from({ length: people }, (_unused, i) => `o-guest-${i + 1}`);
  }

  count(what: string, n = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + n;
  }

  /** Sends a request as a phone does: repeated until there is an answer, or, now and then, given up on. */
  async send(who: string, fn: Sent['fn'], op: string, input: unknown, giveUp = 0.04): Promise<Sent> {
    const sent: Sent = {
      who,
      fn,
      op,
      input,
      requestId: ulid(),
      day: this.day,
      after: this.now,
      answer: null,
    };
    if (this.random.next() < giveUp) {
      await this.cloud.raw(fn, { op, requestId: sent.requestId, input }, who).catch(() => undefined);
    } else {
      sent.answer = await this.#insist(sent);
      this.now = Math.max(this.now, sent.answer.serverTime);
    }
    this.sent.push(sent);
    const outcome = !sent.answer ? 'unknown' : sent.answer.ok ? 'ok' : (sent.answer.refusal?.code ?? '?');
    this.count(`${op} ${outcome}`);
    return sent;
  }

  /** Until there is an answer, also over a cloud that goes down and comes back. */
  async #insist({ who, fn, op, input, requestId }: Sent): Promise<NonNullable<Sent['answer']>> {
    try {
      return await this.park.insist(who, fn as 'wallet', op as 'coupon.claim', input as never, requestId);
    } catch (error) {
      if (!this.power || !isConnectionLost(error)) throw error;
      await this.power;
      return this.park.insist(who, fn as 'wallet', op as 'coupon.claim', input as never, requestId);
    }
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

  get north() {
    return store('north');
  }
}

/** What fetch throws when the process at the other end is gone. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof TypeError && /fetch failed|terminated/.test(error.message);
