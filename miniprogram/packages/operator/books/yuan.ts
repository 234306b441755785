import { countOf } from '../../../ui/format';

/** ¥1,234.05, to the fen, so that columns can be added up; a real minus, as wide as a figure. */
export function exactYuan(fen: number): string {
  const [yuan, cents] = (Math.abs(fen) / 100).toFixed(2).split('.');
  return `${fen < 0 ? '−' : ''}¥${countOf(Number(yuan))}.${cents}`;
}
