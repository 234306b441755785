import type { OrderView } from '@shared/contract';

/** A paid order whose coupons are not in the wallet yet: they follow with the next tick of the cloud. */
export const isComing = ({ status, groupId }: OrderView): boolean =>
  status === 'grouped' || (status === 'paid' && groupId === null);
