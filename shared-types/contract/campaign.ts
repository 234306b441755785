import { groupbuyOps } from './groupbuy';

/** Cloud function `campaign`. */
export const campaignOps = { ...groupbuyOps };
