import { checkinOps } from './checkin';

/** What brings people back: check-in; group-buy and lottery join here. */
export const campaignOps = { ...checkinOps };
