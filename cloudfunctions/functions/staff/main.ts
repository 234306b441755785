import { staffOps } from '../../../shared-types/contract/staff';
import { serve } from '../../platform/edge';
import { confirm } from '../../usecases/redemption/confirm';
import { conflicts } from '../../usecases/redemption/conflicts';
import { history } from '../../usecases/redemption/history';
import { preview } from '../../usecases/redemption/preview';
import { resolve } from '../../usecases/redemption/resolve';
import { shiftSummary } from '../../usecases/redemption/shift';
import { sync } from '../../usecases/redemption/sync';
import { undo } from '../../usecases/redemption/undo';
import { staffMe } from '../../usecases/staff/me';
import { offlineKit } from '../../usecases/staff/offline-kit';

/** The counter: every operation reads the caller's staff row anew. */
export const main = serve('staff', staffOps, {
  'staff.me': staffMe,
  'redemption.preview': preview,
  'redemption.confirm': confirm,
  'redemption.undo': undo,
  'redemption.history': history,
  'redemption.sync': sync,
  'redemption.conflicts': conflicts,
  'redemption.resolve': resolve,
  'shift.summary': shiftSummary,
  'staff.offlineKit': offlineKit,
});
