import type { ReconcileView } from '../../../shared-types/contract/admin';
import type { OrderId } from '../../../shared-types/ids';
import type { MoneyRow } from './money';

type Money = ReconcileView['money'];
type Difference = ReconcileView['differences'][number];

/** A row of the provider's bill, as the books compare it. */
export interface BilledRow {
  outTradeNo: string;
  outRefundNo?: string;
  amount: number;
}

/**
 * Puts the money ledger beside the provider's bill, row by row: a row that is missing on one side, or differs by a fen,
 * is named by the provider's number. `bill` null: the provider has none to show now, and `provider` says what it should.
 * `inFlight`: numbers of refunds still being asked for: the provider may be ahead of us there.
 */
export function moneyBooks(
  rows: MoneyRow[],
  bill: BilledRow[] | null,
  inFlight: ReadonlySet<string>,
): { money: Money; differences: Difference[] } {
  const total = (...types: Array<MoneyRow['type']>) =>
    rows.reduce((sum, { type, amount }) => sum + (types.includes(type) ? amount : 0), 0);
  const paid = total('paid');
  const refunded = total('refunded');
  const delivered = total('delivered') - total('undelivered');
  const unmatched = total('unmatched') - total('unmatched_refunded');
  const money: Money = {
    paid,
    refunded,
    delivered,
    open: paid - refunded - delivered,
    unmatched,
    provider: bill ? billed(bill) : paid - refunded + unmatched,
  };
  return {
    money,
    differences: [...ordersThatDiffer(rows), ...(bill ? rowsThatDiffer(rows, bill, inFlight) : [])],
  };
}

const billed = (bill: BilledRow[]): number =>
  bill.reduce((sum, { amount, outRefundNo }) => sum + (outRefundNo ? -amount : amount), 0);

/** Per order: nothing goes back or is delivered that was not paid. */
function ordersThatDiffer(rows: MoneyRow[]): Difference[] {
  const open = new Map<OrderId, number>();
  const sign: Partial<Record<MoneyRow['type'], number>> = {
    paid: 1,
    refunded: -1,
    delivered: -1,
    undelivered: 1,
  };
  for (const { type, orderId, amount } of rows)
    if (orderId && sign[type]) open.set(orderId, (open.get(orderId) ?? 0) + amount * sign[type]);
  return [...open]
    .filter(([, left]) => left < 0)
    .map(([id, left]) => ({ what: 'paid = refunded + delivered + open', id, expected: 0, found: left }));
}

function rowsThatDiffer(rows: MoneyRow[], bill: BilledRow[], inFlight: ReadonlySet<string>): Difference[] {
  const numberOf = ({ outTradeNo, outRefundNo }: BilledRow) => outRefundNo ?? outTradeNo;
  const atProvider = new Map(bill.map((row) => [numberOf(row), row.amount]));
  const ours = new Map(
    rows
      .filter(({ type }) => type !== 'delivered' && type !== 'undelivered')
      .map(({ number, amount }) => [number, amount as number]),
  );
  const differences: Difference[] = [];
  for (const [id, expected] of atProvider) {
    const found = ours.get(id) ?? 0;
    if (found !== expected && !(found === 0 && inFlight.has(id)))
      differences.push({ what: "provider's bill = money ledger", id, expected, found });
  }
  for (const [id, found] of ours)
    if (!atProvider.has(id))
      differences.push({ what: "provider's bill = money ledger", id, expected: 0, found });
  return differences;
}
