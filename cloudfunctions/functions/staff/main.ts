import { staffOps } from '../../../shared-types/contract/staff';
import { serve } from '../../platform/edge';
import { confirm } from '../../usecases/redemption/confirm';
import { preview } from '../../usecases/redemption/preview';
import { staffMe } from '../../usecases/staff/me';

/** The counter: every operation reads the caller's staff row anew. */
export const main = serve('staff', staffOps, {
  'staff.me': staffMe,
  'redemption.preview': preview,
  'redemption.confirm': confirm,
});
