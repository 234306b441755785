import type { OrderView } from '@shared/contract';
import { orders as texts } from '../../texts/groupbuy';
import { momentOf } from '../../ui/format';

/** How an order stands, in a sentence. `confirming`: the pay sheet said yes, the provider has not been heard yet. */
export function lineOf(order: OrderView, now: number, confirming: boolean): string {
  const { lines } = texts;
  switch (order.status) {
    case 'pending':
      if (confirming) return lines.confirming;
      return (order.payUntil ?? 0) > now ? lines.pending : lines.pendingOver;
    case 'paid':
      return order.groupId ? waitsLine(order, now) : lines.paidAlone;
    case 'refunding':
      return order.delayed ? lines.refundLate : lines.refunding;
    case 'fulfilled':
      return order.delayed ? lines.differenceLate : lines.fulfilled;
    default:
      return lines[order.status];
  }
}

/** What a paid order waits for: who is missing until when, or the deadline alone, where enough have paid. */
function waitsLine({ waits }: OrderView, now: number): string {
  const { lines } = texts;
  if (!waits) return lines.paidGroup;
  const until = waits.until === null ? lines.atEnd : `${momentOf(waits.until, now)} `;
  const missing = waits.least - waits.paid;
  return missing > 0 ? lines.paidWaits(missing, until) : lines.paidEnough(until);
}
