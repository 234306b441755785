import { servePayment } from '../../platform/payment-callback';
import { hear } from '../../usecases/groupbuy/hear';

/** The payment provider's callback only. */
export const main = servePayment('paynotify', hear);
