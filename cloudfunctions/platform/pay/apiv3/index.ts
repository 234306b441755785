import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { PaymentView } from '../../../../shared-types/contract/groupbuy';
import type { RefundWord } from '../../../../shared-types/contract/groupbuy-desk';
import type { Fen } from '../../../../shared-types/ids';
import { log } from '../../log';
import { random } from '../../random';
import type { BillRow, Pay, PaymentState } from '../pay';
import { type BillCells, billRows } from './bill';
import { type Ask, clientOf, library, type Said } from './client';
import { type Merchant, readMerchant } from './merchant';

/** A payment as APIv3 tells of it; only what is used. */
interface Transaction {
  appid?: string;
  mchid?: string;
  trade_state?: string;
  transaction_id?: string;
  success_time?: string;
  amount?: { total?: number };
  payer?: { openid?: string };
}
interface RefundAnswer {
  status?: string;
}

const PATH = 'v3/pay/transactions';
/** Characters of a description at most. */
const BODY_MAX = 127;

/**
 * WeChat Pay APIv3 for a merchant of one's own, through `wechatpay-axios-plugin` (ADR 9). Without its settings nothing
 * can be paid, and nothing is known of payments; the log says which are missing.
 */
export function apiv3(read: () => Merchant = readMerchant): Pay {
  let desk: { merchant: Merchant; ask: Ask } | undefined;
  const open = async (): Promise<{ merchant: Merchant; ask: Ask } | null> => {
    try {
      const merchant = desk?.merchant ?? read();
      desk ??= { merchant, ask: await clientOf(merchant) };
      return desk;
    } catch (error) {
      log({ fn: 'pay', op: 'set-up', outcome: 'payments are not available', fault: error });
      return null;
    }
  };

  return {
    async place({ outTradeNo, body, amount, openid }) {
      const at = await open();
      if (!at) return null;
      const { mchid, appid, notifyUrl } = at.merchant;
      const placed = await at.ask<{ prepay_id?: string }>('post', `${PATH}/jsapi`, {
        body: {
          appid,
          mchid,
          description: body.slice(0, BODY_MAX),
          out_trade_no: outTradeNo,
          notify_url: notifyUrl,
          amount: { total: amount, currency: 'CNY' },
          payer: { openid },
        },
      });
      const prepayId = placed.ok ? placed.value.prepay_id : undefined;
      return prepayId ? sheetOf(at.merchant, prepayId) : null;
    },

    async state(outTradeNo) {
      const at = await open();
      if (!at) return { is: 'unknown' };
      const { mchid } = at.merchant;
      const found = await at.ask<Transaction>('get', `${PATH}/out-trade-no/${outTradeNo}`, {
        query: { mchid },
      });
      return stateOf(found, at.merchant);
    },

    async close(outTradeNo) {
      const at = await open();
      if (!at) return { is: 'unknown' };
      const { mchid } = at.merchant;
      const closed = await at.ask('post', `${PATH}/out-trade-no/${outTradeNo}/close`, { body: { mchid } });
      // Refused: paid, closed before, or unknown there. Asking tells.
      return closed.ok ? { is: 'closed' } : this.state(outTradeNo);
    },

    async refund({ outTradeNo, outRefundNo, total, amount }) {
      const at = await open();
      if (!at) return { is: 'again', said: { code: 'NOT_SET_UP', words: null } };
      // The same number again is the same refund: it answers how far that is.
      const asked = await at.ask<RefundAnswer>('post', 'v3/refund/domestic/refunds', {
        body: {
          out_trade_no: outTradeNo,
          out_refund_no: outRefundNo,
          amount: { refund: amount, total, currency: 'CNY' },
        },
      });
      const found = asked.ok
        ? asked
        : await at.ask<RefundAnswer>('get', `v3/refund/domestic/refunds/${outRefundNo}`);
      if (found.ok && found.value.status === 'SUCCESS') return { is: 'done' };
      // Why it was refused says more than that there is no such refund.
      const refusal = asked.ok ? found : asked;
      return found.ok
        ? { is: 'again', said: { code: found.value.status ?? 'NO_ANSWER', words: null } }
        : { is: 'again', said: refusal.ok ? { code: 'NO_ANSWER', words: null } : spoken(refusal) };
    },

    billsByDay: true,
    async bill(day) {
      const at = await open();
      return day !== null && at ? billOf(at.ask, day) : null;
    },
  };
}

const spoken = ({ status, code, words }: Extract<Said<never>, { ok: false }>): RefundWord => ({
  code: status === 0 ? 'NO_ANSWER' : code,
  words,
});

/** What `requestPayment` takes: signed by us, so that no phone can alter it. */
async function sheetOf({ appid, privateKey }: Merchant, prepayId: string): Promise<PaymentView> {
  const { Formatter, Rsa } = await library();
  const timeStamp = String(Math.floor(Date.now() / 1000));
  const nonceStr = random.traceId();
  const named = `prepay_id=${prepayId}`;
  const paySign = Rsa.sign(
    Formatter.joinedByLineFeed(appid, timeStamp, nonceStr, named),
    Rsa.from(privateKey, Rsa.KEY_TYPE_PRIVATE),
  );
  return { timeStamp, nonceStr, package: named, signType: 'RSA', paySign };
}

function stateOf(said: Said<Transaction>, { mchid, appid }: Merchant): PaymentState {
  if (!said.ok)
    return said.status === 404 && said.code === 'ORDER_NOT_EXIST' ? { is: 'closed' } : { is: 'unknown' };
  const { value } = said;
  // Of another merchant or app: nothing of ours.
  if (value.mchid !== mchid || value.appid !== appid) return { is: 'unknown' };
  switch (value.trade_state) {
    case 'SUCCESS':
    case 'REFUND':
      return paid(value);
    case 'CLOSED':
    case 'REVOKED':
      return { is: 'closed' };
    case 'NOTPAY':
    case 'USERPAYING':
    case 'PAYERROR':
      return { is: 'open' };
    default:
      return { is: 'unknown' };
  }
}

function paid({ amount, payer, transaction_id, success_time }: Transaction): PaymentState {
  const at = Date.parse(success_time ?? '');
  return amount?.total !== undefined && payer?.openid && transaction_id && Number.isFinite(at)
    ? { is: 'paid', amount: amount.total as Fen, openid: payer.openid, transactionId: transaction_id, at }
    : { is: 'unknown' };
}

/**
 * The trade bill of a day that is over, there from about 10:00 on the next day; a day without any trade has none. Null:
 * it is not to be had now, or it is not what its digest says.
 */
async function billOf(ask: Ask, day: string): Promise<BillRow[] | null> {
  const asked = await ask<{ download_url: string; hash_value: string }>('get', 'v3/bill/tradebill', {
    query: { bill_date: day, bill_type: 'ALL', tar_type: 'GZIP' },
  });
  if (!asked.ok) return asked.code === 'NO_STATEMENT_EXIST' ? [] : null;
  const { download_url, hash_value } = asked.value;
  const file = await ask<Buffer>('get', pathOf(download_url), { raw: true });
  if (!file.ok) return null;
  try {
    // The digest is of the bill itself, not of the packed file.
    const text = await promisify(gunzip)(file.value);
    if (createHash('sha1').update(text).digest('hex') !== hash_value.toLowerCase())
      throw new Error('the bill is not what its digest says');
    const { Formatter } = await library();
    return billRows((Formatter.castCsvBill(text) as unknown as { rows: BillCells[] }).rows);
  } catch (error) {
    log({ fn: 'pay', op: 'bill', outcome: 'not read', fault: error });
    return null;
  }
}

/** Downloads are asked for at the same address as everything else: what is signed is path and query. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname.slice(1)}${search}`;
}
