import type { OrderView, PaymentView } from '@shared/contract';
import { useState } from 'react';
import { refresh } from '../../api/answers';
import { call } from '../../api/call';
import type { Fault, Refused } from '../../api/outcome';
import { pay } from '../../platform/pay';

/** What is bought, and how. */
export type Wish =
  | { how: 'open' | 'alone'; campaignId: string; quantity: number }
  | { how: 'join'; groupId: string; quantity: number };

type Placed = { order: OrderView; payment: PaymentView };
type Answer = { ok: true; value: Placed } | Fault | Refused;

/** Places the order; ids and pieces only, everything else is the cloud's. */
function place(wish: Wish): Promise<Answer> {
  const { quantity } = wish;
  if (wish.how === 'join') {
    const groupId = wish.groupId as OrderView['groupId'] & string;
    return call('campaign', 'groupbuy.join', { groupId, quantity }) as Promise<Answer>;
  }
  const campaignId = wish.campaignId as OrderView['campaignId'];
  const op = wish.how === 'open' ? 'groupbuy.open' : 'groupbuy.buyAlone';
  return call('campaign', op, { campaignId, quantity }) as Promise<Answer>;
}

/** An order and its pay sheet. `paid`: where to look after a sheet that said yes; `unpaid`: where it can be paid later. */
export function usePurchase(
  paid: (order: OrderView) => unknown,
  unpaid: (order: Pick<OrderView, 'orderId'>) => unknown,
) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Fault | Refused>();
  async function buy(wish: Wish): Promise<void> {
    setBusy(true);
    setTrouble(undefined);
    const answered = await place(wish);
    if (answered.ok) {
      const { order } = answered.value;
      await ((await settle(answered.value)) ? paid(order) : unpaid(order));
    } else {
      const orderId = heldOrder(answered);
      if (orderId) await unpaid({ orderId });
      else setTrouble(answered);
    }
    setBusy(false);
  }
  return { busy, trouble, buy };
}

/** The pay sheet of an order. True if the phone may look for the payment now. An order that needs no sheet any more has none. */
export async function settle({ order, payment }: Placed): Promise<boolean> {
  if (order.status !== 'pending') return true;
  const { outTradeNo, amount, title } = order;
  const said = await pay(payment, { outTradeNo, amount, title });
  refreshOrders();
  return said === 'done';
}

/** The seat is held although the provider had no pay sheet just now: it can be paid from the order. */
function heldOrder(answered: Fault | Refused): OrderView['orderId'] | undefined {
  if (!('refusal' in answered) || answered.refusal.code !== 'payment_unavailable') return undefined;
  const { orderId } = (answered.refusal.detail ?? {}) as { orderId?: OrderView['orderId'] };
  return orderId;
}

export const refreshOrders = () => refresh('campaign', 'order.list', {});
