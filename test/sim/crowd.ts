import { ulid } from 'ulid';
import type { FunctionName } from '../../shared-types/contract/index.ts';
import type { Instant } from '../../shared-types/ids.ts';
import type { TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product, store } from '../setup/product.ts';
import { Seeded } from './random.ts';

/** What somebody was told. */
export interface Told {
  ok: boolean;
  value?: unknown;
  refusal?: { code: string };
  serverTime: Instant;
}

/** An answer the crowd remembers, so that the same request can be sent again and must get it again. */
export interface Sent {
  who: string;
  fn: FunctionName;
  op: string;
  input: unknown;
  requestId: string;
  /** Days that had passed in this world. */
  day: number;
  /** It was that late already when it was sent. */
  after: Instant;
  /** So many requests had been sent or answered before it was sent. */
  order: number;
  /** null: nobody waited for it; it may have happened or not. */
  answer: Told | null;
}

/** People with phones on one park: what they sent and what they were told. Nothing here is computed by the product. */
export class Crowd {
  readonly park: Product;
  readonly random: Seeded;
  readonly sent: Sent[] = [];
  readonly counts: Record<string, number> = {};
  /** Days that passed. */
  day = 0;
  /** The latest instant anybody was told: it is not earlier now. */
  now: Instant = NOW;
  /** Grows with every request and every answer. */
  order = 0;
  /** While the cloud is down: until it is back. */
  power: Promise<unknown> | undefined;

  constructor(
    readonly cloud: TestCloud,
    seed: number,
    readonly members: string[],
  ) {
    this.park = new Product(cloud);
    this.random = new Seeded(seed);
  }

  count(what: string, n = 1): void {
    this.counts[what] = (this.counts[what] ?? 0) + n;
  }

  /** Sends a request as a phone does: repeated until there is an answer, or, now and then, given up on. */
  async send(who: string, fn: FunctionName, op: string, input: unknown, giveUp = 0.04): Promise<Sent> {
    const sent: Sent = {
      who,
      fn,
      op,
      input,
      requestId: ulid(),
      day: this.day,
      after: this.now,
      order: this.order++,
      answer: null,
    };
    if (this.random.next() < giveUp) {
      await this.cloud.raw(fn, { op, requestId: sent.requestId, input }, who).catch(() => undefined);
    } else {
      sent.answer = await this.#insist(sent);
      this.now = Math.max(this.now, sent.answer.serverTime);
      this.order++;
    }
    this.sent.push(sent);
    const outcome = !sent.answer ? 'unknown' : sent.answer.ok ? 'ok' : (sent.answer.refusal?.code ?? '?');
    this.count(`${op} ${outcome}`);
    return sent;
  }

  /** The same request once more, by a phone that does not know that it was answered. */
  again({ who, fn, op, input, requestId }: Sent): Promise<Told> {
    this.count('repeated');
    return this.park.insist(who, fn as 'wallet', op as 'coupon.claim', input as never, requestId);
  }

  /** Until there is an answer, also over a cloud that goes down and comes back. */
  async #insist({ who, fn, op, input, requestId }: Sent): Promise<Told> {
    const ask = () =>
      this.park.insist(who, fn as 'wallet', op as 'coupon.claim', input as never, requestId) as Promise<Told>;
    try {
      return await ask();
    } catch (error) {
      if (!this.power || !isConnectionLost(error)) throw error;
      await this.power;
      return ask();
    }
  }

  get north() {
    return store('north');
  }
}

/** What fetch throws when the process at the other end is gone. */
export const isConnectionLost = (error: unknown): boolean =>
  error instanceof TypeError && /fetch failed|terminated/.test(error.message);
