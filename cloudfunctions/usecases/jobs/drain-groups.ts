import { newCoupon } from '../../domain/coupon/coupon';
import { issueRow } from '../../domain/coupon/ledger';
import type { GroupDoc, Seat } from '../../domain/groupbuy/group';
import { seatOf } from '../../domain/groupbuy/group';
import type { MoneyRow } from '../../domain/groupbuy/money';
import { booked } from '../../domain/ledger';
import type { OfferDoc } from '../../domain/offer/offer';
import type { TakenUnit } from '../../domain/offer/stock';
import { _ } from '../../platform/db';
import type { TimerCtx } from '../../platform/timer';
import { addMissing } from '../../store/add-missing';
import { logEvents } from '../../store/event-log';
import { goodsOf } from '../../store/groups';
import { bookOrderPoints } from '../../store/order-points';
import { goodsDelivered } from '../../store/order-stock';
import { acknowledge, dirty } from '../../store/outbox';
import { refreshStandings } from '../../store/standings';

const GROUPS = 50;

/** Writes the money rows that groups decided and hands out the goods of fulfilled orders: all groups in one go. */
export async function drainGroups(ctx: TimerCtx): Promise<number> {
  const groups = await ctx.db.find('groups', dirty(), { order: [['ob.at', 'asc']], limit: GROUPS });
  if (groups.length === 0) return 0;
  const rows = groups.flatMap(({ ob }) =>
    ob.flatMap((entry): MoneyRow[] => (entry.to === 'ledger' ? [entry.d] : [])),
  );
  await addMissing(ctx.db, 'ledger', booked(rows, ctx.now));
  await refreshStandings(ctx.db, ctx.now, rows);
  await bookOrderPoints(ctx.db, ctx.now, rows);
  await logEvents(ctx.db, rows, ctx.now);
  await deliver(
    ctx,
    groups.flatMap((group) =>
      group.ob.flatMap((entry): Due[] => (entry.to === 'goods' ? dueOf(group, entry.d.orderId) : [])),
    ),
  );
  const ids = groups.map(({ _id }) => _id);
  const entries = groups.flatMap(({ ob }) => ob.map(({ id }) => id));
  await ctx.db.update('groups', { _id: _.in(ids) }, acknowledge(entries));
  return entries.length;
}

export interface Due {
  group: GroupDoc;
  seat: Seat;
  at: number;
}
function dueOf(group: GroupDoc, orderId: Seat['orderId']): Due[] {
  const seat = seatOf(group, orderId);
  const at = group.ob.find((entry) => entry.to === 'goods' && entry.d.orderId === orderId)?.at ?? 0;
  return seat ? [{ group, seat, at }] : [];
}

/** Goods of orders as coupons: ids derive from the order, so that nothing is handed out twice. */
export async function deliver(
  { db, keys, now }: Pick<TimerCtx, 'db' | 'keys' | 'now'>,
  due: Due[],
): Promise<void> {
  if (due.length === 0) return;
  const offerIds = [...new Set(due.map(({ group }) => group.terms.fulfil.offerId))];
  const offers = new Map(
    (await db.find('offers', { _id: _.in(offerIds) })).map((offer) => [offer._id, offer]),
  );
  const units = due.flatMap(({ group, seat, at }) =>
    goodsOf(keys, group, seat, at).couponIds.map((couponId) => ({
      offerId: group.terms.fulfil.offerId,
      unit: goodsUnit(seat, couponId, at),
    })),
  );
  await addMissing(
    db,
    'coupons',
    units.map(({ unit, offerId }) => newCoupon(offers.get(offerId) as OfferDoc, unit)),
  );
  const issued = units.map(({ unit, offerId }) => issueRow(unit, offerId));
  await addMissing(db, 'ledger', booked(issued, now));
  await logEvents(db, issued, now);
  await goodsDelivered(
    db,
    due.map(({ group, seat, at }) => goodsOf(keys, group, seat, at)),
  );
}

const goodsUnit = (seat: Seat, couponId: TakenUnit['couponId'], at: number): TakenUnit => ({
  couponId,
  memberId: seat.memberId,
  at,
  key: `goods:${seat.orderId}`,
  hash: 'goods',
  channel: null,
  origin: 'goods',
});
