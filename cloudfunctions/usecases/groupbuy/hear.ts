import type { TimerCtx } from '../../platform/timer';
import { receive } from './receive';

/**
 * Somebody says that something was paid: the provider is asked, and only what it says counts. A number that it does not
 * know, or that is not paid, changes nothing.
 *
 * @throws while the provider gives no answer: the callback is repeated
 */
export async function hear(ctx: TimerCtx, outTradeNo: string): Promise<void> {
  const state = await ctx.pay.state(outTradeNo);
  if (state.is === 'unknown') throw new Error('the payment provider gave no answer');
  if (state.is !== 'paid') return;
  const { amount, openid, transactionId, at } = state;
  await receive(ctx, { outTradeNo, amount, openid, transactionId, at });
}
