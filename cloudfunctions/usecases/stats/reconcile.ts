import type { ReconcileView } from '../../../shared-types/contract/admin';
import { reconcileOffers } from '../../domain/coupon/books';
import { done, type Result, refuse } from '../../domain/result';
import { actsAs } from '../../domain/staff/staff';
import type { Db } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { couponCounts, everyRow, ledgerCounts } from '../../store/books';

/** Compares the park's books; the answer should be: no differences. */
export async function reconcile(
  _input: object,
  { db, keys, openid, now }: Ctx,
): Promise<Result<ReconcileView>> {
  const staff = await db.get('staff', keys.staffId(openid));
  if (!actsAs(staff, ['operator', 'analyst'])) return refuse('not_allowed');
  return done(await booksAt(db, now));
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
 * Points and money have no rows yet, so their books are empty and agree. Reads that race with claims may differ for
 * a moment; a difference that is real is there again when asked a second time.
 */
export async function booksAt(db: Db, now: number): Promise<ReconcileView> {
  const [offers, shards, coupons, ledger] = await Promise.all([
    everyRow(db, 'offers'),
    everyRow(db, 'stocks'),
    couponCounts(db, now),
    ledgerCounts(db),
  ]);
  const published = offers.filter(({ status }) => status !== 'draft');
  const { lines, differences } = reconcileOffers(published, shards, coupons, ledger);
  return {
    at: now,
    offers: lines,
    points: { members: 0, ledger: 0 },
    money: { paid: 0, refunded: 0, delivered: 0, open: 0, unmatched: 0, provider: 0 },
    differences,
  };
}
