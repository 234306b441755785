import { isWellTyped } from '../../../shared-types/counter-code';
import type { CouponId, MemberId, OrderId, WinId } from '../../../shared-types/ids';
import { readOrderNumber } from '../groupbuy/order-number';

/** What a text that somebody read out or pasted may name; every one of them leads to one member at most. */
export type Sought =
  | { by: 'member'; memberId: MemberId }
  | { by: 'coupon'; couponId: CouponId }
  | { by: 'win'; winId: WinId }
  /** An order's id, the number it was paid under, or that of a refund of it. */
  | { by: 'order'; orderId: OrderId }
  /** Twelve digits: the number of a sold pass, or what is typed for a coupon or a holder. */
  | { by: 'number'; digits: string }
  /** What a counter scans. */
  | { by: 'code'; code: string };

const ID = /^(mbr|cpn|win)_[A-Za-z0-9_]{1,36}$/;

/** Spaces, and dashes between figures, are of the hand that wrote it. null: nothing that leads to a member. */
export function soughtIn(text: string): Sought | null {
  const bare = text.replace(/\s/g, '');
  const digits = bare.replace(/-/g, '');
  if (isWellTyped(digits)) return { by: 'number', digits };
  const order = readOrderNumber(bare);
  if (order) return { by: 'order', orderId: order.orderId };
  switch (ID.exec(bare)?.[1]) {
    case 'mbr':
      return { by: 'member', memberId: bare as MemberId };
    case 'cpn':
      return { by: 'coupon', couponId: bare as CouponId };
    case 'win':
      return { by: 'win', winId: bare as WinId };
    default:
      return bare.startsWith('A1.') ? { by: 'code', code: bare } : null;
  }
}
