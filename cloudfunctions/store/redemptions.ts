import type { Instant, StoreId } from '../../shared-types/ids';
import type { RedemptionRow, UndoRow } from '../domain/coupon/ledger';
import type { Cursor } from '../domain/cursor';
import type { LedgerRow } from '../domain/ledger';
import { _, type Db, type Filter, MAX_ROWS } from '../platform/db';
import { waitingIn } from './outbox';

export type CounterRow = RedemptionRow | UndoRow;
export interface Window {
  storeIds: StoreId[];
  types: ReadonlyArray<CounterRow['type']>;
  from: Instant;
  /** Exclusive. */
  to: Instant;
}

/**
 * Rows of the counter that are decided and not in the ledger yet: they count as having happened. To be read before the
 * ledger, so that a row which a job writes in between is not missed.
 */
export async function waitingRows(db: Db): Promise<CounterRow[]> {
  const [coupons, passes] = await Promise.all([waitingIn(db, 'coupons'), waitingIn(db, 'passes')]);
  const rows: LedgerRow[] = [
    ...coupons.map(({ d }) => d),
    ...passes.flatMap((entry) => (entry.to === 'ledger' ? [entry.d] : [])),
  ];
  return rows.filter(isCounterRow);
}

/** The newest rows of a window, at most `limit`, or those that come after a place in that order. */
export async function newestRows(
  db: Db,
  waiting: CounterRow[],
  window: Window,
  limit: number,
  after: Cursor | null = null,
): Promise<CounterRow[]> {
  const { storeIds, types, from, to } = window;
  const inside = { storeId: _.in(storeIds), type: _.in([...types]), at: _.and([_.gte(from), _.lt(to)]) };
  // Many rows may be of one instant: the id says which of them are still to come.
  const older = after && _.or([{ at: _.lt(after.at) }, { at: after.at, _id: _.lt(after.id) }]);
  const written = await db.find('ledger', (older ? _.and([inside, older]) : inside) as unknown as Filter, {
    order: [
      ['at', 'desc'],
      ['_id', 'desc'],
    ],
    limit,
  });
  const rows = new Map<string, CounterRow>();
  for (const row of written) if (isCounterRow(row)) rows.set(row._id, row);
  for (const row of waiting)
    if (isInside(row, window) && (!after || isAfter(row, after))) rows.set(row._id, row);
  return [...rows.values()].sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1)).slice(0, limit);
}

/** Every row of the window, however many: a shift of a busy store is more than one answer can hold. */
export async function everyCounterRow(db: Db, window: Window): Promise<CounterRow[]> {
  const waiting = await waitingRows(db);
  const all: CounterRow[] = [];
  for (let after: Cursor | null = null; ; ) {
    const page: CounterRow[] = await newestRows(db, waiting, window, MAX_ROWS, after);
    all.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return all;
    after = { at: last.at, id: last._id };
  }
}

const isCounterRow = (row: LedgerRow): row is CounterRow => row.type === 'redemption' || row.type === 'undo';
const isInside = (row: CounterRow, { storeIds, types, from, to }: Window): boolean =>
  storeIds.includes(row.storeId) && types.includes(row.type) && row.at >= from && row.at < to;
const isAfter = (row: CounterRow, after: Cursor): boolean =>
  row.at < after.at || (row.at === after.at && row._id < after.id);
