import { checkinOps } from './checkin';
import { groupbuyOps } from './groupbuy';

/** Cloud function `campaign`: what brings people back; the lottery joins here. */
export const campaignOps = { ...checkinOps, ...groupbuyOps };
