import type { ReconcileView } from '../../shared-types/contract/books';
import type { CouponId, OfferId } from '../../shared-types/ids';
import { _, $, type Db, MAX_ROWS } from '../platform/db';
import type { Keys } from '../platform/keys';
import { goodsOf } from './groups';
import { dirty } from './outbox';
import { type Book, keysThatDiffer } from './sums';

/** Name of a coupon that has not exactly one row of its issue. */
const ISSUE_DIFFERS = 'one coupon = one issue row';

/**
 * Each coupon beside the row of its issue, which figures count claims by: one each. A row that is gone, doubled, or of no
 * coupon is named by its coupon. What waits in an outbox is left out: `jobs` makes coupon and row.
 * @param offerIds offers whose coupons are compared
 */
export async function differencesOfIssues(
  db: Db,
  keys: Keys,
  offerIds: OfferId[],
): Promise<ReconcileView['differences']> {
  if (offerIds.length === 0) return [];
  const books: [Book, Book] = [couponsThemselves(offerIds), rowsOfIssues(offerIds)];
  const { keys: suspects } = await keysThatDiffer<CouponId>(db, 'cpn_', await waitingIds(db, keys), books);
  if (suspects.length === 0) return [];
  // What was claimed while the books were read waits now.
  const waiting = new Set(await waitingIds(db, keys));
  const differing = suspects.filter((id) => !waiting.has(id)).slice(0, MAX_ROWS);
  const among = _.in(differing);
  const [coupons, rows] = await Promise.all([
    db.find('coupons', { _id: among }, { fields: ['_id'], limit: MAX_ROWS }),
    db.aggregate<{ _id: CouponId; n: number }>('ledger', rowsOfIssues(offerIds).perKey(among)),
  ]);
  const there = new Set<string>(coupons.map(({ _id }) => _id));
  const found = new Map(rows.map(({ _id, n }) => [_id, n]));
  return differing.flatMap((id) => {
    const [expected, written] = [there.has(id) ? 1 : 0, found.get(id) ?? 0];
    return expected === written ? [] : [{ what: ISSUE_DIFFERS, id, expected, found: written }];
  });
}

const couponsThemselves = (offerIds: OfferId[]): Book => ({
  collection: 'coupons',
  perKey: (ids) => [
    ['match', { _id: ids, offerId: _.in(offerIds) }],
    ['group', { _id: '$_id', n: $.sum(1) }],
  ],
});
const rowsOfIssues = (offerIds: OfferId[]): Book => ({
  collection: 'ledger',
  perKey: (ids) => [
    ['match', { type: 'issue', couponId: ids, offerId: _.in(offerIds) }],
    ['group', { _id: '$couponId', n: $.sum(1) }],
  ],
});

/** Coupons that are on their way: taken units, and goods of orders. */
async function waitingIds(db: Db, keys: Keys): Promise<CouponId[]> {
  const [shards, groups] = await Promise.all([
    db.find('stocks', dirty(), { fields: ['ob'], limit: MAX_ROWS }),
    db.find('groups', dirty(), { limit: MAX_ROWS }),
  ]);
  const units = shards.flatMap(({ ob }) => ob.flatMap(({ d }) => ('couponId' in d ? [d.couponId] : [])));
  const goods = groups.flatMap((group) =>
    group.seats.flatMap((seat) => goodsOf(keys, group, seat, 0).couponIds),
  );
  return [...units, ...goods];
}
