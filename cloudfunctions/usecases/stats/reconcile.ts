import type { ReconcileView } from '../../../shared-types/contract/admin';
import { reconcileOffers } from '../../domain/coupon/books';
import { moneyBooks } from '../../domain/groupbuy/books';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Ctx } from '../../platform/edge';
import { keptBill } from '../../store/bills';
import { couponCounts, everyRow, ledgerCounts } from '../../store/books';
import { differencesOfDays } from '../../store/days';
import { differencesOfIssues } from '../../store/issue-books';
import { moneyRows, refundsInFlight } from '../../store/money';
import { pointsBooks } from '../../store/points-books';
import { differencesOfUses } from '../../store/use-books';

/** Compares the park's books; the answer should be: no differences. */
export async function reconcile(_input: object, ctx: Ctx): Promise<Result<ReconcileView>> {
  const staff = await ctx.db.get('staff', ctx.keys.staffId(ctx.openid));
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done(await booksAt(ctx));
}

/** What the last night's job found; null before the first night. */
export async function latestBooks(
  _input: object,
  { db, keys, openid }: Ctx,
): Promise<Result<ReconcileView | null>> {
  const [staff, latest] = await Promise.all([
    db.get('staff', keys.staffId(openid)),
    db.get('books', 'latest'),
  ]);
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  if (!latest) return done(null);
  const { _id: _latest, ...books } = latest;
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
  return {
    at: now,
    offers: lines,
    points: points.points,
    money: money.money,
    differences: [...differences, ...uses, ...issues, ...money.differences, ...points.differences, ...days],
  };
}
