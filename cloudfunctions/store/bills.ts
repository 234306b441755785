import type { ParkDay } from '../../shared-types/ids';
import type { Bill, BillPage } from '../domain/groupbuy/books';
import { _, type Db } from '../platform/db';
import type { BillRow } from '../platform/pay';

/** Rows of a bill in one document: some 200 KB. */
const ROWS_A_PAGE = 2000;
/** Documents read at once: an answer holds them. */
const PAGES_AT_ONCE = 20;

/** Keeps the provider's bill of a day that is over. Kept twice it is the same: its last page says that it is whole. */
export async function keepBill(db: Db, day: ParkDay, rows: BillRow[]): Promise<void> {
  for (let n = 0; n === 0 || n * ROWS_A_PAGE < rows.length; n++) {
    const page = rows.slice(n * ROWS_A_PAGE, (n + 1) * ROWS_A_PAGE);
    const last = (n + 1) * ROWS_A_PAGE >= rows.length;
    await db.put('bills', { _id: `${day}_${String(n).padStart(4, '0')}`, day, last, rows: page });
  }
}

/** The bills of all days that are kept whole, from the first to the last of them; null: there is none yet. */
export async function keptBill(db: Db): Promise<Bill | null> {
  const rows: Bill['rows'] = [];
  const days: ParkDay[] = [];
  for (let after = ''; ; ) {
    const pages: BillPage[] = await db.find(
      'bills',
      { _id: _.gt(after) },
      { order: [['_id', 'asc']], limit: PAGES_AT_ONCE },
    );
    for (const page of pages) {
      rows.push(...page.rows);
      if (page.last) days.push(page.day);
    }
    const last = pages.at(-1);
    if (pages.length < PAGES_AT_ONCE || !last) break;
    after = last._id;
  }
  const [from, to] = [days[0], days.at(-1)];
  return from && to ? { rows, span: { from, to } } : null;
}
