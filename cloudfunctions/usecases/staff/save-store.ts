import type { StoreId } from '../../../shared-types/ids';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { addMissing } from '../../store/add-missing';

/** Names a counter of the park. The name is all a store has, so saving it twice is saving it once. */
export async function saveStore(
  input: { storeId: StoreId; name: string },
  { db, keys, openid }: Ctx,
): Promise<Result<{ storeId: StoreId }>> {
  const staff = await db.get('staff', keys.staffId(openid));
  if (!actsAs(staff, ['operator'])) return refuse('not_allowed');
  await addMissing(db, 'stores', [{ _id: input.storeId, name: input.name }]);
  await db.update('stores', { _id: input.storeId }, { name: input.name });
  return done({ storeId: input.storeId });
}
