import type { DeskWaiting } from '../../../shared-types/contract/admin-reads';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';

/** Counted up to here: nobody works through more in a sitting. */
const MOST = 100;

/**
 * How much waits for the people at the desk: four requests in one round, of at most a hundred rows each, by index, so
 * that it costs the same whatever the park has behind it. Conflicts of scans are counted where they are read.
 */
export async function waitingAtDesk(_input: object, { db, keys, openid }: Ctx): Promise<Result<DeskWaiting>> {
  const some = (collection: 'groups' | 'wins', filter: Filter) =>
    db.find(collection, filter, { limit: MOST, fields: ['_id'] });
  const [staff, refunds, deliveries, books] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    some('groups', { stuckAt: _.gt(0) }),
    some('wins', { waits: 'claimed' }),
    db.find('books', { _id: 'latest' }, { limit: 1, fields: ['differences'] }),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done({
    refunds: refunds.length,
    deliveries: actsAs(staff, ['operator']) ? deliveries.length : null,
    differences: Math.min(MOST, books[0]?.differences.length ?? 0),
  });
}
