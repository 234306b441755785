import type { ReconcileView } from '../../shared-types/contract/books';
import type { CouponId } from '../../shared-types/ids';
import type { CouponDoc } from '../domain/coupon/coupon';
import { type UseRow, usesThatDiffer } from '../domain/coupon/use-books';
import { _, $, type Db, type Filter, MAX_ROWS } from '../platform/db';
import { dirty } from './outbox';
import { type Book, keysThatDiffer } from './sums';

/** Even all 99 uses of so many coupons, each undone, come in few pages. */
const AT_ONCE = 100;

/** Each coupon's uses beside its rows in the ledger; what differs is named by coupon and by row. */
export async function differencesOfUses(db: Db): Promise<ReconcileView['differences']> {
  // What waits in an outbox counts as written; a coupon that has something there is looked at alone.
  const waiting = await waitingCoupons(db);
  const { keys } = await keysThatDiffer<CouponId>(db, 'cpn_', waiting, [usesOnCoupons, usesInLedger]);
  const suspects = [...waiting, ...keys];
  const differences: ReconcileView['differences'] = [];
  for (let i = 0; i < suspects.length; i += AT_ONCE)
    differences.push(...(await lookAt(db, suspects.slice(i, i + AT_ONCE))));
  return differences;
}

/** Found by their uses: what is left of a coupon that has none is compared offer by offer. */
const usesOnCoupons: Book = {
  collection: 'coupons',
  perKey: (ids) => [
    ['match', { 'uses.redemptionId': _.gt(''), _id: ids }],
    ['project', { n: $.subtract(['$terms.uses', '$left']) }],
    ['match', { n: _.neq(0) }],
  ],
};
const usesInLedger: Book = {
  collection: 'ledger',
  perKey: (ids) => [
    ['match', { storeId: _.gt(''), type: _.in(['redemption', 'undo']), couponId: ids }],
    ['project', { couponId: 1, n: $.cond([$.eq(['$type', 'undo']), $.multiply(['$uses', -1]), '$uses']) }],
    ['group', { _id: '$couponId', n: $.sum('$n') }],
    ['match', { n: _.neq(0) }],
  ],
};

async function waitingCoupons(db: Db): Promise<CouponId[]> {
  const all: CouponId[] = [];
  for (let after = ''; ; ) {
    const filter = { ...dirty(), _id: _.gt(after) };
    const page = await db.find('coupons', filter, {
      order: [['_id', 'asc']],
      limit: MAX_ROWS,
      fields: ['ob'],
    });
    for (const coupon of page) if (waitingRows(coupon).length > 0) all.push(coupon._id);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return all;
    after = last._id;
  }
}

const waitingRows = ({ ob }: Pick<CouponDoc, 'ob'>): UseRow[] =>
  ob.flatMap(({ d }) => (d.type === 'redemption' || d.type === 'undo' ? [d] : []));

/** The coupons first: a row that leaves an outbox meanwhile is then in the ledger, and counted once by its id. */
async function lookAt(db: Db, ids: CouponId[]): Promise<ReconcileView['differences']> {
  const fields = ['left', 'terms', 'uses', 'ob'] as const;
  const coupons = await db.find('coupons', { _id: _.in(ids) }, { fields: [...fields], limit: MAX_ROWS });
  const written = await rowsOf(db, ids);
  return ids.flatMap((couponId) => {
    const coupon = coupons.find(({ _id }) => _id === couponId) ?? null;
    const own = [
      ...written.filter((row) => row.couponId === couponId),
      ...(coupon ? waitingRows(coupon) : []),
    ];
    return usesThatDiffer(couponId, coupon, [...new Map(own.map((row) => [row._id, row])).values()]);
  });
}

async function rowsOf(db: Db, ids: CouponId[]): Promise<UseRow[]> {
  const all: UseRow[] = [];
  for (let after = ''; ; ) {
    const filter: Filter = {
      storeId: _.gt(''),
      type: _.in(['redemption', 'undo']),
      couponId: _.in(ids),
      _id: _.gt(after),
    };
    const page = (await db.find('ledger', filter, { order: [['_id', 'asc']], limit: MAX_ROWS })) as UseRow[];
    all.push(...page);
    const last = page.at(-1);
    if (page.length < MAX_ROWS || !last) return all;
    after = last._id;
  }
}
