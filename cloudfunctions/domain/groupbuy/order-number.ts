import type { OrderId } from '../../../shared-types/ids';

/** `store/groups.orderNames` makes them: 30 characters; a refund adds a letter, an order's id has a prefix. */
const NUMBER = /^(?:ord_)?([a-z2-9]{30})[a-z]?$/;

export interface OrderNumber {
  outTradeNo: string;
  orderId: OrderId;
}

/**
 * The order somebody means who read a number off a page, a bill or another's phone: its own number, its id, or that of
 * one of its refunds; spaces and capitals do not matter. null: no such thing.
 */
export function readOrderNumber(text: string): OrderNumber | null {
  const [, outTradeNo] = NUMBER.exec(text.replace(/\s/g, '').toLowerCase()) ?? [];
  return outTradeNo ? { outTradeNo, orderId: `ord_${outTradeNo}` as OrderId } : null;
}
