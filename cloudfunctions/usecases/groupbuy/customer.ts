import type { MemberId } from '../../../shared-types/ids';
import { _, type Db } from '../../platform/db';

/** New customer: no order was ever paid before, whatever became of it since. */
export async function isNewCustomer(db: Db, memberId: MemberId): Promise<boolean> {
  const paid = { memberId, paid: _.neq(null) };
  const [group] = await db.find('groups', { seats: _.elemMatch(paid) }, { limit: 1, fields: ['status'] });
  return !group;
}
