import { type CouponDoc, couponStatus } from '../../domain/coupon/coupon';
import { BY_REFUND, type RevokeRow } from '../../domain/coupon/ledger';
import type { GroupDoc, Seat } from '../../domain/groupbuy/group';
import { _, MAX_ROWS } from '../../platform/db';
import type { Ctx } from '../../platform/edge';
import { type Attempt, commit } from '../../store/commit';
import { writeCoupon } from '../../store/coupons';
import { goodsOf } from '../../store/groups';

type Park = Pick<Ctx, 'db' | 'keys' | 'now'>;

/**
 * Takes the coupons of an order back before its money goes back: all of them unused and still the buyer's, or none.
 * Coupons taken back carry the order's mark; if one is used in the very moment between, those already taken are given
 * back alive.
 */
export async function takeBackCoupons(ctx: Park, group: GroupDoc, seat: Seat): Promise<boolean> {
  const coupons = await takeable(ctx, group, seat);
  if (!coupons) return false;
  for (const { _id } of coupons) {
    if (await takeBack(ctx, _id, seat)) continue;
    for (const taken of coupons) await giveAlive(ctx, taken._id, seat);
    return false;
  }
  return true;
}

/** Whether all coupons of an order could be taken back now. */
export const areTakeable = async (ctx: Park, group: GroupDoc, seat: Seat): Promise<boolean> =>
  (await takeable(ctx, group, seat)) !== null;

/** What a call that died between taking and giving alive has left taken, of an order that is not paid back. */
export async function giveBackTaken(ctx: Park, group: GroupDoc, seat: Seat): Promise<void> {
  for (const coupon of await couponsOf(ctx, group, seat))
    if (isTakenFor(coupon, seat)) await giveAlive(ctx, coupon._id, seat);
}

async function takeable(ctx: Park, group: GroupDoc, seat: Seat): Promise<CouponDoc[] | null> {
  const coupons = await couponsOf(ctx, group, seat);
  const areAll = coupons.length === seat.quantity * group.terms.fulfil.count;
  return areAll && coupons.every((coupon) => isTakeable(coupon, seat, ctx.now)) ? coupons : null;
}

function couponsOf({ db, keys, now }: Park, group: GroupDoc, seat: Seat): Promise<CouponDoc[]> {
  const ids = goodsOf(keys, group, seat, now).couponIds;
  return db.find('coupons', { _id: _.in([...ids]) }, { limit: MAX_ROWS });
}

const markOf = (seat: Seat): string => `refund:${seat.orderId}`;
const isTakenFor = (coupon: CouponDoc, seat: Seat): boolean => coupon.revoked?.key === markOf(seat);
const isTakeable = (coupon: CouponDoc, seat: Seat, now: number): boolean =>
  isTakenFor(coupon, seat) ||
  (coupon.owner === seat.memberId && ['unused', 'expired'].includes(couponStatus(coupon, now)));

async function takeBack({ db, now }: Park, couponId: CouponDoc['_id'], seat: Seat): Promise<boolean> {
  const result = await commit(async (): Promise<Attempt<boolean, never>> => {
    const coupon = (await db.get('coupons', couponId)) as CouponDoc;
    if (isTakenFor(coupon, seat)) return { answer: { ok: true, value: true } };
    if (!isTakeable(coupon, seat, now)) return { answer: { ok: true, value: false } };
    const by = BY_REFUND;
    const revoked = { key: markOf(seat), hash: 'refund', at: now, by, reason: '订单退款' };
    const write = () =>
      writeCoupon(
        db,
        coupon,
        { state: 'revoked', revoked: _.set(revoked) },
        rowOf(coupon, 'revoke', by, now),
      );
    return { write, value: true };
  });
  return result.ok && result.value;
}

async function giveAlive({ db, now }: Park, couponId: CouponDoc['_id'], seat: Seat): Promise<void> {
  await commit(async (): Promise<Attempt<null, never>> => {
    const coupon = (await db.get('coupons', couponId)) as CouponDoc;
    if (!isTakenFor(coupon, seat)) return { answer: { ok: true, value: null } };
    const row = rowOf(coupon, 'restore', BY_REFUND, now);
    return {
      write: () => writeCoupon(db, coupon, { state: 'live', revoked: _.set(null) }, row),
      value: null,
    };
  });
}

const rowOf = (coupon: CouponDoc, type: RevokeRow['type'], by: RevokeRow['by'], at: number): RevokeRow => ({
  _id: `${type === 'revoke' ? 'rev' : 'res'}_${coupon._id}_${coupon.rev}`,
  type,
  couponId: coupon._id,
  offerId: coupon.offerId,
  memberId: coupon.owner,
  by,
  at,
  reason: '订单退款',
});
