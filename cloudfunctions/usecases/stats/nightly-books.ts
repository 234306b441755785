import type { ReconcileView } from '../../../shared-types/contract/books';
import type { ParkDay } from '../../../shared-types/ids';
import { BILL_DIFFERS } from '../../domain/groupbuy/books';
import { _, MAX_ROWS } from '../../platform/db';
import { log } from '../../platform/log';
import type { TimerCtx } from '../../platform/timer';
import { groupOfPayment } from '../../store/groups';
import { hear } from '../groupbuy/hear';
import { booksAt } from './reconcile';

/** Reconciles the park's books and keeps the answer, for the operator's page and for the record. */
export async function nightlyBooks(ctx: TimerCtx, day: ParkDay): Promise<null> {
  const { db } = ctx;
  const read = () => settledBooks(() => booksAt(ctx));
  const first = await read();
  const books = (await hearOfUnbooked(ctx, first)) ? await read() : first;
  await db.put('books', { _id: day, ...books });
  await db.put('books', { _id: 'latest', ...books });
  return null;
}

/**
 * Payments of orders that are over, in the provider's bill and not in our books: nobody has reported them, and nobody
 * asks for an order that is closed. Numbers of no order of ours are left alone. Answers whether there were any.
 */
async function hearOfUnbooked(ctx: TimerCtx, { differences }: ReconcileView): Promise<boolean> {
  const numbers = differences
    .filter(({ what, found }) => what === BILL_DIFFERS && found === 0)
    .map(({ id }) => id);
  const ids = [...new Set(numbers.map(groupOfPayment))].slice(0, MAX_ROWS);
  if (ids.length === 0) return false;
  const groups = await ctx.db.find('groups', { _id: _.in(ids) }, { fields: ['seats'], limit: MAX_ROWS });
  const ours = new Set(groups.flatMap(({ seats }) => seats.map(({ outTradeNo }) => outTradeNo)));
  const unheard = numbers.filter((number) => ours.has(number));
  // Without an answer of the provider the row stays in the books, and is asked for the next night.
  for (const number of unheard)
    await hear(ctx, number).catch((fault) =>
      log({ fn: 'jobs', op: 'nightlyBooks', outcome: 'unheard', fault }),
    );
  return unheard.length > 0;
}

/** Reads that race with claims may differ for a moment; a difference that is real is there again. */
async function settledBooks(read: () => Promise<ReconcileView>): Promise<ReconcileView> {
  const first = await read();
  if (first.differences.length === 0) return first;
  const second = await read();
  const before = new Set(first.differences.map(({ what, id }) => `${what} ${id}`));
  return { ...second, differences: second.differences.filter(({ what, id }) => before.has(`${what} ${id}`)) };
}
