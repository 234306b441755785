import cloud from 'wx-server-sdk';
import { beacon } from './beacon';
import { openDb } from './db';
import { files } from './files';
import { keys } from './keys';
import { log } from './log';
import { noticeReader, pay } from './pay';
import { type HttpEvent, isHttp } from './pay/apiv3/notice';
import { random } from './random';
import type { TimerCtx } from './timer';
import { secondWeather, weather } from './weather';
import { wechat } from './wechat';

/** Only the number is taken from a callback; what it says of money is asked from the provider. */
export type PaymentCallback = (ctx: TimerCtx, outTradeNo: string) => Promise<void>;

/** How a run that has begun is told of in the log. */
type Finish = (outcome: string, fault?: unknown) => void;
type Run = (ctx: TimerCtx, finish: Finish, trace: string) => Promise<unknown>;

/**
 * Makes the entry of the function that the provider calls back: the platform's own event, or (APIv3) a signed request
 * over HTTP. The answer says that it need not call again; a fault makes it repeat. Anybody else is `not_allowed`.
 */
export function servePayment(name: string, hear: PaymentCallback) {
  return async (event: unknown, context?: { request_id?: string }): Promise<unknown> => {
    const { OPENID, SOURCE } = cloud.getWXContext();
    const start = (run: Run) => begin(name, context?.request_id, run);
    if (!OPENID && SOURCE === 'wx_paycallback') return start(ofPlatform(event, hear));
    if (!OPENID && noticeReader && isHttp(event) && !/wx_(client|trigger)/.test(String(SOURCE ?? '')))
      return start(overHttp(event, noticeReader, hear));
    return {
      ok: false,
      refusal: { code: 'not_allowed', message: 'payment callbacks only' },
      serverTime: Date.now(),
    };
  };
}

function begin(fn: string, requestId: string | undefined, run: Run): Promise<unknown> {
  const trace = requestId ?? random.traceId();
  const started = performance.now();
  const elapsedMs = () => performance.now() - started;
  const db = openDb();
  const finish: Finish = (outcome, fault) =>
    log({ trace, fn, op: 'paid', outcome, ms: Math.round(elapsedMs()), requests: db.requests, fault });
  const ports = { keys: keys(), wechat, pay, files, weather, secondWeather, beacon };
  return run({ db, ...ports, now: Date.now(), elapsedMs }, finish, trace);
}

const isNumber = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9A-Za-z_|*@-]{1,32}$/.test(value);

/** The event of `cloud.cloudPay`; the platform vouches for who calls. */
function ofPlatform(event: unknown, hear: PaymentCallback): Run {
  return async (ctx, finish, trace) => {
    const number = (event as { outTradeNo?: unknown } | null)?.outTradeNo;
    // Not one of our numbers: repeating it would not make it one.
    if (!isNumber(number)) {
      finish('invalid_input');
      return { errcode: 0, errmsg: 'ignored' };
    }
    try {
      await hear(ctx, number);
      finish('ok');
      return { errcode: 0, errmsg: 'ok' };
    } catch (error) {
      finish('fault', error);
      throw new Error(`internal ${trace}`);
    }
  };
}

/** A request over HTTP; its signature vouches for who calls. */
function overHttp(event: HttpEvent, read: NonNullable<typeof noticeReader>, hear: PaymentCallback): Run {
  return async (ctx, finish) => {
    try {
      const notice = await read(event, ctx.now);
      if ('disbelief' in notice) {
        finish(notice.disbelief);
        return httpAnswer(401, 'FAIL', notice.disbelief);
      }
      if (isNumber(notice.outTradeNo)) await hear(ctx, notice.outTradeNo);
      finish('ok');
      return httpAnswer(200, 'SUCCESS', '');
    } catch (error) {
      finish('fault', error);
      return httpAnswer(500, 'FAIL', 'again later');
    }
  };
}

const httpAnswer = (statusCode: number, code: string, message: string) => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ code, message }),
});
