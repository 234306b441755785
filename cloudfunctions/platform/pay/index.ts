import { cloudPay } from './cloud-pay';
import type { Pay } from './pay';

export type { BillRow, NewPayment, NewRefund, Pay, PaymentState } from './pay';

/** The provider that this environment is configured for. */
export const pay: Pay = cloudPay;
