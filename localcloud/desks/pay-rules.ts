import { createHash } from 'node:crypto';
import { DeskError } from './desk-error.ts';
import {
  type NewOrder,
  type NewRefund,
  type Payment,
  type PayOrder,
  type PayRefund,
  PayRefused,
} from './pay-types.ts';

/** Throws DeskError for a decision at the pay desk that makes no sense. */
export function refuseOddPayment({ result, callbacks = 1, delayMs = 0, amount = 1 }: Payment): void {
  if (result !== undefined && !['success', 'fail', 'never'].includes(result)) {
    throw new DeskError(400, 'result must be success, fail or never');
  }
  if (!Number.isInteger(callbacks) || callbacks < 0 || callbacks > 100) {
    throw new DeskError(400, 'callbacks must be a whole number from 0 to 100');
  }
  if (typeof delayMs !== 'number' || !(delayMs >= 0))
    throw new DeskError(400, 'delayMs must be a number of milliseconds');
  if (!Number.isInteger(amount) || amount <= 0)
    throw new DeskError(400, 'amount must be a whole number of fen');
}

/** The order known under this number, if placing it again is no contradiction; else PayRefused. */
export function repeatedOrder(known: PayOrder, wanted: NewOrder): PayOrder {
  if (known.state === 'SUCCESS') throw new PayRefused('ORDERPAID', '该订单已支付');
  if (known.state === 'CLOSED') throw new PayRefused('ORDERCLOSED', '该订单已关闭');
  if (known.totalFee !== wanted.totalFee || known.openid !== wanted.openid) {
    throw new PayRefused('OUT_TRADE_NO_USED', '商户订单号重复');
  }
  return known;
}

/** The refund known under this number, if it is the same one; else PayRefused. */
export function repeatedRefund(known: PayRefund, wanted: NewRefund): PayRefund {
  if (known.outTradeNo === wanted.outTradeNo && known.refundFee === wanted.refundFee) return known;
  throw new PayRefused('REFUND_FEE_MISMATCH', '订单金额或退款金额与之前请求不一致，请核实后再试');
}

/** Throws PayRefused unless this much can go back. @param refunded fen that went back before */
export function refuseRefund(order: PayOrder, refunded: number, wanted: NewRefund): void {
  if (order.state !== 'SUCCESS') throw new PayRefused('TRADE_STATE_ERROR', '订单状态错误');
  const paid = order.paid ?? order.totalFee;
  if (wanted.totalFee !== paid && wanted.totalFee !== order.totalFee) {
    throw new PayRefused('REFUND_FEE_MISMATCH', '订单金额与支付金额不一致');
  }
  if (refunded + wanted.refundFee > paid) throw new PayRefused('ERROR', '累计退款金额大于支付金额');
}

/** A fixed number of digits that follows from a text, for ids that WeChat would draw. */
export function digits(text: string, length: number): string {
  const number = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`).toString();
  return number.slice(0, length);
}
