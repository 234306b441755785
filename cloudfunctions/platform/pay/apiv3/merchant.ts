import { option } from '../../env';

/** A merchant of WeChat Pay as its APIv3 knows it, from the environment (docs/payments.md). */
export interface Merchant {
  mchid: string;
  appid: string;
  /** Serial number of the merchant's own certificate. */
  serial: string;
  /** PEM; signs what we ask. */
  privateKey: string;
  /** 32 characters; seals what callbacks carry. */
  apiv3Key: string;
  /** Id of WeChat Pay's public key, or serial number of its platform certificate, and the PEM: verifies what it says. */
  platform: { id: string; key: string };
  /** Where callbacks go, https. */
  notifyUrl: string;
  baseUrl: string;
}

const NAMES = {
  mchid: 'WXPAY_MCH_ID',
  appid: 'WXPAY_APP_ID',
  serial: 'WXPAY_SERIAL',
  privateKey: 'WXPAY_PRIVATE_KEY',
  apiv3Key: 'WXPAY_APIV3_KEY',
  platformId: 'WXPAY_PUBLIC_KEY_ID',
  platformKey: 'WXPAY_PUBLIC_KEY',
  notifyUrl: 'WXPAY_NOTIFY_URL',
} as const;

/** Environments keep a value on one line: a PEM's ends of lines are written `\n` there. */
const read = (name: string): string => option(name, '').replaceAll('\\n', '\n');

/** @throws naming the variables that are not set, never their values */
export function readMerchant(): Merchant {
  const missing = Object.values(NAMES).filter((name) => read(name) === '');
  if (missing.length > 0) throw new Error(`WeChat Pay is not set up: ${missing.join(', ')} not set`);
  return {
    mchid: read(NAMES.mchid),
    appid: read(NAMES.appid),
    serial: read(NAMES.serial),
    privateKey: read(NAMES.privateKey),
    apiv3Key: read(NAMES.apiv3Key),
    platform: { id: read(NAMES.platformId), key: read(NAMES.platformKey) },
    notifyUrl: read(NAMES.notifyUrl),
    baseUrl: option('WXPAY_BASE_URL', 'https://api.mch.weixin.qq.com/'),
  };
}
