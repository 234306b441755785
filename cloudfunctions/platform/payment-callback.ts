import cloud from 'wx-server-sdk';
import { openDb } from './db';
import { files } from './files';
import { keys } from './keys';
import { log } from './log';
import { pay } from './pay';
import { random } from './random';
import type { TimerCtx } from './timer';
import { wechat } from './wechat';

/** Only the number is taken from a callback; what it says of money is asked from the provider. */
export type PaymentCallback = (ctx: TimerCtx, outTradeNo: string) => Promise<void>;

/**
 * Makes the entry of the function that the provider calls back. `{ errcode: 0 }` says that it need not call again; a
 * fault makes it repeat. Anybody else is `not_allowed`.
 */
export function servePayment(name: string, run: PaymentCallback) {
  return async (event: unknown, context?: { request_id?: string }): Promise<unknown> => {
    const { OPENID, SOURCE } = cloud.getWXContext();
    const now = Date.now();
    if (OPENID || SOURCE !== 'wx_paycallback')
      return {
        ok: false,
        refusal: { code: 'not_allowed', message: 'payment callbacks only' },
        serverTime: now,
      };
    const trace = context?.request_id ?? random.traceId();
    const started = performance.now();
    const db = openDb();
    const elapsedMs = () => performance.now() - started;
    const finish = (outcome: string, fault?: unknown) =>
      log({
        trace,
        fn: name,
        op: 'paid',
        outcome,
        ms: Math.round(elapsedMs()),
        requests: db.requests,
        fault,
      });
    const number = (event as { outTradeNo?: unknown } | null)?.outTradeNo;
    // Not one of our numbers: repeating it would not make it one.
    if (typeof number !== 'string' || !/^[0-9A-Za-z_|*@-]{1,32}$/.test(number)) {
      finish('invalid_input');
      return { errcode: 0, errmsg: 'ignored' };
    }
    try {
      await run({ db, keys: keys(), wechat, pay, files, now, elapsedMs }, number);
      finish('ok');
      return { errcode: 0, errmsg: 'ok' };
    } catch (error) {
      finish('fault', error);
      throw new Error(`internal ${trace}`);
    }
  };
}
