import type { ShiftView } from '../../../shared-types/contract/staff';
import type { ParkDay, StoreId } from '../../../shared-types/ids';
import { DAY_MS, startOfParkDay } from '../../../shared-types/park-day';
import { shiftOf } from '../../domain/coupon/shift';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs, COUNTER_ROLES, worksIn } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { everyCounterRow } from '../../store/redemptions';
import { namesOf } from '../../store/staff';

/** A day of one of my stores, by offer and by clerk. */
export async function shiftSummary(
  { storeId, day }: { storeId: StoreId; day: ParkDay },
  { db, keys, openid }: Ctx,
): Promise<Result<ShiftView>> {
  const staff = await db.get('staff', keys.staffId(openid));
  if (!actsAs(staff, COUNTER_ROLES)) return refuse('not_allowed');
  if (!worksIn(staff, storeId)) return refuse('store_not_allowed');
  const from = startOfParkDay(day);
  const types = ['redemption', 'undo'] as const;
  const rows = await everyCounterRow(db, { storeIds: [storeId], types, from, to: from + DAY_MS });
  const clerkOf = await namesOf(
    db,
    rows.map(({ by }) => by),
  );
  return done(shiftOf(rows, { storeId, day, clerkOf }));
}
