import { join } from 'node:path';
import type { Clock, Engine, Runtime } from '../types.ts';
import { FileDesk } from './files.ts';
import { MessageDesk } from './messages.ts';
import { PayDesk } from './pay.ts';
import { WeatherDesk } from './weather.ts';
import { WechatDesk } from './wechat.ts';

export { DeskError } from './desk-error.ts';
export type { FileDesk } from './files.ts';
export type { MessageDesk } from './messages.ts';
export { payTime } from './park-day.ts';
export type { PayDesk } from './pay.ts';
export {
  type BillRow,
  type NewOrder,
  type Payment,
  type PaymentResult,
  type PayOrder,
  type PayRefund,
  PayRefused,
} from './pay-types.ts';
export type { WeatherDesk, WeatherReport } from './weather.ts';
export type { HourReport } from './weather-hours.ts';
export { LOCAL_APPID, resolveCloudId, type WechatDesk } from './wechat.ts';

/** The world outside of the cloud: people's inboxes, WeChat Pay, the weather provider, file storage. */
export interface Desks {
  messages: MessageDesk;
  pay: PayDesk;
  weather: WeatherDesk;
  files: FileDesk;
  wechat: WechatDesk;
  /** Empties the inbox, the pay desk, the weather and what WeChat remembers; files stay. */
  clear(): Promise<void>;
}

/** @param deps.dir the data directory; files live in its folder `files` */
export function createDesks(deps: {
  engine: Engine;
  clock: Clock;
  runtime: Pick<Runtime, 'invoke'>;
  dir: string;
}): Desks {
  const messages = new MessageDesk(deps.clock);
  const pay = new PayDesk(deps);
  const weather = new WeatherDesk(deps.clock);
  const files = new FileDesk(join(deps.dir, 'files'));
  const wechat = new WechatDesk(deps);
  return {
    messages,
    pay,
    weather,
    files,
    wechat,
    async clear() {
      messages.clear();
      weather.clear();
      await pay.clear();
      await wechat.clear();
    },
  };
}
