import type { OrderStatus, OrderView } from '@shared/contract';
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

/** Whether its owner may ask for the money back: in a group until it is full, later while no coupon was used. */
export const canAskBack = ({ status }: OrderView): boolean => status === 'paid' || status === 'fulfilled';
