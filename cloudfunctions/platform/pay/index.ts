import { option } from '../env';
import { apiv3 } from './apiv3';
import { readNotice } from './apiv3/notice';
import { cloudPay } from './cloud-pay';
import type { Pay } from './pay';

export type { BillRow, NewPayment, NewRefund, Pay, PaymentState } from './pay';

/** `cloudPay` (also the local pay desk) or `apiv3`: which provider this environment is configured for. */
const isApiv3 = (): boolean => option('PAY_PROVIDER', 'cloudPay') === 'apiv3';

export const pay: Pay = isApiv3() ? apiv3() : cloudPay;
/** Reads what the provider says over HTTP; null where it calls the function itself. */
export const noticeReader = isApiv3() ? readNotice : null;
