import { library } from './client';
import { type Merchant, readMerchant } from './merchant';

/** A request to a function's HTTP address, as CloudBase hands it over. */
export interface HttpEvent {
  httpMethod: string;
  headers: Record<string, string>;
  body: string;
  isBase64Encoded?: boolean;
}

/** Why a callback is not believed. */
export type Disbelief =
  | 'no_signature'
  | 'too_old'
  | 'unknown_key'
  | 'bad_signature'
  | 'unreadable'
  | 'foreign';

/** How far its clock and ours may lie apart, seconds; what is older may have been recorded by somebody. */
const SKEW_S = 300;

/**
 * Reads a callback of WeChat Pay (APIv3): its signature is verified before anything in it is looked at, then its sealed
 * part is opened, and has to name our merchant and app. Answers the payment's number; what is paid is asked for.
 *
 * @throws when WeChat Pay is not set up
 */
export async function readNotice(
  event: HttpEvent,
  now: number,
  merchant: Merchant = readMerchant(),
): Promise<{ outTradeNo: string } | { disbelief: Disbelief }> {
  const header = headersOf(event);
  const [timestamp, nonce, serial, signature] = ['timestamp', 'nonce', 'serial', 'signature'].map((name) =>
    header(`wechatpay-${name}`),
  );
  if (!timestamp || !nonce || !serial || !signature) return { disbelief: 'no_signature' };
  const age = Math.abs(now / 1000 - Number(timestamp));
  if (!(age <= SKEW_S)) return { disbelief: 'too_old' };
  if (serial !== merchant.platform.id) return { disbelief: 'unknown_key' };
  const body = bodyOf(event);
  const { Aes, Formatter, Rsa } = await library();
  const signed = Formatter.joinedByLineFeed(timestamp, nonce, body);
  if (!Rsa.verify(signed, signature, Rsa.from(merchant.platform.key, Rsa.KEY_TYPE_PUBLIC)))
    return { disbelief: 'bad_signature' };
  try {
    const { ciphertext, nonce: iv, associated_data } = JSON.parse(body).resource;
    const { mchid, appid, out_trade_no } = JSON.parse(
      Aes.AesGcm.decrypt(ciphertext, merchant.apiv3Key, iv, associated_data ?? ''),
    );
    if (mchid !== merchant.mchid || (appid ?? merchant.appid) !== merchant.appid)
      return { disbelief: 'foreign' };
    return { outTradeNo: String(out_trade_no) };
  } catch {
    return { disbelief: 'unreadable' };
  }
}

/** Names of headers come in any case. */
function headersOf({ headers }: HttpEvent): (name: string) => string | undefined {
  const all = new Map(Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => all.get(name);
}

const bodyOf = ({ body, isBase64Encoded }: HttpEvent): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

/** Whether an event is a request over HTTP at all. */
export const isHttp = (event: unknown): event is HttpEvent =>
  typeof event === 'object' &&
  event !== null &&
  typeof (event as HttpEvent).httpMethod === 'string' &&
  typeof (event as HttpEvent).body === 'string';
