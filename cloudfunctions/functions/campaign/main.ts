import { campaignOps } from '../../../shared-types/contract/campaign';
import { serve } from '../../platform/edge';
import { board } from '../../usecases/checkin/board';
import { makeUp } from '../../usecases/checkin/make-up';
import { sign } from '../../usecases/checkin/sign';
import { checkinStatus } from '../../usecases/checkin/status';

/** What brings people back: check-in. */
export const main = serve('campaign', campaignOps, {
  'checkin.status': checkinStatus,
  'checkin.sign': sign,
  'checkin.makeUp': makeUp,
  'checkin.board': board,
});
