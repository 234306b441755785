import type {
  ComparedMoney,
  OrderOfDifference,
  ReconcileView,
  Turnover,
} from '../../../shared-types/contract/books';
import type { OrderId, ParkDay } from '../../../shared-types/ids';
import { addParkDays, startOfParkDay } from '../../../shared-types/park-day';
import type { GroupDoc } from './group';
import type { MoneyRow } from './money';

type Money = ReconcileView['money'];
type Difference = ReconcileView['differences'][number];

/** A row of the provider's bill, as the books compare it. */
export interface BilledRow {
  outTradeNo: string;
  outRefundNo?: string;
  amount: number;
}
/** What the provider says was paid and paid back: of all time, or of the days that are over. */
export interface Bill {
  rows: BilledRow[];
  /** The first and the last day it is of; without it, it is of all time up to now. */
  span?: { from: ParkDay; to: ParkDay };
}
/** Rows of a day's bill, as they are kept. */
export interface BillPage {
  /** `<day>_<n>` */
  _id: string;
  day: ParkDay;
  /** The last page of its day: all of them are there. */
  last: boolean;
  rows: Array<BilledRow & { at: number }>;
}

/** What a row is called in which the bill and the ledger differ. */
export const BILL_DIFFERS = "provider's bill = money ledger";

/** What an order is called from which more went than was paid. */
export const ORDER_DIFFERS = 'paid = refunded + delivered + open';

/** How long after a payment we learn of it at most, as a rule. */
const LEARNED_WITHIN_MS = 3_600_000;

/**
 * Puts the money ledger beside the provider's bill, row by row: a row that is missing on one side, or differs by a fen,
 * is named by the provider's number. `bill` null: the provider has none to show now, and `provider` says what it should;
 * of days that are not over it says so, too.
 * `inFlight`: numbers of refunds still being asked for: the provider may be ahead of us there.
 */
export function moneyBooks(
  rows: MoneyRow[],
  bill: Bill | null,
  inFlight: ReadonlySet<string>,
): { money: Money; compared: ComparedMoney | null; differences: Difference[] } {
  const total = (...types: Array<MoneyRow['type']>) =>
    rows.reduce((sum, { type, amount }) => sum + (types.includes(type) ? amount : 0), 0);
  const paid = total('paid');
  const refunded = total('refunded');
  const delivered = total('delivered') - total('undelivered');
  const unmatched = total('unmatched') - total('unmatched_refunded');
  const atProvider = rows.filter(({ type }) => type !== 'delivered' && type !== 'undelivered');
  const isUnbilled = bill?.span ? unbilledBy(bill.rows, bill.span) : () => false;
  const unbilled = turnoverOf(atProvider.filter(isUnbilled).map(rowOfBill));
  const comparable = atProvider.filter((row) => !isUnbilled(row));
  const money: Money = {
    paid,
    refunded,
    delivered,
    open: paid - refunded - delivered,
    unmatched,
    provider: bill ? net(turnoverOf(bill.rows)) + net(unbilled) : paid - refunded + unmatched,
  };
  return {
    money,
    compared: bill && {
      ledger: turnoverOf(comparable.map(rowOfBill)),
      bill: turnoverOf(bill.rows),
      unbilled,
      underWay: underWay(comparable, bill, inFlight),
      through: bill.span?.to ?? null,
    },
    differences: [...ordersThatDiffer(rows), ...(bill ? rowsThatDiffer(comparable, bill, inFlight) : [])],
  };
}

/** A row of the ledger as a bill would have it. */
const rowOfBill = ({ type, number, amount }: MoneyRow): BilledRow =>
  type === 'refunded' || type === 'unmatched_refunded'
    ? { outTradeNo: '', outRefundNo: number, amount }
    : { outTradeNo: number, amount };

const sum = (rows: BilledRow[]): number => rows.reduce((total, { amount }) => total + amount, 0);
const turnoverOf = (rows: BilledRow[]): Turnover => ({
  paid: sum(rows.filter(({ outRefundNo }) => !outRefundNo)),
  refunded: sum(rows.filter(({ outRefundNo }) => outRefundNo)),
});
const net = ({ paid, refunded }: Turnover): number => paid - refunded;

/** What the provider paid back and we have not heard of yet. */
function underWay(rows: MoneyRow[], bill: Bill, inFlight: ReadonlySet<string>): number {
  const ours = new Set(rows.map(({ number }) => number));
  return sum(
    bill.rows.filter(({ outRefundNo }) => outRefundNo && inFlight.has(outRefundNo) && !ours.has(outRefundNo)),
  );
}

/** Of a day whose bill is not there, and in the bill of no other: nobody can compare it yet. */
function unbilledBy(rows: BilledRow[], span: NonNullable<Bill['span']>): (row: MoneyRow) => boolean {
  const numbers = new Set(rows.map(numberOf));
  const from = startOfParkDay(span.from) + LEARNED_WITHIN_MS;
  const end = startOfParkDay(addParkDays(span.to, 1));
  return ({ number, at }) => (at < from || at >= end) && !numbers.has(number);
}
const numberOf = ({ outTradeNo, outRefundNo }: BilledRow): string => outRefundNo ?? outTradeNo;

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
    .map(([id, left]) => ({ what: ORDER_DIFFERS, id, expected: 0, found: left }));
}

function rowsThatDiffer(rows: MoneyRow[], bill: Bill, inFlight: ReadonlySet<string>): Difference[] {
  const atProvider = new Map(bill.rows.map((row) => [numberOf(row), row.amount]));
  const ours = new Map(rows.map(({ number, amount }) => [number, amount as number]));
  const differences: Difference[] = [];
  for (const [id, expected] of atProvider) {
    const found = ours.get(id) ?? 0;
    if (found !== expected && !(found === 0 && inFlight.has(id)))
      differences.push({ what: BILL_DIFFERS, id, expected, found });
  }
  for (const [id, found] of ours)
    if (!atProvider.has(id)) differences.push({ what: BILL_DIFFERS, id, expected: 0, found });
  return differences;
}

/** The orders that differences of money are about, by the number or the id in the difference. */
export function ordersOf(
  differences: Difference[],
  groups: Array<Pick<GroupDoc, '_id' | 'terms' | 'seats'>>,
): OrderOfDifference[] {
  const byId = new Map<string, OrderOfDifference>();
  for (const { _id: groupId, terms, seats } of groups)
    for (const { orderId, outTradeNo, refunds } of seats) {
      const campaign = { campaignId: terms.campaignId, title: terms.title };
      for (const id of [orderId, outTradeNo, ...refunds.map(({ outRefundNo }) => outRefundNo)])
        byId.set(id, { id, orderId, outTradeNo, groupId, campaign });
    }
  return aboutMoney(differences).flatMap(({ id }) => byId.get(id) ?? []);
}

/** The differences that are about money. */
export const aboutMoney = (differences: Difference[]): Difference[] =>
  differences.filter(({ what }) => what === BILL_DIFFERS || what === ORDER_DIFFERS);
