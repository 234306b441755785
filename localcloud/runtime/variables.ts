import type { Caller } from '../types.ts';

/** The name of the one environment; a real one looks like `park-1a2b3c`. */
export const ENV_ID = 'local-cloud';

/** The variables an instance has as long as it lives: what the SDK needs to find and speak to the wire. */
export function instanceVariables(functionName: string, wireUrl: string): Record<string, string> {
  return {
    TZ: 'UTC',
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: 'local',
    TENCENTCLOUD_SECRETKEY: 'local',
    TENCENTCLOUD_SESSIONTOKEN: '',
    SCF_NAMESPACE: ENV_ID,
    SCF_FUNCTIONNAME: functionName,
    TCB_ENV: ENV_ID,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: wireUrl }),
    TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SOURCE',
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_UNIONID,WX_CLIENTIP,WX_API_TOKEN',
  };
}

/** The variables of one call. `token` is how the wire knows which call a request belongs to. */
export function callVariables(caller: Caller, token: string): Record<string, string> {
  return {
    WX_API_TOKEN: token,
    TCB_SOURCE: caller.source,
    ...(caller.openid === undefined ? {} : { WX_OPENID: caller.openid }),
    ...(caller.unionid === undefined ? {} : { WX_UNIONID: caller.unionid }),
    ...(caller.clientip === undefined ? {} : { WX_CLIENTIP: caller.clientip }),
  };
}
