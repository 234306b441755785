import type { StaffView } from '../../../shared-types/contract/staff';
import { done, type Result, refuse } from '../../domain/result';
import { storeViews } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';

/** Who I am to the park's counters. Others are told their own openid: what `staff.save` would name them by. */
export async function staffMe(_input: object, { openid, db, keys, now }: Ctx): Promise<Result<StaffView>> {
  const [staff, stores] = await Promise.all([db.get('staff', keys.staffId(openid)), allStores(db, now)]);
  if (!staff?.active || staff.role === 'tester') return refuse('not_allowed', { openid });
  return done({ role: staff.role, name: staff.name, stores: storeViews(staff.stores, stores) });
}
