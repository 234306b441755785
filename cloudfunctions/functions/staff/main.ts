import { staffOps } from '../../../shared-types/contract/staff';
import { serve } from '../../platform/edge';
import { confirm } from '../../usecases/redemption/confirm';
import { history } from '../../usecases/redemption/history';
import { preview } from '../../usecases/redemption/preview';
import { shiftSummary } from '../../usecases/redemption/shift';
import { undo } from '../../usecases/redemption/undo';
import { staffMe } from '../../usecases/staff/me';

/** The counter: every operation reads the caller's staff row anew. */
export const main = serve('staff', staffOps, {
  'staff.me': staffMe,
  'redemption.preview': preview,
  'redemption.confirm': confirm,
  'redemption.undo': undo,
  'redemption.history': history,
  'shift.summary': shiftSummary,
});
