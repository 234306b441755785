import type { OrderStatus, OrderView } from '@shared/contract';
import { orders as texts } from '../../texts/groupbuy';
import type { TagLook } from '../../ui/bits';

export const STATUS_LOOK: Record<OrderStatus, TagLook> = {
  pending: 'wait',
  paid: 'sea',
  grouped: 'sea',
  fulfilled: 'ok',
  closed: 'quiet',
  refunding: 'wait',
  refunded: 'quiet',
};

/** How an order stands, in a sentence. `confirming`: the pay sheet said yes, the provider has not been heard yet. */
export function lineOf(order: OrderView, now: number, confirming: boolean): string {
  const { lines } = texts;
  switch (order.status) {
    case 'pending':
      if (confirming) return lines.confirming;
      return (order.payUntil ?? 0) > now ? lines.pending : lines.pendingOver;
    case 'paid':
      return order.groupId ? lines.paidGroup : lines.paidAlone;
    default:
      return lines[order.status];
  }
}

/** Whether its owner may ask for the money back: in a group until it is full, later while no coupon was used. */
export const canAskBack = ({ status }: OrderView): boolean => status === 'paid' || status === 'fulfilled';
