import { randomBytes } from 'node:crypto';
import {
  type Desks,
  LOCAL_APPID,
  type PayOrder,
  type PayRefund,
  PayRefused,
  payTime,
} from '../desks/index.ts';
import type { Clock, Invocation } from '../types.ts';
import { WireError } from './errors.ts';
import { isRecord, type ParsedRequest } from './request.ts';

type Fields = Record<string, unknown>;

/**
 * `cloud.cloudPay.*`. Keys are snake_case here and camelCase in the function. A refusal is no exception: it comes as
 * `resultCode: 'FAIL'` with errCodeDes; its `err_code` does not survive, because the SDK puts `errCode: 0` over it.
 */
export class CloudPay {
  readonly #desks: Desks;
  readonly #clock: Clock;

  constructor(deps: { desks: Desks; clock: Clock }) {
    this.#desks = deps.desks;
    this.#clock = deps.clock;
  }

  /** Runs one API of a form request and answers WeChat Pay's fields. */
  async handle(req: ParsedRequest, invocation: Invocation | undefined): Promise<Fields> {
    const params = paramsOf(req.parts.get('requestData'));
    try {
      const answer = await this.#run(String(req.fields.apiName ?? ''), params, invocation);
      return { ...merchant(params), result_code: 'SUCCESS', ...answer };
    } catch (error) {
      if (error instanceof BadField) return { return_code: 'FAIL', return_msg: error.message };
      if (!(error instanceof PayRefused)) throw error;
      return { ...merchant(params), result_code: 'FAIL', err_code: error.code, err_code_des: error.message };
    }
  }

  #run(api: string, params: Fields, invocation: Invocation | undefined): Promise<Fields> {
    switch (api) {
      case 'unifiedOrder':
        return this.#unifiedOrder(params, invocation);
      case 'queryOrder':
        return this.#queryOrder(params);
      case 'closeOrder':
        return this.#desks.pay.close(text(params, 'out_trade_no', 32)).then(() => ({}));
      case 'refund':
        return this.#refund(params);
      case 'queryRefund':
        return this.#queryRefund(params);
      default:
        throw new WireError('INVALID_PARAM', `unknown cloudPay api: ${api}`);
    }
  }

  async #unifiedOrder(params: Fields, invocation: Invocation | undefined): Promise<Fields> {
    text(params, 'spbill_create_ip', 64);
    const order = await this.#desks.pay.place({
      outTradeNo: tradeNo(params, 'out_trade_no', 32),
      totalFee: fen(params, 'total_fee'),
      body: text(params, 'body', 128),
      subMchId: text(params, 'sub_mch_id', 32),
      envId: text(params, 'env_id', 64),
      functionName: text(params, 'function_name', 64),
      openid: String(params.sub_openid ?? params.openid ?? invocation?.caller.openid ?? ''),
    });
    const payment = {
      app_id: LOCAL_APPID,
      time_stamp: String(Math.floor(this.#clock.now() / 1000)),
      nonce_str: randomBytes(16).toString('hex'),
      package: `prepay_id=${order.prepayId}`,
      sign_type: 'MD5',
      pay_sign: randomBytes(16).toString('hex').toUpperCase(),
    };
    return { trade_type: 'JSAPI', prepay_id: order.prepayId, payment };
  }

  async #queryOrder(params: Fields): Promise<Fields> {
    const order = await this.#desks.pay.query(text(params, 'out_trade_no', 32));
    const refunds = await this.#desks.pay.refundsOf(order._id);
    const state = order.state === 'SUCCESS' && refunds.length > 0 ? 'REFUND' : order.state;
    return { out_trade_no: order._id, trade_state: state, ...(order.paidAt ? paymentFields(order) : {}) };
  }

  async #refund(params: Fields): Promise<Fields> {
    const refund = await this.#desks.pay.refund({
      outTradeNo: text(params, 'out_trade_no', 32),
      outRefundNo: tradeNo(params, 'out_refund_no', 64),
      totalFee: fen(params, 'total_fee'),
      refundFee: fen(params, 'refund_fee'),
    });
    const order = await this.#desks.pay.query(refund.outTradeNo);
    return {
      ...paymentFields(order),
      out_trade_no: order._id,
      out_refund_no: refund._id,
      refund_id: refund.refundId,
      refund_fee: refund.refundFee,
      cash_refund_fee: refund.refundFee,
    };
  }

  async #queryRefund(params: Fields): Promise<Fields> {
    const refunds = await this.#refundsAskedFor(params);
    const first = refunds[0];
    if (!first) throw new PayRefused('REFUNDNOTEXIST', '退款订单查询失败');
    const order = await this.#desks.pay.query(first.outTradeNo);
    const total = refunds.reduce((sum, refund) => sum + refund.refundFee, 0);
    const numbered = refunds.flatMap((refund, i) => Object.entries(refundFields(refund, i)));
    return {
      ...paymentFields(order),
      out_trade_no: order._id,
      refund_count: refunds.length,
      refund_fee: total,
      ...Object.fromEntries(numbered),
    };
  }

  async #refundsAskedFor(params: Fields): Promise<PayRefund[]> {
    if (params.out_refund_no !== undefined) {
      return [await this.#desks.pay.findRefund(text(params, 'out_refund_no', 64))];
    }
    return this.#desks.pay.refundsOf(text(params, 'out_trade_no', 32));
  }
}

function paymentFields(order: PayOrder): Fields {
  return {
    total_fee: order.paid ?? order.totalFee,
    cash_fee: order.paid ?? order.totalFee,
    fee_type: 'CNY',
    transaction_id: order.transactionId,
    time_end: order.paidAt ? payTime(order.paidAt) : undefined,
    openid: order.openid,
    sub_openid: order.openid,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
  };
}

/** WeChat numbers the refunds of an order: `refund_fee_0`, `refund_fee_1` … */
function refundFields(refund: PayRefund, i: number): Fields {
  return {
    [`out_refund_no_${i}`]: refund._id,
    [`refund_id_${i}`]: refund.refundId,
    [`refund_fee_${i}`]: refund.refundFee,
    [`refund_status_${i}`]: 'SUCCESS',
    [`refund_success_time_${i}`]: payTime(refund.at),
  };
}

function merchant(params: Fields): Fields {
  return {
    return_code: 'SUCCESS',
    return_msg: 'OK',
    appid: LOCAL_APPID,
    mch_id: '1800008281',
    sub_appid: LOCAL_APPID,
    sub_mch_id: params.sub_mch_id,
    nonce_str: randomBytes(16).toString('hex'),
  };
}

/** A parameter WeChat Pay does not take: `return_code: FAIL`. */
class BadField extends Error {}

function text(params: Fields, name: string, max: number): string {
  const value = params[name];
  if (typeof value === 'string' && value !== '' && value.length <= max) return value;
  throw new BadField(`参数错误: ${name} must be a string of 1 to ${max} characters`);
}

function tradeNo(params: Fields, name: string, max: number): string {
  const value = text(params, name, max);
  if (/^[0-9A-Za-z_\-|*@]+$/.test(value)) return value;
  throw new BadField(`参数错误: ${name} has characters that are not allowed`);
}

function fen(params: Fields, name: string): number {
  const value = params[name];
  if (typeof value === 'number' && Number.isInteger(value) && value > 0) return value;
  throw new BadField(`参数错误: ${name} must be a whole number of fen above 0`);
}

function paramsOf(bytes: Buffer | undefined): Fields {
  try {
    const params: unknown = JSON.parse(bytes?.toString('utf8') || '{}');
    if (isRecord(params)) return params;
  } catch {
    // answered below
  }
  throw new WireError('INVALID_PARAM', 'param.requestData is not valid JSON');
}
