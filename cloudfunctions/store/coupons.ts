import type { CouponDoc } from '../domain/coupon/coupon';
import type { CouponRow } from '../domain/coupon/ledger';
import type { Redemption } from '../domain/coupon/redeem';
import { type Result, refuse } from '../domain/result';
import { _, type Change, type Db, isDuplicate, MAX_ROWS } from '../platform/db';
import { addMissing } from './add-missing';
import { type Attempt, commit } from './commit';

/**
 * The one conditional write of whatever happens to a coupon, with the ledger row that follows from it, and the key of
 * the request that asked for it, which no other coupon may carry; what the park does by itself has none.
 */
export const writeCoupon = (
  db: Db,
  coupon: CouponDoc,
  change: Change,
  row: CouponRow,
  key?: string,
): Promise<number> =>
  db.update(
    'coupons',
    { _id: coupon._id, rev: coupon.rev },
    {
      rev: _.inc(1),
      ...change,
      ...(key ? { rids: _.push([key]) } : {}),
      ob: _.push([{ id: row._id, to: 'ledger', at: row.at, d: row }]),
    },
  );

/** Writes one use down, with the mark of its request. */
export const writeUse = (db: Db, coupon: CouponDoc, { use, row }: Redemption): Promise<number> =>
  writeCoupon(db, coupon, { left: use.leftAfter, uses: _.push([use]) }, row, use.key);

/**
 * One change of one coupon by one request (see `commit`). A request that has changed another coupon before is
 * `request_id_reused`, whatever else would be refused.
 */
export const commitOnCoupon = <Value>(
  db: Db,
  key: string,
  attempt: () => Promise<Attempt<Value, string>>,
): Promise<Result<Value>> =>
  commitOnOne(attempt, async () => {
    const [other] = await db.find('coupons', { rids: key }, { limit: 1 });
    return other ? refuse('request_id_reused') : null;
  });

/**
 * One change of one document by one request, whose key is unique over all of them. `elsewhere` is asked before anything
 * is refused: what the request was answered by the document it has changed before, or that it is reused; null for none.
 */
export function commitOnOne<Value>(
  attempt: () => Promise<Attempt<Value, string>>,
  elsewhere: () => Promise<Result<Value> | null>,
): Promise<Result<Value>> {
  // Set when the unique index says that this request belongs to another document.
  let usedElsewhere = false;
  return commit(async (): Promise<Attempt<Value, string>> => {
    const step = await attempt();
    if ('answer' in step) {
      if (step.answer.ok) return step;
      return { answer: (await elsewhere()) ?? step.answer };
    }
    if (usedElsewhere) return { answer: refuse('request_id_reused') };
    const write = async () => {
      try {
        return await step.write();
      } catch (error) {
        usedElsewhere = isDuplicate(error);
        throw error;
      }
    };
    return { ...step, write };
  });
}

/**
 * Adds the coupons that are not there yet. Answers those that cannot be: the request of their claim has made another
 * coupon before, of other content.
 */
export async function addCoupons(db: Db, coupons: CouponDoc[]): Promise<CouponDoc[]> {
  const foreign: CouponDoc[] = [];
  for (let rest = coupons; rest.length > 0; ) {
    try {
      await addMissing(db, 'coupons', rest);
      break;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const owners = await ownersOf(db, rest);
      const taken = rest.filter(({ _id, rids }) => rids.some((rid) => (owners.get(rid) ?? _id) !== _id));
      // A duplicate on another unique key: no repeat will help.
      if (taken.length === 0) throw error;
      foreign.push(...taken);
      rest = rest.filter((coupon) => !taken.includes(coupon));
    }
  }
  return foreign;
}

/** The coupon each of these requests belongs to. */
async function ownersOf(db: Db, coupons: CouponDoc[]): Promise<Map<string, string>> {
  const requests = coupons.flatMap(({ rids }) => rids);
  const owners = await db.find('coupons', { rids: _.in(requests) }, { fields: ['rids'], limit: MAX_ROWS });
  return new Map(owners.flatMap(({ _id, rids }) => rids.map((rid) => [rid, _id] as const)));
}

/** A coupon without its claim's request: what a bundle makes all the same when its request was used for another claim. */
export const withoutRequest = (coupon: CouponDoc): CouponDoc => ({ ...coupon, rids: [coupon._id] });
