/** An order as the pay desk keeps it; money in fen, instants in epoch ms. */
export interface PayOrder {
  _id: string; // out_trade_no
  totalFee: number;
  body: string;
  openid: string;
  subMchId: string;
  envId: string;
  functionName: string;
  prepayId: string;
  createdAt: number;
  state: 'NOTPAY' | 'SUCCESS' | 'PAYERROR' | 'CLOSED';
  /** What was paid; normally totalFee. */
  paid?: number;
  paidAt?: number;
  transactionId?: string;
  /** The callback still to be repeated, because nobody has answered `{ errcode: 0 }` yet. */
  notify?: { attempts: number; dueAt: number };
}

export interface PayRefund {
  _id: string; // out_refund_no
  outTradeNo: string;
  refundFee: number;
  refundId: string;
  at: number;
}

export interface NewOrder {
  outTradeNo: string;
  totalFee: number;
  body: string;
  openid: string;
  subMchId: string;
  envId: string;
  functionName: string;
}

export interface NewRefund {
  outTradeNo: string;
  outRefundNo: string;
  totalFee: number;
  refundFee: number;
}

/** What a person at the pay desk decides about an order. */
export interface Payment {
  result?: 'success' | 'fail' | 'never';
  /** How often the function is called back, all at once; 0 = the callback is lost. */
  callbacks?: number;
  /** Real ms until it happens; with 0 the desk answers after its callbacks were answered. */
  delayMs?: number;
  /** Fen really paid, if not the amount of the order. */
  amount?: number;
}

export interface PaymentResult {
  outTradeNo: string;
  state: PayOrder['state'] | 'SCHEDULED';
  callbacks: Array<{ ok: boolean; answer?: unknown; error?: string }>;
}

/** A row of the bill: a payment, or (with outRefundNo) a refund. Amounts are positive fen. */
export interface BillRow {
  outTradeNo: string;
  outRefundNo?: string;
  amount: number;
  at: number;
}

/** WeChat Pay refuses: `result_code: FAIL` with this err_code and err_code_des. */
export class PayRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'PayRefused';
  }
}
