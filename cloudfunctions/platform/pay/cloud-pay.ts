import { randomBytes } from 'node:crypto';
import cloud from 'wx-server-sdk';
import type { PaymentView } from '../../../shared-types/contract/groupbuy';
import type { Fen } from '../../../shared-types/ids';
import { option } from '../env';
import type { BillRow, Pay, PaymentState, RefundAnswer } from './pay';

type Answer = Record<string, unknown> & { returnCode?: string; resultCode?: string };
type Api = (params: Record<string, unknown>) => Promise<Answer>;
const api = (cloud as unknown as { cloudPay: Record<string, Api> }).cloudPay;

const merchant = () => ({
  subMchId: option('PAY_SUB_MCH_ID', '1900000001'),
  nonceStr: randomBytes(16).toString('hex'),
});

/** Answers null for anything that is no success: a refusal, a broken line. */
async function ask(name: string, params: Record<string, unknown>): Promise<Answer | null> {
  try {
    const answer = await (api[name] as Api)({ ...merchant(), ...params });
    return answer.returnCode === 'SUCCESS' ? answer : null;
  } catch {
    return null;
  }
}
/** Its words alone: the SDK lets no code of a refusal through. */
const again = (answer: Answer | null): RefundAnswer => ({
  is: 'again',
  said: answer
    ? { code: 'REFUSED', words: String(answer.errCodeDes ?? answer.returnMsg ?? '') || null }
    : { code: 'NO_ANSWER', words: null },
});
const isSuccess = (answer: Answer | null): answer is Answer => answer?.resultCode === 'SUCCESS';

/** `cloud.cloudPay` of wx-server-sdk; also what the local cloud's pay desk answers to. */
export const cloudPay: Pay = {
  async place({ outTradeNo, body, amount, openid }) {
    const answer = await ask('unifiedOrder', {
      body,
      outTradeNo,
      totalFee: amount,
      openid,
      spbillCreateIp: '127.0.0.1',
      envId: cloud.getWXContext().ENV,
      functionName: 'paynotify',
    });
    return isSuccess(answer) ? paymentOf(answer.payment as Record<string, string>) : null;
  },

  async state(outTradeNo) {
    const answer = await ask('queryOrder', { outTradeNo });
    return answer ? stateOf(answer) : { is: 'unknown' };
  },

  async close(outTradeNo) {
    const answer = await ask('closeOrder', { outTradeNo });
    // Why it was refused does not come through the SDK: paid, closed before, or unknown there. Asking tells.
    return isSuccess(answer) ? { is: 'closed' } : this.state(outTradeNo);
  },

  async refund({ outTradeNo, outRefundNo, total, amount }) {
    const asked = await ask('refund', {
      outTradeNo,
      outRefundNo,
      totalFee: total,
      refundFee: amount,
      envId: cloud.getWXContext().ENV,
      functionName: 'paynotify',
    });
    if (!isSuccess(asked)) return again(asked);
    // Accepted is not done.
    const found = await ask('queryRefund', { outRefundNo });
    if (!isSuccess(found)) return again(found);
    return found.refundStatus_0 === 'SUCCESS'
      ? { is: 'done' }
      : { is: 'again', said: { code: String(found.refundStatus_0 ?? 'PROCESSING'), words: null } };
  },

  billsByDay: false,
  async bill(day) {
    const url = option('PAY_BILL_URL', '');
    return url ? fetchBill(day === null ? url : `${url}?day=${day}`) : null;
  },
};

/** The desk of the local cloud has its bill at an address; a real merchant's comes through APIv3. */
async function fetchBill(url: string): Promise<BillRow[] | null> {
  try {
    const response = await fetch(url);
    return response.ok ? ((await response.json()) as { items: BillRow[] }).items : null;
  } catch {
    return null;
  }
}

const paymentOf = (payment: Record<string, string>): PaymentView => ({
  timeStamp: payment.timeStamp as string,
  nonceStr: payment.nonceStr as string,
  package: payment.package as string,
  signType: payment.signType as string,
  paySign: payment.paySign as string,
});

function stateOf(answer: Answer): PaymentState {
  if (answer.resultCode !== 'SUCCESS')
    return /不存在|NOTEXIST/i.test(String(answer.errCodeDes)) ? { is: 'closed' } : { is: 'unknown' };
  switch (answer.tradeState) {
    case 'SUCCESS':
    case 'REFUND':
      return {
        is: 'paid',
        amount: Number(answer.totalFee) as Fen,
        openid: String(answer.subOpenid ?? answer.openid),
        transactionId: String(answer.transactionId),
        at: instantOf(String(answer.timeEnd)),
      };
    case 'CLOSED':
    case 'REVOKED':
      return { is: 'closed' };
    case 'NOTPAY':
    case 'PAYERROR':
    case 'USERPAYING':
      return { is: 'open' };
    default:
      return { is: 'unknown' };
  }
}

/** `yyyyMMddHHmmss` in Beijing time, as WeChat Pay writes instants. */
const instantOf = (text: string): number =>
  Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1-$2-$3T$4:$5:$6+08:00'));
