import { log } from '../../log';
import type { Merchant } from './merchant';

/**
 * The library is some hundred kilobytes: it is read when a payment needs it, not when any function starts. Its parts are
 * read one by one, because its index does not stand strict mode, which bundles are in.
 */
export async function library() {
  const [decorator, formatter, rsa, aes] = await Promise.all([
    import('wechatpay-axios-plugin/lib/decorator'),
    import('wechatpay-axios-plugin/lib/formatter'),
    import('wechatpay-axios-plugin/lib/rsa'),
    import('wechatpay-axios-plugin/lib/aes'),
  ]);
  return { Decorator: decorator.default, Formatter: formatter.default, Rsa: rsa.default, Aes: aes.default };
}

/** An answer whose signature was verified, or why there is none. `status` 0: no answer at all, or a bent one. */
export type Said<Value> =
  | { ok: true; value: Value }
  | { ok: false; status: number; code: string; words: string | null };

/** Asks WeChat Pay: signs what is asked, and believes only what is signed by it. */
export type Ask = <Value>(
  method: 'get' | 'post',
  path: string,
  more?: { body?: object; query?: Record<string, string>; raw?: true },
) => Promise<Said<Value>>;

const TIMEOUT_MS = 5_000;

export async function clientOf(merchant: Merchant): Promise<Ask> {
  const { mchid, serial, privateKey, platform, baseUrl } = merchant;
  const { Decorator } = await library();
  const client = new Decorator({
    mchid,
    serial,
    privateKey,
    certs: { [platform.id]: platform.key },
    baseURL: baseUrl,
    timeout: TIMEOUT_MS,
    // Which key it shall sign with.
    headers: { 'Wechatpay-Serial': platform.id },
  });
  return async <Value>(
    method: 'get' | 'post',
    path: string,
    { body, query, raw }: { body?: object; query?: Record<string, string>; raw?: true } = {},
  ): Promise<Said<Value>> => {
    try {
      const config = { ...(query ? { params: query } : {}), ...(raw ? { responseType: 'arraybuffer' } : {}) };
      const { data } = await client.request(path, method, body, config as never);
      return { ok: true, value: data as Value };
    } catch (error) {
      return refused(path, error);
    }
  };
}

/** Numbers of orders stand in the path; they name nobody. What was sent, and the keys, stay out of the log. */
function refused(path: string, error: unknown): Extract<Said<never>, { ok: false }> {
  const { response, code: own } = error as { response?: { status?: number; data?: unknown }; code?: unknown };
  const said = response?.data as { code?: unknown; message?: unknown } | undefined;
  const code = String(said?.code ?? own ?? 'no answer');
  // Its errors come as 4xx and 5xx; an answer of another status that was refused had a bent signature.
  const status = response?.status !== undefined && response.status >= 400 ? response.status : 0;
  log({ fn: 'pay', op: path, outcome: `${status} ${code}` });
  const words = typeof said?.message === 'string' && said.message !== '' ? said.message : null;
  return { ok: false, status, code, words };
}
