import type { CouponStatus, CouponView } from '../../../shared-types/contract/wallet';
import { couponView } from '../../domain/coupon/coupon';
import { readCursor, writeCursor } from '../../domain/cursor';
import { done, type Result, refuse } from '../../domain/result';
import { _, type Filter } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { allStores } from '../../store/config';

const PAGE = 20;

/** A page of the wallet, soonest to end first: one request, whatever the wallet holds. */
export async function listCoupons(
  input: { status?: CouponStatus | undefined; cursor?: string | undefined },
  { db, keys, openid, now }: Ctx,
): Promise<Result<{ items: CouponView[]; cursor?: string }>> {
  const after = readCursor(input.cursor);
  if (after === 'invalid') return refuse('invalid_input', { fields: ['cursor'] });
  const filter = _.and([
    { owner: keys.memberId(openid) },
    ...(input.status ? [filterOf(input.status, now)] : []),
    ...(after ? [_.or([{ endAt: _.gt(after.at) }, { endAt: after.at, _id: _.gt(after.id) }])] : []),
  ]);
  const order: Array<[string, 'asc']> = [
    ['endAt', 'asc'],
    ['_id', 'asc'],
  ];
  const [rows, stores] = await Promise.all([
    db.find('coupons', filter as unknown as Filter, { order, limit: PAGE + 1 }),
    allStores(db, now),
  ]);
  const items = rows.slice(0, PAGE).map((row) => couponView(row, now, stores));
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  return done({ items, ...(last ? { cursor: writeCursor(last.endAt, last._id) } : {}) });
}

/** `couponStatus` as a query. */
function filterOf(status: CouponStatus, now: number): Filter {
  const underWay = { 'transfer.ended': null, 'transfer.expiresAt': _.gt(now) };
  const here = _.or([
    { transfer: null },
    { 'transfer.ended': _.neq(null) },
    { 'transfer.expiresAt': _.lte(now) },
  ]);
  const standing = { uses: _.elemMatch({ undone: null }) };
  const alive = { state: 'live', left: _.gt(0), endAt: _.gte(now) };
  switch (status) {
    case 'unused':
      return _.and([alive, here, _.nor([standing])]) as unknown as Filter;
    case 'partly_used':
      return { ...alive, ...standing };
    case 'used':
      return { state: 'live', left: 0 };
    case 'expired':
      return _.and([{ state: 'live', left: _.gt(0), endAt: _.lt(now) }, here]) as unknown as Filter;
    case 'revoked':
      return { state: 'revoked' };
    case 'in_transfer':
      return { state: 'live', ...underWay };
  }
}
