import {
  createCipheriv,
  createHash,
  createSign,
  createVerify,
  generateKeyPairSync,
  randomBytes,
} from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { PaymentView } from '../../shared-types/contract/groupbuy.ts';

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

interface Order {
  total: number;
  openid: string;
  state: 'NOTPAY' | 'SUCCESS' | 'CLOSED';
  transactionId?: string;
  /** Beijing time, RFC 3339. */
  at?: string;
}
interface Refund {
  outTradeNo: string;
  amount: number;
  status: 'SUCCESS' | 'PROCESSING' | 'ABNORMAL';
  at: string;
}
type Said = { status: number; body?: unknown; raw?: Buffer };
const error = (status: number, code: string): Said => ({ status, body: { code, message: code } });

/**
 * Stands in for WeChat Pay's APIv3 in the shapes of its documentation: checks the signature of every request against the
 * merchant's key, signs every answer and callback with a key of its own. It keeps the park's time.
 */
export class WechatPay {
  readonly orders = new Map<string, Order>();
  readonly refunds = new Map<string, Refund>();
  /** What the next requests are answered instead; the oldest first. */
  readonly instead: Said[] = [];
  /** The next so many refunds are accepted, and not done yet. */
  processing = 0;
  /** Spoils the signature of the next answers. */
  forged = 0;
  readonly asked: string[] = [];
  readonly apiv3Key = randomBytes(16).toString('hex');
  readonly #merchant = pair();
  readonly #platform = pair();
  #server: Server | undefined;
  /** Bills by day, as the file's lines; without one, the orders and refunds there are. */
  readonly bills = new Map<string, string>();

  constructor(readonly now: () => number) {}

  async start(): Promise<this> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
    return this;
  }
  stop(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }
  url = '';

  /** The environment of a merchant whose provider this is. */
  get env(): Record<string, string> {
    return {
      PAY_PROVIDER: 'apiv3',
      WXPAY_MCH_ID: '1900000001',
      WXPAY_APP_ID: 'wx0000000000000001',
      WXPAY_SERIAL: 'MERCHANTSERIAL01',
      WXPAY_PRIVATE_KEY: this.#merchant.privateKey.replaceAll('\n', '\\n'),
      WXPAY_APIV3_KEY: this.apiv3Key,
      WXPAY_PUBLIC_KEY_ID: 'PUB_KEY_ID_TEST',
      WXPAY_PUBLIC_KEY: this.#platform.publicKey.replaceAll('\n', '\\n'),
      WXPAY_NOTIFY_URL: 'https://park.example/paynotify',
      WXPAY_BASE_URL: this.url,
    };
  }

  /** Somebody pays, at this instant of the park. */
  pay(outTradeNo: string, over: Partial<Order> = {}): void {
    const order = this.orders.get(outTradeNo);
    if (!order) throw new Error(`nothing was placed under ${outTradeNo}`);
    this.orders.set(outTradeNo, {
      ...order,
      state: 'SUCCESS',
      transactionId: `4200${outTradeNo.slice(0, 24)}`,
      at: beijing(this.now()),
      ...over,
    });
  }

  /** Whether the merchant signed a pay sheet. */
  isSigned({ timeStamp, nonceStr, package: named, paySign }: PaymentView): boolean {
    const signed = [this.env.WXPAY_APP_ID, timeStamp, nonceStr, named, ''].join('\n');
    return createVerify('sha256').update(signed).verify(this.#merchant.publicKey, paySign, 'base64');
  }

  /** A callback as it comes over HTTP: its headers and its body, sealed and signed. */
  notice(
    outTradeNo: string,
    over: Record<string, unknown> = {},
  ): { headers: Record<string, string>; body: string } {
    const order = this.orders.get(outTradeNo);
    const nonce = randomBytes(6).toString('hex');
    const plain = JSON.stringify({
      ...(order ? this.#transaction(outTradeNo, order) : { out_trade_no: outTradeNo }),
      ...over,
    });
    const cipher = createCipheriv('aes-256-gcm', this.apiv3Key, nonce).setAAD(Buffer.from('transaction'));
    const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    const body = JSON.stringify({
      id: randomBytes(8).toString('hex'),
      create_time: beijing(this.now()),
      resource_type: 'encrypt-resource',
      event_type: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      resource: {
        original_type: 'transaction',
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext: sealed.toString('base64'),
        associated_data: 'transaction',
        nonce,
      },
    });
    return { headers: this.#signed(body), body };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const url = new URL(request.url ?? '', this.url);
    this.asked.push(`${request.method} ${url.pathname}`);
    const said =
      this.instead.shift() ??
      (this.#isMerchant(request, body)
        ? this.#handle(request.method ?? '', url, body)
        : error(401, 'SIGN_ERROR'));
    const text = said.raw ?? (said.body === undefined ? '' : JSON.stringify(said.body));
    response.writeHead(said.status, { 'Content-Type': 'application/json', ...this.#signed(String(text)) });
    response.end(text);
  }

  #handle(method: string, url: URL, body: string): Said {
    const sent = body === '' ? {} : JSON.parse(body);
    const [, number, close] =
      /^\/v3\/pay\/transactions\/out-trade-no\/([^/]+)(\/close)?$/.exec(url.pathname) ?? [];
    if (url.pathname === '/v3/pay/transactions/jsapi') return this.#place(sent);
    if (number) return close ? this.#close(number) : this.#state(number);
    if (url.pathname === '/v3/refund/domestic/refunds' && method === 'POST') return this.#refund(sent);
    const [, refund] = /^\/v3\/refund\/domestic\/refunds\/([^/]+)$/.exec(url.pathname) ?? [];
    if (refund) return this.#refundState(refund);
    if (url.pathname === '/v3/bill/tradebill') return this.#bill(url.searchParams.get('bill_date') ?? '');
    if (url.pathname === '/v3/billdownload/file')
      return { status: 200, raw: gzipSync(this.#billFile(url.searchParams.get('token') ?? '')) };
    return error(404, 'RESOURCE_NOT_EXISTS');
  }

  #place(sent: { out_trade_no: string; amount: { total: number }; payer: { openid: string } }): Said {
    const { out_trade_no, amount, payer } = sent;
    const order = this.orders.get(out_trade_no);
    if (order?.state === 'SUCCESS') return error(400, 'ORDERPAID');
    if (order?.state === 'CLOSED') return error(400, 'ORDER_CLOSED');
    if (order && order.total !== amount.total) return error(400, 'OUT_TRADE_NO_USED');
    this.orders.set(out_trade_no, { total: amount.total, openid: payer.openid, state: 'NOTPAY' });
    return { status: 200, body: { prepay_id: `wx${out_trade_no}` } };
  }
  #state(number: string): Said {
    const order = this.orders.get(number);
    return order ? { status: 200, body: this.#transaction(number, order) } : error(404, 'ORDER_NOT_EXIST');
  }
  #close(number: string): Said {
    const order = this.orders.get(number);
    if (!order) return error(404, 'ORDER_NOT_EXIST');
    if (order.state === 'SUCCESS') return error(400, 'ORDERPAID');
    order.state = 'CLOSED';
    return { status: 204 };
  }
  #refund(sent: { out_trade_no: string; out_refund_no: string; amount: { refund: number } }): Said {
    const { out_trade_no, out_refund_no, amount } = sent;
    const order = this.orders.get(out_trade_no);
    if (order?.state !== 'SUCCESS') return error(404, 'RESOURCE_NOT_EXISTS');
    const known = this.refunds.get(out_refund_no);
    if (known && known.amount !== amount.refund) return error(400, 'INVALID_REQUEST');
    const before = [...this.refunds.values()].filter(({ outTradeNo }) => outTradeNo === out_trade_no);
    const back = before.reduce((sum, refund) => sum + refund.amount, 0);
    if (!known && back + amount.refund > order.total) return error(400, 'NOT_ENOUGH');
    const status = this.processing > 0 ? 'PROCESSING' : 'SUCCESS';
    if (this.processing > 0) this.processing--;
    const refund: Refund = {
      outTradeNo: out_trade_no,
      amount: amount.refund,
      at: beijing(this.now()),
      ...known,
      status,
    };
    this.refunds.set(out_refund_no, refund);
    return this.#refundState(out_refund_no);
  }
  #refundState(number: string): Said {
    const refund = this.refunds.get(number);
    if (!refund) return error(404, 'RESOURCE_NOT_EXISTS');
    const { outTradeNo, status, amount } = refund;
    return {
      status: 200,
      body: {
        refund_id: `50${number}`,
        out_refund_no: number,
        out_trade_no: outTradeNo,
        status,
        amount: { refund: amount },
      },
    };
  }

  #bill(day: string): Said {
    if (day >= beijing(this.now()).slice(0, 10)) return error(400, 'INVALID_REQUEST');
    const file = this.#billFile(day);
    if (file === '') return error(400, 'NO_STATEMENT_EXIST');
    const digest = createHash('sha1').update(file).digest('hex');
    return {
      status: 200,
      body: {
        download_url: `https://api.mch.weixin.qq.com/v3/billdownload/file?token=${day}`,
        hash_type: 'SHA1',
        hash_value: digest,
      },
    };
  }
  #billFile(day: string): string {
    const given = this.bills.get(day);
    if (given !== undefined) return given;
    const paid = [...this.orders].filter(([, { state, at }]) => state === 'SUCCESS' && at?.startsWith(day));
    const back = [...this.refunds].filter(([, { at }]) => at.startsWith(day));
    const rows = [
      ...paid.map(([number, { total, openid, at = '' }]) => billLine(at, number, openid, total)),
      ...back.map(([number, { outTradeNo, amount, status, at }]) =>
        billLine(at, outTradeNo, '', 0, { number, amount, status }),
      ),
    ];
    return rows.length === 0 ? '' : billText(rows);
  }

  #transaction(number: string, { total, openid, state, transactionId, at }: Order) {
    const { WXPAY_MCH_ID: mchid, WXPAY_APP_ID: appid } = this.env;
    const common = { appid, mchid, out_trade_no: number, trade_state: state, trade_state_desc: state };
    return state === 'SUCCESS'
      ? {
          ...common,
          transaction_id: transactionId,
          trade_type: 'JSAPI',
          bank_type: 'OTHERS',
          success_time: at,
          payer: { openid },
          amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
        }
      : common;
  }

  #isMerchant(request: IncomingMessage, body: string): boolean {
    const fields = Object.fromEntries(
      [...(request.headers.authorization ?? '').matchAll(/(\w+)="([^"]*)"/g)].map(([, name, value]) => [
        name,
        value,
      ]),
    );
    const signed = [request.method, request.url, fields.timestamp, fields.nonce_str, body, ''].join('\n');
    return (
      fields.serial_no === this.env.WXPAY_SERIAL &&
      createVerify('sha256')
        .update(signed)
        .verify(this.#merchant.publicKey, fields.signature ?? '', 'base64')
    );
  }

  #signed(body: string): Record<string, string> {
    const timestamp = String(Math.floor(this.now() / 1000));
    const nonce = randomBytes(16).toString('hex');
    const isForged = this.forged > 0;
    if (isForged) this.forged--;
    const signature = createSign('sha256')
      .update([timestamp, nonce, isForged ? `${body} ` : body, ''].join('\n'))
      .sign(this.#platform.privateKey, 'base64');
    return {
      'Wechatpay-Timestamp': timestamp,
      'Wechatpay-Nonce': nonce,
      'Wechatpay-Serial': 'PUB_KEY_ID_TEST',
      'Wechatpay-Signature': signature,
    };
  }
}

const beijing = (at: number): string =>
  new Date(at + 8 * 3_600_000).toISOString().replace(/\.\d+Z$/, '+08:00');

const CAPTIONS =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const yuan = (fen: number): string => (fen / 100).toFixed(2);

/** A line of a trade bill; every cell has a backtick before it. */
export function billLine(
  at: string,
  outTradeNo: string,
  openid: string,
  total: number,
  refund?: { number: string; amount: number; status: string },
): string {
  const cells = [
    at.slice(0, 19).replace('T', ' '),
    'wx0000000000000001',
    '1900000001',
    '0',
    '',
    '4200',
    outTradeNo,
    openid,
  ];
  const state = refund ? 'REFUND' : 'SUCCESS';
  const back = refund
    ? ['50', refund.number, yuan(refund.amount), '0.00', 'ORIGINAL', refund.status]
    : ['0', '0', '0.00', '0.00', '', ''];
  return [
    ...cells,
    'JSAPI',
    state,
    'OTHERS',
    'CNY',
    yuan(refund ? 0 : total),
    '0.00',
    ...back,
    '海豚合影，两人团',
    '',
    '0.00000',
    '0.60%',
    yuan(refund ? 0 : total),
    yuan(refund?.amount ?? 0),
    '',
  ]
    .map((cell) => `\`${cell}`)
    .join(',');
}
export const billText = (lines: string[]): string =>
  `\uFEFF${[CAPTIONS, ...lines, '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额', `\`${lines.length},\`0.00,\`0.00,\`0.00,\`0.00000,\`0.00,\`0.00`, ''].join('\r\n')}`;
