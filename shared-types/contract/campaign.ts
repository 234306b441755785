import { checkinOps } from './checkin';
import { groupbuyOps } from './groupbuy';
import { lotteryOps } from './lottery';

/** Cloud function `campaign`: what brings people back. */
export const campaignOps = { ...checkinOps, ...groupbuyOps, ...lotteryOps };
