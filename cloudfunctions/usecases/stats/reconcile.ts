import type { ReconcileView } from '../../../shared-types/contract/books';
import type { OrderId, ParkDay } from '../../../shared-types/ids';
import { reconcileOffers } from '../../domain/coupon/books';
import { aboutMoney, moneyBooks, ordersOf } from '../../domain/groupbuy/books';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import { _, type Db, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { keptBill } from '../../store/bills';
import { couponCounts, everyRow, ledgerCounts } from '../../store/books';
import { differencesOfDays } from '../../store/days';
import { groupOfOrder, groupOfPayment } from '../../store/groups';
import { differencesOfIssues } from '../../store/issue-books';
import { moneyRows, refundsInFlight } from '../../store/money';
import { pointsBooks } from '../../store/points-books';
import { differencesOfUses } from '../../store/use-books';

/** Compares the park's books; the answer should be: no differences. */
export async function reconcile(_input: object, ctx: Ctx): Promise<Result<ReconcileView>> {
  const staff = await ctx.db.get('staff', ctx.keys.staffId(ctx.openid));
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done({ ...(await booksAt(ctx)), askedBy: staff.name });
}

/** What the job of a day's night found, or that of the last; null: there was none. */
export async function nightlyBooksOf(
  { day }: { day?: ParkDay | undefined },
  { db, keys, openid }: Ctx,
): Promise<Result<ReconcileView | null>> {
  const [staff, kept] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('books', day ?? 'latest'),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!kept) return done(null);
  const { _id, ...books } = kept;
  return done(books);
}

/**
 * Reads that race with claims may differ for a moment; a difference that is real is there again when asked a second
 * time.
 */
export async function booksAt({
  db,
  keys,
  pay,
  now,
}: Pick<Ctx, 'db' | 'keys' | 'pay' | 'now'>): Promise<ReconcileView> {
  const [offers, shards, coupons, ledger, rows, bill, kept, inFlight, points, uses, days] = await Promise.all(
    [
      everyRow(db, 'offers'),
      everyRow(db, 'stocks'),
      couponCounts(db, now),
      ledgerCounts(db),
      moneyRows(db),
      pay.bill(null),
      pay.billsByDay ? keptBill(db) : null,
      refundsInFlight(db),
      pointsBooks(db),
      differencesOfUses(db),
      differencesOfDays(db, keys, now),
    ],
  );
  const money = moneyBooks(rows, bill ? { rows: bill } : kept, inFlight);
  const published = offers.filter(({ status }) => status !== 'draft');
  const issues = await differencesOfIssues(
    db,
    keys,
    published.map(({ _id }) => _id),
  );
  const { lines, differences } = reconcileOffers(published, shards, coupons, ledger);
  const orders = ordersOf(money.differences, await groupsOf(db, aboutMoney(money.differences)));
  return {
    at: now,
    offers: lines,
    points: points.points,
    money: money.money,
    compared: money.compared,
    orders,
    differences: [...differences, ...uses, ...issues, ...money.differences, ...points.differences, ...days],
  };
}

/** The groups that differences of money are about; the group stands in every number. One request, if there are any. */
async function groupsOf(db: Db, differences: ReconcileView['differences']) {
  if (differences.length === 0) return [];
  const ids = differences.map(({ id }) =>
    id.startsWith('ord_') ? groupOfOrder(id as OrderId) : groupOfPayment(id),
  );
  const some = [...new Set(ids)].slice(0, MAX_ROWS);
  return db.find('groups', { _id: _.in(some) }, { fields: ['terms', 'seats'], limit: MAX_ROWS });
}
