import type { Fen } from '../../../../shared-types/ids';
import type { BillRow } from '../pay';

/** A row of the trade bill 交易账单 (all kinds), its cells by their Chinese captions. */
export type BillCells = Record<string, string>;

const CELLS = {
  at: '交易时间',
  outTradeNo: '商户订单号',
  state: '交易状态',
  amount: '订单金额',
  outRefundNo: '商户退款单号',
  refunded: '申请退款金额',
  refundState: '退款状态',
} as const;

/** Refunds that came to nothing. */
const GONE = ['FAIL', 'CHANGE', 'CLOSED'];

/**
 * Payments and refunds of a trade bill. A refund stands in the bill of the day on which it was accepted, and there only,
 * done or not; money is in yuan there.
 *
 * @throws a cell that is missing, or an amount that is none: the bill is another one than we know
 */
export function billRows(rows: BillCells[]): BillRow[] {
  return rows
    .filter((row) => !GONE.includes(cell(row, 'refundState')))
    .map((row) => {
      const isRefund = cell(row, 'state') === 'REFUND';
      const common = { outTradeNo: cell(row, 'outTradeNo'), at: instantOf(cell(row, 'at')) };
      return isRefund
        ? { ...common, outRefundNo: cell(row, 'outRefundNo'), amount: fenOf(cell(row, 'refunded')) }
        : { ...common, amount: fenOf(cell(row, 'amount')) };
    });
}

function cell(row: BillCells, name: keyof typeof CELLS): string {
  const value = row[CELLS[name]];
  if (value === undefined) throw new Error(`the bill has no column ${CELLS[name]}`);
  return value;
}

/** `8.8` and `8.80` yuan are 880 fen; by digits, since 8.8 × 100 is no whole number. */
function fenOf(yuan: string): Fen {
  const [, whole, part = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(yuan) ?? [];
  if (whole === undefined) throw new Error(`the bill has an amount that is none: ${yuan}`);
  return (Number(whole) * 100 + Number(part.padEnd(2, '0'))) as Fen;
}

/** `2026-06-15 10:00:00`, Beijing time. */
const instantOf = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);
