import { ulid } from 'ulid';
import type { OfferDraft } from '../../shared-types/contract/admin.ts';
import type {
  Answer,
  FunctionName,
  InputOf,
  OpName,
  RefusalOf,
  ValueOf,
} from '../../shared-types/contract/index.ts';
import type { CouponView } from '../../shared-types/contract/wallet.ts';
import type { CouponId, OfferId, StoreId } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import type { TestCloud } from './local-cloud.ts';

/** Monday 15 June 2026, 10:00 in the park: where the clock of product tests stands. */
export const NOW = Date.parse('2026-06-15T10:00:00+08:00');
export const store = (id: string) => id as StoreId;

/** The product's functions, typed by the contract, on one local cloud. */
export class Product {
  constructor(readonly cloud: TestCloud) {}

  /** The whole answer of an operation. */
  answer<F extends FunctionName, O extends OpName<F>>(
    who: string,
    fn: F,
    op: O,
    input: InputOf<F, O>,
    requestId: string = ulid(),
  ): Promise<Answer<ValueOf<F, O>, RefusalOf<F, O>>> {
    return this.cloud.call(fn, op, input, who, requestId);
  }

  /** The value of an operation that must succeed. */
  async ok<F extends FunctionName, O extends OpName<F>>(
    who: string,
    fn: F,
    op: O,
    input: InputOf<F, O>,
    requestId?: string,
  ): Promise<ValueOf<F, O>> {
    const answer = await this.answer(who, fn, op, input, requestId);
    if (!answer.ok) throw new Error(`${op} for ${who}: ${JSON.stringify(answer)}`);
    return answer.value;
  }

  /** The code of an operation that must be refused. */
  async refused<F extends FunctionName, O extends OpName<F>>(
    who: string,
    fn: F,
    op: O,
    input: InputOf<F, O>,
    requestId?: string,
  ): Promise<string> {
    const answer = await this.answer(who, fn, op, input, requestId);
    if (answer.ok || !answer.refusal)
      throw new Error(`${op} for ${who} was not refused: ${JSON.stringify(answer)}`);
    return answer.refusal.code;
  }

  /** As a phone does: repeats a fault with the same requestId until there is an answer. */
  async insist<F extends FunctionName, O extends OpName<F>>(
    who: string,
    fn: F,
    op: O,
    input: InputOf<F, O>,
    requestId: string = ulid(),
  ): Promise<Answer<ValueOf<F, O>, RefusalOf<F, O>>> {
    for (let tries = 0; tries < 60; tries++) {
      const { status, body } = await this.cloud.raw<Answer<ValueOf<F, O>, RefusalOf<F, O>>>(
        fn,
        { op, requestId, input },
        who,
      );
      if (status === 200) return body;
      // A unit that a crash left in doubt is settled by the next ticks: people come back later, not sixty times at once.
      if (tries % 5 === 4) await this.cloud.clock.advance(60_000);
    }
    throw new Error(`${op} for ${who}: no answer in 60 tries`);
  }

  join(who: string, nickname?: string) {
    return this.ok(who, 'member', 'member.join', { consentVersion: '1', ...(nickname ? { nickname } : {}) });
  }

  /** Publishes an exchange offer, open around NOW; needs the demo park's operator. */
  async offer(over: Partial<OfferDraft> = {}): Promise<OfferId> {
    const { offerId } = await this.ok('o-operator', 'admin', 'offer.save', { ...draft(), ...over } as never);
    await this.ok('o-operator', 'admin', 'offer.publish', { offerId });
    return offerId;
  }

  async claim(who: string, offerId: OfferId, requestId?: string): Promise<CouponView> {
    const { coupons } = await this.ok(who, 'wallet', 'coupon.claim', { offerId }, requestId);
    return coupons[0] as CouponView;
  }

  code(who: string, couponId: CouponId) {
    return this.ok(who, 'wallet', 'coupon.code', { couponId });
  }

  /** Requests and rounds of what ran since `requests.clear()`, by operation. */
  async costs(): Promise<Array<{ op: string; requests: number; rounds: number }>> {
    const { calls } = await this.cloud.requests.get();
    return calls.map(({ op, requests, rounds }) => ({ op, requests, rounds }));
  }
}

export const draft = (): OfferDraft => ({
  title: '喂奶鱼体验券',
  kind: 'exchange',
  goods: '喂奶鱼一次',
  stock: 100,
  perMember: 1,
  claimFrom: NOW - DAY_MS,
  claimTo: NOW + 7 * DAY_MS,
  validity: { type: 'afterClaim', startInDays: 0, days: 30 },
  stores: 'all',
});
