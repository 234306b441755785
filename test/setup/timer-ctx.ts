import type { TimerCtx } from '../../cloudfunctions/platform/timer.ts';
import type { TestCloud } from './local-cloud.ts';
import { loadSdk } from './wx-sdk.ts';

/** What a job is given, through the real SDK, in the test's own process: its requests are counted apart from others'. */
export async function timerCtx(cloud: TestCloud, now: number): Promise<TimerCtx> {
  loadSdk(`${cloud.url}/admin`);
  const [{ openDb }, { keysFrom }, { wechat }, { pay }, { files }, weather, { beacon }] = await Promise.all([
    import('../../cloudfunctions/platform/db.ts'),
    import('../../cloudfunctions/platform/keys.ts'),
    import('../../cloudfunctions/platform/wechat.ts'),
    import('../../cloudfunctions/platform/pay/index.ts'),
    import('../../cloudfunctions/platform/files.ts'),
    import('../../cloudfunctions/platform/weather/index.ts'),
    import('../../cloudfunctions/platform/beacon.ts'),
  ]);
  const secrets = await cloud.secrets();
  return {
    db: openDb(),
    keys: keysFrom((name) => secrets[name] as string),
    wechat,
    pay,
    files,
    weather: weather.weather,
    secondWeather: weather.secondWeather,
    beacon,
    now,
    elapsedMs: () => 0,
  };
}
