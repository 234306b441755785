import type { Engine } from '../types.ts';
import { DeskCollection } from './desk-collection.ts';
import type { PayOrder, PayRefund } from './pay-types.ts';

/** Orders as the pay desk keeps them; the demo park's paid ones are put here too. */
export const payOrders = (engine: Engine) =>
  new DeskCollection<PayOrder>(engine, 'orders', ['paidAt', 'notify.dueAt']);
export const payRefunds = (engine: Engine) =>
  new DeskCollection<PayRefund>(engine, 'refunds', ['outTradeNo', 'at']);
