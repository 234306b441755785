import type { PaidRow, RefundedRow } from '../groupbuy/money';
import { type Account, earn, type PointsRow, settle, takeBack } from './points';

type OrderRow = PaidRow | RefundedRow;
/** Oldest first. */
const byTime = (a: OrderRow, b: OrderRow): number => a.at - b.at || (a._id < b._id ? -1 : 1);

/** Points of an amount: so many for each full CNY. */
const pointsOf = (fen: number, perYuan: number): number => Math.max(0, Math.floor(fen / 100)) * perYuan;

/** The row that booking a money row adds; ids derive from what was paid or paid back. */
export const pointsIdOf = (row: OrderRow): string =>
  row.type === 'paid'
    ? `pts_${row.memberId.slice(4)}_order_${row.orderId}`
    : `pts_${row.memberId.slice(4)}_refund_${row.number}`;

/**
 * Books what a member's orders earn and what their refunds take back, for every money row that is not booked yet.
 * A refund takes what is lost by the net becoming smaller, so that an order paid back in parts gives back exactly what it
 * earned. An order that earned at another rate is taken back at that rate.
 * @param rows every money row of the orders in question
 * @param booked points rows there are already, by id
 */
export function bookOrders(
  account: Account,
  rows: OrderRow[],
  booked: Map<string, number>,
  env: { perYuan: number; now: number },
): { account: Account; rows: PointsRow[] } | null {
  const first = rows[0];
  if (!first) return null;
  let { account: current, rows: added } = settle(account, first.memberId, env.now);
  let changed = false;
  for (const order of ordersOf(rows)) {
    const paid = order.find((row): row is PaidRow => row.type === 'paid');
    if (!paid) continue;
    const whole = Math.floor(paid.amount / 100);
    const earned = booked.get(pointsIdOf(paid));
    const rate = earned !== undefined && whole > 0 ? earned / whole : env.perYuan;
    let net = 0;
    for (const row of order) {
      const before = pointsOf(net, rate);
      net += row.type === 'paid' ? row.amount : -row.amount;
      const delta = pointsOf(net, rate) - before;
      if (delta === 0 || booked.has(pointsIdOf(row))) continue;
      const cause =
        row.type === 'paid'
          ? ({ what: 'order', of: row.orderId } as const)
          : ({ what: 'refund', of: row.number } as const);
      const change = { memberId: row.memberId, cause, at: env.now };
      const booking = delta > 0 ? earn(current, delta, change) : takeBack(current, -delta, paid.at, change);
      current = booking.account;
      added = [...added, booking.row];
      changed = true;
    }
  }
  return changed ? { account: current, rows: added } : null;
}

function ordersOf(rows: OrderRow[]): OrderRow[][] {
  const orders = new Map<string, OrderRow[]>();
  for (const row of [...rows].sort(byTime))
    orders.set(row.orderId, [...(orders.get(row.orderId) ?? []), row]);
  // Payment first, whatever the instants say.
  return [...orders.values()].map((order) =>
    order.sort((a, b) => (a.type === b.type ? 0 : a.type === 'paid' ? -1 : 1)),
  );
}
