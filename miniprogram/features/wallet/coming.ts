import type { OrderView } from '@shared/contract';
import { useCallback, useEffect } from 'react';
import { create } from 'zustand';
import { refresh } from '../../api/answers';
import { useLookAgain } from '../../api/use-look-again';
import { isComing } from './is-coming';

/** Much longer than a tick: if they are not there by then, nobody is told any more that they come at once. */
const GIVE_UP_MS = 5 * 60_000;

interface Expected {
  orderId?: OrderView['orderId'] | undefined;
  since: number;
}
const useExpected = create<Expected>(() => ({ since: 0 }));

/** What an order's page knows is what the wallet waits for. */
export function useTellWallet(order: OrderView | null | undefined): void {
  const orderId = order && isComing(order) ? order.orderId : undefined;
  useEffect(() => {
    if (orderId && useExpected.getState().orderId !== orderId)
      useExpected.setState({ orderId, since: Date.now() });
  }, [orderId]);
}

/** Whether coupons of an order are on their way; looks for them while the page is open. `arrived`: they are there now. */
export function useComing(arrived: () => Promise<unknown>): boolean {
  const orderId = useExpected((state) => state.orderId);
  const look = useCallback(async () => {
    if (!orderId) return;
    const { value } = await refresh('campaign', 'order.detail', { orderId });
    const isThere = value !== undefined && !isComing(value);
    if (!isThere && Date.now() - useExpected.getState().since < GIVE_UP_MS) return;
    await arrived();
    useExpected.setState({ orderId: undefined });
  }, [orderId, arrived]);
  useLookAgain(orderId && 'goods', look);
  return orderId !== undefined;
}
