import type { PaymentView } from '@shared/contract';
import { wechat } from '../texts/wechat';
import { yuanOf } from '../ui/format';
import { askLikeWeChat } from './ask.h5';
import type { Bill, PaySaid } from './pay';

/** A browser has no pay sheet: a stand-in asks, and the local cloud's pay desk takes the money. */
export async function pay(_payment: PaymentView, { outTradeNo, amount, title }: Bill): Promise<PaySaid> {
  const yes = await askLikeWeChat({
    label: wechat.pay,
    lines: [
      { className: 'wx-ask-who', text: wechat.pay },
      { className: 'wx-ask-what', text: title },
      { className: 'wx-ask-amount', text: `¥${yuanOf(amount)}` },
      { className: 'wx-ask-template', text: wechat.payDesk },
    ],
    no: wechat.payCancel,
    yes: wechat.payYes,
  });
  if (!yes) return 'cancelled';
  const answer = await fetch(`/local/pay/${outTradeNo}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"result":"success"}',
  }).catch(() => undefined);
  return answer?.ok ? 'done' : 'failed';
}
