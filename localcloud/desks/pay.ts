import type { Clock, Engine, Runtime } from '../types.ts';
import type { DeskCollection } from './desk-collection.ts';
import { DeskError } from './desk-error.ts';
import { DAY_MS, payTime, startOfParkDay } from './park-day.ts';
import { callBack, nextCallback } from './pay-callback.ts';
import { payOrders, payRefunds } from './pay-collections.ts';
import { digits, refuseOddPayment, refuseRefund, repeatedOrder, repeatedRefund } from './pay-rules.ts';
import {
  type BillRow,
  type NewOrder,
  type NewRefund,
  type Payment,
  type PaymentResult,
  type PayOrder,
  type PayRefund,
  PayRefused,
} from './pay-types.ts';

/**
 * WeChat Pay: orders and refunds, durable in the engine. What merchants call (place, query, close, refund) throws
 * PayRefused; what a person at the desk calls (pay, failRefunds, bill) throws DeskError.
 */
export class PayDesk {
  readonly #clock: Clock;
  readonly #runtime: Pick<Runtime, 'invoke'>;
  readonly #orders: DeskCollection<PayOrder>;
  readonly #refunds: DeskCollection<PayRefund>;
  readonly #scheduled = new Set<NodeJS.Timeout>();
  #failingRefunds = 0;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(deps: { engine: Engine; clock: Clock; runtime: Pick<Runtime, 'invoke'> }) {
    this.#clock = deps.clock;
    this.#runtime = deps.runtime;
    this.#orders = payOrders(deps.engine);
    this.#refunds = payRefunds(deps.engine);
  }

  /** Places an order; placing the same one again answers the same order. */
  place(wanted: NewOrder): Promise<PayOrder> {
    return this.#inTurn(async () => {
      const known = await this.#orders.get(wanted.outTradeNo);
      if (known) return repeatedOrder(known, wanted);
      const { outTradeNo, ...order } = wanted;
      const placed: PayOrder = {
        ...order,
        _id: outTradeNo,
        prepayId: `wx_local_${outTradeNo}`,
        createdAt: this.#clock.now(),
        state: 'NOTPAY',
      };
      await this.#orders.put(placed);
      return placed;
    });
  }

  async query(outTradeNo: string): Promise<PayOrder> {
    const order = await this.#orders.get(outTradeNo);
    if (!order) throw new PayRefused('ORDERNOTEXIST', '此交易订单号不存在');
    return order;
  }

  close(outTradeNo: string): Promise<void> {
    return this.#inTurn(async () => {
      const order = await this.query(outTradeNo);
      if (order.state === 'SUCCESS') throw new PayRefused('ORDERPAID', '订单已支付');
      if (order.state === 'CLOSED') throw new PayRefused('ORDERCLOSED', '订单已关闭');
      await this.#orders.put({ ...order, state: 'CLOSED' });
    });
  }

  /** Refunds a paid order, at once; the same out_refund_no again answers the refund made before. */
  refund(wanted: NewRefund): Promise<PayRefund> {
    return this.#inTurn(async () => {
      if (this.#failingRefunds > 0) {
        this.#failingRefunds -= 1;
        throw new PayRefused('SYSTEMERROR', '接口返回错误，请用相同的参数再次调用');
      }
      const known = await this.#refunds.get(wanted.outRefundNo);
      if (known) return repeatedRefund(known, wanted);
      const order = await this.query(wanted.outTradeNo);
      refuseRefund(order, await this.#refundedOf(order._id), wanted);
      const refund: PayRefund = {
        _id: wanted.outRefundNo,
        outTradeNo: order._id,
        refundFee: wanted.refundFee,
        refundId: `503${digits(wanted.outRefundNo, 25)}`,
        at: this.#clock.now(),
      };
      await this.#refunds.put(refund);
      return refund;
    });
  }

  async refundsOf(outTradeNo: string): Promise<PayRefund[]> {
    return this.#refunds.find({ filter: { outTradeNo }, sort: { at: 1 } });
  }

  async findRefund(outRefundNo: string): Promise<PayRefund> {
    const refund = await this.#refunds.get(outRefundNo);
    if (!refund) throw new PayRefused('REFUNDNOTEXIST', '退款订单查询失败');
    return refund;
  }

  /** The payer pays (also an order that is closed: a late payment), fails to, or never does. */
  async pay(outTradeNo: string, payment: Payment = {}): Promise<PaymentResult> {
    refuseOddPayment(payment);
    const order = await this.#orders.get(outTradeNo);
    if (!order) throw new DeskError(404, `no order ${outTradeNo}`);
    const delayMs = payment.delayMs ?? 0;
    if (!(delayMs > 0)) return this.#settle(outTradeNo, payment);
    const timer = setTimeout(() => {
      this.#scheduled.delete(timer);
      this.#settle(outTradeNo, payment).catch((error) => console.error('pay desk:', error));
    }, delayMs);
    this.#scheduled.add(timer);
    return { outTradeNo, state: 'SCHEDULED', callbacks: [] };
  }

  /** The next n refund attempts fail. */
  failRefunds(n: number): void {
    if (!Number.isInteger(n) || n < 0) throw new DeskError(400, 'fail must be a whole number');
    this.#failingRefunds = n;
  }

  /** Payments and refunds, oldest first. @param day park day `YYYY-MM-DD`; without it all rows */
  async bill(day?: string): Promise<BillRow[]> {
    const start = day === undefined ? undefined : startOfParkDay(day);
    if (Number.isNaN(start)) throw new DeskError(400, 'day must be YYYY-MM-DD');
    const when = start === undefined ? { $exists: true } : { $gte: start, $lt: start + DAY_MS };
    const payments = await this.#orders.find({ filter: { paidAt: when } });
    const refunds = await this.#refunds.find({ filter: { at: when } });
    const rows: BillRow[] = [
      ...payments.map((o) => ({ outTradeNo: o._id, amount: o.paid ?? o.totalFee, at: o.paidAt ?? 0 })),
      ...refunds.map((r) => ({
        outTradeNo: r.outTradeNo,
        outRefundNo: r._id,
        amount: r.refundFee,
        at: r.at,
      })),
    ];
    return rows.sort((a, b) => a.at - b.at);
  }

  /**
   * Repeats the callbacks that nobody has answered with `{ errcode: 0 }` and that are due by the clock, as WeChat does
   * over two days. Answers how many it made.
   */
  async repeatCallbacks(): Promise<number> {
    const due = await this.#orders.find({ filter: { 'notify.dueAt': { $lte: this.#clock.now() } } });
    for (const order of due) await this.#notify(order, 1, order.notify?.attempts ?? 0);
    return due.length;
  }

  async clear(): Promise<void> {
    for (const timer of this.#scheduled) clearTimeout(timer);
    this.#scheduled.clear();
    this.#failingRefunds = 0;
    await this.#inTurn(async () => {
      await this.#orders.clear();
      await this.#refunds.clear();
    });
  }

  async #settle(outTradeNo: string, payment: Payment): Promise<PaymentResult> {
    const result = payment.result ?? 'success';
    const order = await this.#inTurn(() => this.#decide(outTradeNo, result, payment.amount));
    const callbacks = result === 'success' ? await this.#notify(order, payment.callbacks ?? 1, 0) : [];
    return { outTradeNo, state: order.state, callbacks };
  }

  async #decide(
    outTradeNo: string,
    result: 'success' | 'fail' | 'never',
    amount?: number,
  ): Promise<PayOrder> {
    const order = await this.#orders.get(outTradeNo);
    if (!order) throw new DeskError(404, `no order ${outTradeNo}`);
    // Nobody pays an order twice; the desk may call back for it again.
    if (order.state === 'SUCCESS' || result === 'never') return order;
    if (result === 'fail') {
      if (order.state === 'NOTPAY') await this.#orders.put({ ...order, state: 'PAYERROR' });
      return { ...order, state: order.state === 'NOTPAY' ? 'PAYERROR' : order.state };
    }
    const now = this.#clock.now();
    const paid: PayOrder = {
      ...order,
      state: 'SUCCESS',
      paid: amount ?? order.totalFee,
      paidAt: now,
      transactionId: `4200${payTime(now)}${digits(outTradeNo, 10)}`,
    };
    await this.#orders.put(paid);
    return paid;
  }

  /** Calls back `times` at once, without a turn: the function may query, close or refund meanwhile. */
  async #notify(order: PayOrder, times: number, before: number): Promise<PaymentResult['callbacks']> {
    if (times <= 0) return [];
    const callbacks = await Promise.all(Array.from({ length: times }, () => callBack(this.#runtime, order)));
    const next = callbacks.some((one) => one.ok) ? undefined : nextCallback(before + 1, this.#clock.now());
    await this.#inTurn(async () => {
      const now = await this.#orders.get(order._id);
      if (!now) return;
      const { notify, ...rest } = now;
      if (next || notify) await this.#orders.put(next ? { ...rest, notify: next } : rest);
    });
    return callbacks;
  }

  async #refundedOf(outTradeNo: string): Promise<number> {
    return (await this.refundsOf(outTradeNo)).reduce((sum, refund) => sum + refund.refundFee, 0);
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
