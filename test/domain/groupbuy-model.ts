import { askedAgain } from '../../cloudfunctions/domain/groupbuy/ask.ts';
import type { CampaignDoc } from '../../cloudfunctions/domain/groupbuy/campaign.ts';
import {
  type Buyer,
  countsForNothing,
  type GroupDoc,
  holdsForNothing,
  lateName,
  newGroup,
  type Seat,
  takenSeats,
} from '../../cloudfunctions/domain/groupbuy/group.ts';
import { decideJoin } from '../../cloudfunctions/domain/groupbuy/join.ts';
import type { MoneyRow } from '../../cloudfunctions/domain/groupbuy/money.ts';
import { decideClose, decidePaid, type Receipt } from '../../cloudfunctions/domain/groupbuy/pay.ts';
import { decideRefund, decideRefunded, dueRefunds } from '../../cloudfunctions/domain/groupbuy/refund.ts';
import {
  decideDeadline,
  goodsForgotten,
  goodsReturned,
} from '../../cloudfunctions/domain/groupbuy/settle.ts';
import type { Step } from '../../cloudfunctions/domain/groupbuy/step.ts';
import type { CampaignDraft } from '../../shared-types/contract/groupbuy.ts';
import type { CampaignId, GroupId, MemberId, OfferId, OrderId } from '../../shared-types/ids.ts';
import { NOW } from './given.ts';

export const campaign = (over: Partial<CampaignDraft> = {}): CampaignDoc =>
  ({
    _id: 'cmp_1' as CampaignId,
    rev: 1,
    status: 'published',
    spec: {
      title: '三人团',
      product: '海豚合影',
      singlePrice: 8800,
      groupPrice: 5900,
      size: 3,
      lifeMinutes: 60,
      from: NOW - 1000,
      to: NOW + 86_400_000,
      stock: 100,
      perMemberQuantity: 2,
      perMemberGroups: 2,
      type: 'normal',
      fulfil: { offerId: 'off_1' as OfferId, count: 1 },
      ...over,
    },
    savedBy: { key: 'k', hash: 'h' },
    rq: [],
    log: [],
  }) as unknown as CampaignDoc;

export const buyer = (n: number, at: number, order = n): Buyer => ({
  memberId: `mbr_${n}` as MemberId,
  openid: `o-${n}`,
  name: null,
  avatarFileId: null,
  quantity: 1,
  orderId: `ord_${order}` as OrderId,
  outTradeNo: `t${order}`,
  by: { key: `mbr_${n}:${order}`, hash: 'h' },
  at,
});

type AtProvider = {
  amount: number;
  openid: string;
  paidAt: number | null;
  closed: boolean;
  refunds: Map<string, number>;
};

/**
 * One group with its provider, stock and ledger, in memory. Every method is one step as the product takes it; a crash is
 * simply the steps that do not follow.
 */
export class GroupWorld {
  now = NOW;
  group: GroupDoc;
  readonly ledger = new Map<string, MoneyRow>();
  readonly delivered = new Set<string>();
  readonly held = new Set<string>();
  readonly gone = new Set<string>();
  readonly provider = new Map<string, AtProvider>();
  refundsFail = 0;
  orders = 1;

  constructor(spec: Partial<CampaignDraft> = {}, alone = false) {
    this.group = newGroup('grp_1' as GroupId, campaign(spec), buyer(0, this.now), alone);
    this.placed(this.group.seats[0] as Seat);
  }

  /** Goods taken and payment placed: what follows a held seat. */
  placed(seat: Seat): void {
    if (!this.gone.has(seat.goodsName)) this.held.add(seat.goodsName);
    this.provider.set(seat.outTradeNo, {
      amount: seat.amount,
      openid: seat.openid,
      paidAt: null,
      closed: false,
      refunds: new Map(),
    });
  }

  apply(step: Step | 'nothing' | { ok: false; code: string }): string {
    if (step === 'nothing') return 'nothing';
    if ('ok' in step) return step.code;
    this.group = { ...step.group, rev: this.group.rev + 1 };
    for (const row of step.rows) {
      if (this.ledger.has(row._id)) throw new Error(`${row._id} twice`);
      this.ledger.set(row._id, row);
    }
    for (const orderId of step.goods) {
      if (this.delivered.has(orderId)) throw new Error(`${orderId} delivered twice`);
      this.delivered.add(orderId);
    }
    return 'ok';
  }

  join(n: number): string {
    const order = this.orders++;
    const outcome = this.apply(
      decideJoin(this.group, buyer(n, this.now, order), { eligible: true, newCustomer: true }),
    );
    if (outcome === 'ok') this.placed(this.group.seats.at(-1) as Seat);
    return outcome;
  }

  /** Somebody pays at the provider, also for an order that is closed there (a late one). */
  pay(outTradeNo: string): void {
    const order = this.provider.get(outTradeNo);
    if (order && order.paidAt === null) order.paidAt = this.now;
  }

  callback(outTradeNo: string): string {
    const order = this.provider.get(outTradeNo);
    if (!order || order.paidAt === null) return 'unpaid';
    const receipt = {
      ...order,
      outTradeNo,
      transactionId: `x${outTradeNo}`,
      at: order.paidAt,
    } as unknown as Receipt;
    const seat = this.group.seats.find((one) => one.outTradeNo === outTradeNo) as Seat;
    if (seat.status === 'closed' && seat.goods === 'held') this.giveBack(seat.goodsName);
    let decision = decidePaid(this.group, receipt, this.now);
    if (decision === 'goods_needed') {
      const name = lateName(seat);
      const taken = !this.gone.has(name);
      if (taken) this.held.add(name);
      decision = decidePaid(this.group, receipt, this.now, taken ? 'taken' : 'not_to_be_had');
    }
    return this.apply(decision as Step);
  }

  giveBack(name: string): void {
    this.held.delete(name);
    this.gone.add(name);
  }

  cancel(index: number): string {
    const seat = this.group.seats[index % this.group.seats.length] as Seat;
    const order = this.provider.get(seat.outTradeNo) as AtProvider;
    if (seat.status !== 'pending') return 'closed';
    if (order.paidAt !== null) return this.callback(seat.outTradeNo);
    order.closed = true;
    return this.apply(decideClose(this.group, seat, 'cancelled', this.now));
  }

  leave(index: number): string {
    const seat = this.group.seats[index % this.group.seats.length] as Seat;
    const by = { key: `leave${seat.orderId}`, hash: 'h' };
    // Coupons that were handed out are taken back first; revoked, they use their units up.
    const revoked = this.delivered.delete(seat.orderId);
    if (revoked) this.held.delete(seat.goodsName);
    return this.apply(decideRefund(this.group, seat, { by, why: 'left', at: this.now, revoked }));
  }

  /** What `jobs` does with a group whose time has come, up to a step: a run may be killed after any of them. */
  wake(steps = 100): void {
    if (this.group.wake === null || this.group.wake > this.now) return;
    const work: Array<() => void> = [];
    for (const seat of this.group.seats)
      if (seat.status === 'pending' && seat.next !== null && seat.next <= this.now)
        work.push(() => this.ask(seat));
    work.push(
      () => this.apply(decideDeadline(this.group, this.now)),
      () => this.returnHeld(),
      () => this.forget(),
      () => this.refund(),
    );
    for (const one of work.slice(0, steps)) one();
  }

  private ask(seat: Seat): void {
    const order = this.provider.get(seat.outTradeNo) as AtProvider;
    if (order.paidAt !== null) this.callback(seat.outTradeNo);
    else if (seat.holdUntil <= this.now) {
      order.closed = true;
      const own = this.group.seats.find(({ orderId }) => orderId === seat.orderId) as Seat;
      this.apply(decideClose(this.group, own, 'hold_ended', this.now));
    } else this.apply(askedAgain(this.group, seat, this.now));
  }

  private returnHeld(): void {
    const seats = this.group.seats.filter(holdsForNothing);
    for (const { goodsName } of seats) this.giveBack(goodsName);
    if (seats.length > 0)
      this.apply(
        goodsReturned(
          this.group,
          seats.map(({ goodsName }) => goodsName),
        ),
      );
  }

  private forget(): void {
    const names = this.group.seats.filter(countsForNothing).map(({ goodsName }) => goodsName);
    if (names.length > 0) this.apply(goodsForgotten(this.group, names));
  }

  private refund(): void {
    const answers = new Map<string, 'done' | { code: string; words: null }>();
    for (const { refund, outTradeNo } of dueRefunds(this.group, this.now)) {
      const order = this.provider.get(outTradeNo) as AtProvider;
      if (this.refundsFail > 0) {
        this.refundsFail--;
        answers.set(refund.outRefundNo, { code: 'SYSTEM_ERROR', words: null });
        continue;
      }
      order.refunds.set(refund.outRefundNo, refund.amount);
      const back = [...order.refunds.values()].reduce((sum, n) => sum + n, 0);
      if (back > order.amount) throw new Error(`${outTradeNo} was refunded ${back} of ${order.amount}`);
      answers.set(refund.outRefundNo, 'done');
    }
    if (answers.size > 0) this.apply(decideRefunded(this.group, answers, this.now));
  }

  sum(type: MoneyRow['type']): number {
    return [...this.ledger.values()].reduce((sum, row) => sum + (row.type === type ? row.amount : 0), 0);
  }

  /** What must hold at every moment. */
  check(): void {
    const taken = takenSeats(this.group);
    if (taken.length > this.group.terms.size) throw new Error('more seats than the group has');
    if (new Set(taken.map(({ memberId }) => memberId)).size !== taken.length)
      throw new Error('two seats for one');
    const open = this.sum('paid') - this.sum('refunded') - this.sum('delivered') + this.sum('undelivered');
    if (open < 0) throw new Error(`open ${open}`);
    for (const seat of taken)
      if (seat.paid && !this.held.has(seat.goodsName) && !this.delivered.has(seat.orderId))
        throw new Error(`${seat.orderId} is paid and its goods are held by nobody`);
    for (const orderId of this.delivered) {
      const seat = this.group.seats.find((one) => one.orderId === orderId);
      if (seat?.status !== 'fulfilled') throw new Error(`${orderId} has its goods and is ${seat?.status}`);
    }
  }

  /** Lets the timers run until nothing is due any more, then: every paid fen is delivered or back, nobody has both. */
  settle(): void {
    for (let i = 0; i < 200 && this.group.wake !== null; i++) {
      this.now = Math.max(this.now, this.group.wake);
      this.wake();
      this.check();
    }
    if (this.group.wake !== null) throw new Error('something stays due for ever');
    for (const [outTradeNo, order] of this.provider) if (order.paidAt !== null) this.callback(outTradeNo);
    for (let i = 0; i < 200 && this.group.wake !== null; i++) {
      this.now = Math.max(this.now, this.group.wake);
      this.wake();
    }
    this.check();
    const atProvider = [...this.provider.values()].reduce((sum, { paidAt, amount, refunds }) => {
      const back = [...refunds.values()].reduce((total, n) => total + n, 0);
      return sum + (paidAt === null ? 0 : amount) - back;
    }, 0);
    const kept = this.sum('delivered') - this.sum('undelivered');
    if (atProvider !== kept) throw new Error(`the provider has ${atProvider}, delivered were ${kept}`);
    if (this.sum('paid') - this.sum('refunded') !== kept) throw new Error('the books do not close');
    const waiting = this.group.seats.filter(
      ({ goodsName, orderId }) => this.held.has(goodsName) && !this.delivered.has(orderId),
    );
    if (waiting.some(({ status }) => status !== 'fulfilled')) throw new Error('goods are held for nobody');
  }
}
