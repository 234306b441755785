import type { PaymentView } from '../../../shared-types/contract/groupbuy';
import type { RefundWord } from '../../../shared-types/contract/groupbuy-desk';
import type { Fen, Instant } from '../../../shared-types/ids';

/** What the provider says of a payment. */
export type PaymentState =
  | { is: 'paid'; amount: Fen; openid: string; transactionId: string; at: Instant }
  /** Can still be paid. */
  | { is: 'open' }
  /** Cannot be paid any more, or was never placed. */
  | { is: 'closed' }
  /** No answer, or one that says nothing: ask again. */
  | { is: 'unknown' };

export interface NewPayment {
  outTradeNo: string;
  /** What the payer sees. */
  body: string;
  amount: Fen;
  openid: string;
}
export interface NewRefund {
  outTradeNo: string;
  /** Derived, and the same at every try: the provider pays one number once. */
  outRefundNo: string;
  /** What was paid under outTradeNo. */
  total: Fen;
  amount: Fen;
}
export type RefundAnswer = { is: 'done' } | { is: 'again'; said: RefundWord };

/** A row of the provider's bill; with `outRefundNo` a refund. Amounts are positive. */
export interface BillRow {
  outTradeNo: string;
  outRefundNo?: string;
  amount: Fen;
  at: Instant;
}

/**
 * The payment provider, the only truth about money. No method throws: what is not known is said to be unknown, and is
 * asked for again later.
 */
export interface Pay {
  /** Places a payment, or answers the one placed before; null: it cannot be paid now. */
  place(payment: NewPayment): Promise<PaymentView | null>;
  state(outTradeNo: string): Promise<PaymentState>;
  /** Closes a payment so that it cannot be paid any more; `paid` tells that it was too late for that. */
  close(outTradeNo: string): Promise<PaymentState>;
  /** Asks for a refund; `done` when the provider confirms that the money went back. */
  refund(refund: NewRefund): Promise<RefundAnswer>;
  /** Whether its bill is to be had by the day only, on the next morning, and has to be kept. */
  billsByDay: boolean;
  /** Every payment and refund of a park day, or (null) of all days; answers null where it is not to be had. */
  bill(day: string | null): Promise<BillRow[] | null>;
}
