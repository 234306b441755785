import { simulated } from '../suite.ts';
import { simulateGroupbuy } from './run.ts';

simulated('group-buys under random people, payments and faults', {
  simulate: simulateGroupbuy,
  plan: { parts: 4, powerCuts: 2 },
  happened: [
    'groupbuy.join ok',
    'groupbuy.open sold_out',
    'order.cancel ok',
    'order.refund ok',
    'coupon.accept ok',
    'groupbuy.save ok',
    'paid: late',
    'paid: another amount',
    'group full',
    'power cut',
  ],
});
