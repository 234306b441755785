import type { GroupDoc } from '../domain/groupbuy/group';
import type { MoneyRow } from '../domain/groupbuy/money';
import { _, type Db, type Filter, MAX_ROWS } from '../platform/db';
import { waitingIn } from './outbox';

/** Every row of the money ledger, those still in outboxes included, by pages of a thousand. */
export async function moneyRows(db: Db): Promise<MoneyRow[]> {
  const waiting = await waitingIn(db, 'groups');
  const rows = new Map<string, MoneyRow>();
  for (let after = 'mny_'; ; ) {
    // Ids of money rows begin alike: one range of the index that every collection has.
    const range = { _id: _.and([_.gt(after), _.lt('mny`')]) };
    const page = (await db.find('ledger', range as Filter, {
      order: [['_id', 'asc']],
      limit: MAX_ROWS,
    })) as MoneyRow[];
    for (const row of page) rows.set(row._id, row);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) break;
    after = last._id;
  }
  for (const entry of waiting) if (entry.to === 'ledger') rows.set(entry.d._id, entry.d);
  return [...rows.values()];
}

/** Numbers of refunds the provider is still being asked for. */
export async function refundsInFlight(db: Db): Promise<Set<string>> {
  const groups: Array<Pick<GroupDoc, 'seats' | 'unmatched'>> = await db.find(
    'groups',
    { wake: _.gt(0) },
    { fields: ['seats', 'unmatched'], limit: MAX_ROWS },
  );
  const refunds = groups.flatMap(({ seats, unmatched }) => [
    ...seats.flatMap((seat) => seat.refunds),
    ...unmatched.map(({ refund }) => refund),
  ]);
  return new Set(refunds.filter(({ status }) => status === 'due').map(({ outRefundNo }) => outRefundNo));
}
