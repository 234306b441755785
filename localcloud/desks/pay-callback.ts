import { randomBytes } from 'node:crypto';
import type { Runtime } from '../types.ts';
import { payTime } from './park-day.ts';
import type { PaymentResult, PayOrder } from './pay-types.ts';
import { LOCAL_APPID } from './wechat.ts';

const S = 1000;
const M = 60 * S;
const H = 60 * M;
/** When WeChat Pay repeats a callback that was not answered with `{ errcode: 0 }`. */
const REPEAT_AFTER = [
  15 * S,
  15 * S,
  30 * S,
  3 * M,
  10 * M,
  20 * M,
  30 * M,
  30 * M,
  30 * M,
  H,
  3 * H,
  3 * H,
  3 * H,
  6 * H,
  6 * H,
];

/** Calls the function named in a paid order once; a throw or another answer than `{ errcode: 0 }` is not ok. */
export async function callBack(
  runtime: Pick<Runtime, 'invoke'>,
  order: PayOrder,
): Promise<PaymentResult['callbacks'][number]> {
  try {
    const answer = await runtime.invoke(order.functionName, paidEvent(order), { source: 'wx_paycallback' });
    const ok = typeof answer === 'object' && answer !== null && 'errcode' in answer && answer.errcode === 0;
    return { ok, answer };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

/** What is still to be repeated after `attempts` callbacks without success; nothing after the last one. */
export function nextCallback(attempts: number, now: number): PayOrder['notify'] {
  const wait = REPEAT_AFTER[attempts - 1];
  return wait === undefined ? undefined : { attempts, dueAt: now + wait };
}

function paidEvent(order: PayOrder): Record<string, unknown> {
  const paid = order.paid ?? order.totalFee;
  return {
    returnCode: 'SUCCESS',
    resultCode: 'SUCCESS',
    appid: LOCAL_APPID,
    mchId: '1800008281',
    subAppid: LOCAL_APPID,
    subMchId: order.subMchId,
    openid: order.openid,
    subOpenid: order.openid,
    isSubscribe: 'N',
    subIsSubscribe: 'N',
    tradeType: 'JSAPI',
    bankType: 'OTHERS',
    feeType: 'CNY',
    totalFee: paid,
    cashFee: paid,
    outTradeNo: order._id,
    transactionId: order.transactionId,
    timeEnd: payTime(order.paidAt ?? 0),
    nonceStr: randomBytes(16).toString('hex'),
    userInfo: { appId: LOCAL_APPID },
  };
}
