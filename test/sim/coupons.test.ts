import { simulate } from './run.ts';
import { simulated } from './suite.ts';

simulated('coupons under random people and faults', {
  simulate,
  plan: { parts: 5, powerCuts: 3 },
  happened: [
    'coupon.claim ok',
    'redemption.confirm ok',
    'synced accepted',
    'power cut',
    'bundle undone for want of a part',
  ],
});
