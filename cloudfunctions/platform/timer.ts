import cloud from 'wx-server-sdk';
import type { Answer } from '../../shared-types/contract/operation';
import { type Beacon, beacon } from './beacon';
import { type Db, openDb } from './db';
import { type Files, files } from './files';
import { type Keys, keys } from './keys';
import { log } from './log';
import { type Pay, pay } from './pay';
import { random } from './random';
import { steady } from './steady-db';
import { type SecondWeather, secondWeather, type Weather, weather } from './weather';
import { type WeChat, wechat } from './wechat';

export interface TimerCtx {
  db: Db;
  keys: Keys;
  wechat: WeChat;
  pay: Pay;
  files: Files;
  weather: Weather;
  secondWeather: SecondWeather;
  beacon: Beacon;
  /** The park's clock, epoch ms. */
  now: number;
  /** Real milliseconds since this run began. */
  elapsedMs: () => number;
}

/** Makes the entry of a function that only a timer may start: a person, or anything else, is `not_allowed`. */
export function serveTimer(name: string, run: (ctx: TimerCtx) => Promise<unknown>) {
  return async (_event: unknown, context?: { request_id?: string }): Promise<Answer<unknown>> => {
    const { OPENID, SOURCE } = cloud.getWXContext();
    const now = Date.now();
    if (OPENID || SOURCE !== 'wx_trigger')
      return { ok: false, refusal: { code: 'not_allowed', message: 'timers only' }, serverTime: now };
    const trace = context?.request_id ?? random.traceId();
    const started = performance.now();
    const elapsedMs = () => performance.now() - started;
    const db = steady(openDb());
    const finish = (outcome: string, fault?: unknown) =>
      log({
        trace,
        fn: name,
        op: 'tick',
        outcome,
        ms: Math.round(elapsedMs()),
        requests: db.requests,
        fault,
      });
    try {
      const value = await run({
        db,
        keys: keys(),
        wechat,
        pay,
        files,
        weather,
        secondWeather,
        beacon,
        now,
        elapsedMs,
      });
      finish('ok');
      return { ok: true, value, serverTime: now };
    } catch (error) {
      finish('fault', error);
      throw new Error(`internal ${trace}`);
    }
  };
}
