import { describe, expect, it } from 'vitest';
import {
  BILL_DIFFERS,
  type Bill,
  moneyBooks,
  ORDER_DIFFERS,
  ordersOf,
} from '../../cloudfunctions/domain/groupbuy/books.ts';
import type { GroupDoc } from '../../cloudfunctions/domain/groupbuy/group.ts';
import type { MoneyRow } from '../../cloudfunctions/domain/groupbuy/money.ts';
import type { ParkDay } from '../../shared-types/ids.ts';
import { DAY_MS, startOfParkDay } from '../../shared-types/park-day.ts';

const DAY = '2026-06-14' as ParkDay;
const NOON = startOfParkDay(DAY) + DAY_MS / 2;
const NOBODY: ReadonlySet<string> = new Set();

const row = (type: MoneyRow['type'], number: string, amount: number, at = NOON): MoneyRow =>
  ({ _id: `mny_${type}_${number}`, type, number, amount, at, orderId: `ord_${number[0]}` }) as never;
const LEDGER = [
  row('paid', 'a', 5900),
  row('paid', 'b', 8800),
  row('refunded', 'bO', 8800),
  row('unmatched', 'c', 1),
  row('unmatched_refunded', 'cU', 1),
];
const BILL: Bill['rows'] = [
  { outTradeNo: 'a', amount: 5900 },
  { outTradeNo: 'b', amount: 8800 },
  { outTradeNo: 'b', outRefundNo: 'bO', amount: 8800 },
  { outTradeNo: 'c', amount: 1 },
  { outTradeNo: 'c', outRefundNo: 'cU', amount: 1 },
];
const compared = (rows: MoneyRow[], bill: Bill | null, inFlight = NOBODY) =>
  moneyBooks(rows, bill, inFlight).compared;

describe('the ledger beside the bill, gross', () => {
  it('both count what fits no order, and what went back is not taken off what was paid', () => {
    expect(compared(LEDGER, { rows: BILL })).toEqual({
      ledger: { paid: 14_701, refunded: 8801 },
      bill: { paid: 14_701, refunded: 8801 },
      unbilled: { paid: 0, refunded: 0 },
      underWay: 0,
      through: null,
    });
  });

  it('a fen more on either side shows where it is', () => {
    const short = [row('paid', 'a', 5899), ...LEDGER.slice(1)];
    expect(compared(short, { rows: BILL })).toMatchObject({
      ledger: { paid: 14_700, refunded: 8801 },
      bill: { paid: 14_701, refunded: 8801 },
    });
    expect(moneyBooks(short, { rows: BILL }, NOBODY).differences).toEqual([
      { what: BILL_DIFFERS, id: 'a', expected: 5900, found: 5899 },
    ]);
  });

  it('what no bill is there for yet stands apart', () => {
    const later = row('paid', 'd', 700, NOON + DAY_MS);
    const bill = { rows: BILL, span: { from: DAY, to: DAY } };
    expect(compared([...LEDGER, later], bill)).toMatchObject({
      ledger: { paid: 14_701, refunded: 8801 },
      unbilled: { paid: 700, refunded: 0 },
      through: DAY,
    });
  });

  it('a refund the provider is ahead with is under way, not a difference', () => {
    const ours = LEDGER.filter(({ number }) => number !== 'bO');
    expect(compared(ours, { rows: BILL }, new Set(['bO']))).toMatchObject({
      ledger: { refunded: 1 },
      bill: { refunded: 8801 },
      underWay: 8800,
    });
    expect(moneyBooks(ours, { rows: BILL }, new Set(['bO'])).differences).toEqual([]);
  });

  it('without a bill nothing is compared', () => expect(compared(LEDGER, null)).toBeNull());
});

it('the two sides differ by what is named and what is under way, whatever is missing or changed', () => {
  for (let mask = 0; mask < 3 ** LEDGER.length; mask++) {
    const rows = LEDGER.flatMap((one, i) => {
      const fate = Math.floor(mask / 3 ** i) % 3;
      return fate === 0 ? [one] : fate === 1 ? [] : [{ ...one, amount: one.amount + 7 } as MoneyRow];
    });
    const { compared: sides, differences } = moneyBooks(rows, { rows: BILL }, new Set(['cU']));
    const { ledger, bill, underWay } = sides as NonNullable<typeof sides>;
    const back = new Set(BILL.flatMap(({ outRefundNo }) => outRefundNo ?? []));
    const named = differences
      .filter(({ what }) => what === BILL_DIFFERS)
      .reduce(
        (sum, { id, expected, found }) => sum + (back.has(id) ? found - expected : expected - found),
        0,
      );
    expect(bill.paid - bill.refunded - (ledger.paid - ledger.refunded)).toBe(named - underWay);
  }
});

it('differences of money name their orders, by payment, refund or order; others and strangers have none', () => {
  const group = {
    _id: 'grp_a',
    terms: { campaignId: 'cmp_a', title: '两人团' },
    seats: [{ orderId: 'ord_a', outTradeNo: 'a', refunds: [{ outRefundNo: 'aO' }] }],
  } as unknown as GroupDoc;
  const about = (what: string, id: string) => ({ what, id, expected: 1, found: 0 });
  const orders = ordersOf(
    [
      about(BILL_DIFFERS, 'a'),
      about(BILL_DIFFERS, 'aO'),
      about(ORDER_DIFFERS, 'ord_a'),
      about(BILL_DIFFERS, 'x'),
      about('issued = units taken', 'a'),
    ],
    [group],
  );
  const campaign = { campaignId: 'cmp_a', title: '两人团' };
  expect(orders).toEqual(
    ['a', 'aO', 'ord_a'].map((id) => ({ id, orderId: 'ord_a', outTradeNo: 'a', groupId: 'grp_a', campaign })),
  );
});
