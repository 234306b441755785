import type { Instant, StoreId } from '../../shared-types/ids';
import type { RedemptionRow, UndoRow } from '../domain/coupon/ledger';
import type { LedgerRow } from '../domain/ledger';
import { _, type Db, type Filter, MAX_ROWS } from '../platform/db';
import { dirty } from './outbox';

export type CounterRow = RedemptionRow | UndoRow;
export interface Window {
  storeIds: StoreId[];
  from: Instant;
  /** Exclusive. */
  to: Instant;
}

/**
 * Rows of the counter in a window, newest first, at most `limit`. What is still in an outbox counts as having
 * happened, so the coupons and passes whose ledger rows are not written yet are asked too.
 */
export async function counterRows(db: Db, window: Window, limit: number): Promise<CounterRow[]> {
  const inside = { storeId: _.in(window.storeIds), at: _.and([_.gte(window.from), _.lt(window.to)]) };
  const order: Array<[string, 'desc']> = [['at', 'desc']];
  const [written, coupons, passes] = await Promise.all([
    db.find('ledger', inside as Filter, { order, limit }),
    db.find('coupons', dirty(), { fields: ['ob'], limit: MAX_ROWS }),
    db.find('passes', dirty(), { fields: ['ob'], limit: MAX_ROWS }),
  ]);
  const waiting: LedgerRow[] = [
    ...coupons.flatMap(({ ob }) => ob.map(({ d }) => d)),
    ...passes.flatMap(({ ob }) => ob.flatMap((entry) => (entry.to === 'ledger' ? [entry.d] : []))),
  ];
  const rows = new Map<string, CounterRow>();
  for (const row of [...written, ...waiting])
    if (isCounterRow(row) && isInside(row, window)) rows.set(row._id, row);
  return [...rows.values()].sort((a, b) => b.at - a.at || (a._id < b._id ? 1 : -1)).slice(0, limit);
}

/** Every row of the window, however many: a shift of a busy store is more than one answer can hold. */
export async function allCounterRows(db: Db, window: Window): Promise<CounterRow[]> {
  const all = new Map<string, CounterRow>();
  for (let to = window.to; ; ) {
    const page = await counterRows(db, { ...window, to }, MAX_ROWS);
    for (const row of page) all.set(row._id, row);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return [...all.values()];
    // Rows of the same instant may be cut by the limit: ask for that instant again.
    to = last.at + 1;
  }
}

const isCounterRow = (row: LedgerRow): row is CounterRow => row.type === 'redemption' || row.type === 'undo';
const isInside = (row: CounterRow, { storeIds, from, to }: Window): boolean =>
  storeIds.includes(row.storeId) && row.at >= from && row.at < to;
