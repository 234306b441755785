import type { PaymentView } from '@shared/contract';
import Taro from '@tarojs/taro';

/** What the pay sheet came to. What counts is the provider's word to the cloud, never this. */
export type PaySaid = 'done' | 'cancelled' | 'failed';

/** What is paid, for stand-ins; WeChat's own sheet knows it from the payment. */
export interface Bill {
  outTradeNo: string;
  /** Fen. */
  amount: number;
  title: string;
}

/** Opens WeChat's pay sheet. */
export async function pay(payment: PaymentView, _bill: Bill): Promise<PaySaid> {
  try {
    await Taro.requestPayment({ ...payment, signType: payment.signType as 'MD5' });
    return 'done';
  } catch (error) {
    return String((error as { errMsg?: unknown } | null)?.errMsg).includes('cancel') ? 'cancelled' : 'failed';
  }
}
