import type { ReconcileView } from '../../../shared-types/contract/admin';
import type { ParkDay } from '../../../shared-types/ids';
import type { TimerCtx } from '../../platform/timer';
import { booksAt } from './reconcile';

/** Reconciles the park's books and keeps the answer, for the operator's page and for the record. */
export async function nightlyBooks({ db, pay, now }: TimerCtx, day: ParkDay): Promise<null> {
  const books = await settledBooks(() => booksAt(db, pay, now));
  await db.put('books', { _id: day, ...books });
  await db.put('books', { _id: 'latest', ...books });
  return null;
}

/** Reads that race with claims may differ for a moment; a difference that is real is there again. */
async function settledBooks(read: () => Promise<ReconcileView>): Promise<ReconcileView> {
  const first = await read();
  if (first.differences.length === 0) return first;
  const second = await read();
  const before = new Set(first.differences.map(({ what, id }) => `${what} ${id}`));
  return { ...second, differences: second.differences.filter(({ what, id }) => before.has(`${what} ${id}`)) };
}
