import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { apiv3 } from '../../cloudfunctions/platform/pay/apiv3/index.ts';
import { type Merchant, readMerchant } from '../../cloudfunctions/platform/pay/apiv3/merchant.ts';
import { readNotice } from '../../cloudfunctions/platform/pay/apiv3/notice.ts';
import type { Fen } from '../../shared-types/ids.ts';
import { DAY_MS } from '../../shared-types/park-day.ts';
import { NOW } from '../setup/product.ts';
import { billLine, billText, WechatPay } from '../setup/wechatpay.ts';

const PROCESSING = { is: 'again', said: { code: 'PROCESSING', words: null } };

let desk: WechatPay;
let merchant: Merchant;
/** The adapter believes only what was signed within five minutes: both clocks are the real one here. */
const pay = () => apiv3(() => merchant);
beforeAll(async () => {
  desk = await new WechatPay(() => Date.now()).start();
  Object.assign(process.env, desk.env);
  merchant = readMerchant();
});
afterAll(() => {
  for (const name of Object.keys(desk.env)) delete process.env[name];
  desk.stop();
});

let number: string;
let n = 0;
beforeEach(() => {
  number = `t${Date.now()}${n++}`;
});
const order = () => ({ outTradeNo: number, body: '海豚合影两人团', amount: 5900 as Fen, openid: 'o-payer' });
const refund = (amount = 5900) => ({
  outTradeNo: number,
  outRefundNo: `${number}R`,
  total: 5900 as Fen,
  amount: amount as Fen,
});

describe('a payment through APIv3', () => {
  it('is placed, once under its number, with a sheet signed by the merchant', async () => {
    const sheet = await pay().place(order());
    expect(sheet).toMatchObject({ signType: 'RSA', package: `prepay_id=wx${number}` });
    expect(sheet && desk.isSigned(sheet)).toBe(true);
    expect(await pay().place(order())).toMatchObject({ package: sheet?.package });
    expect(await pay().state(number)).toEqual({ is: 'open' });
  });

  it('that was paid says so, with what and by whom; it can be placed no more, and not be closed', async () => {
    await pay().place(order());
    desk.pay(number);
    const paid = await pay().state(number);
    expect(paid).toMatchObject({ is: 'paid', amount: 5900, openid: 'o-payer' });
    expect(await pay().close(number)).toEqual(paid);
    expect(await pay().place(order())).toBeNull();
  });

  it('that was closed, or never placed, is closed', async () => {
    expect(await pay().state(number)).toEqual({ is: 'closed' });
    expect(await pay().close(number)).toEqual({ is: 'closed' });
    await pay().place(order());
    expect([await pay().close(number), await pay().close(number)]).toEqual([
      { is: 'closed' },
      { is: 'closed' },
    ]);
  });

  it.each([
    ['an answer signed by somebody else', () => (desk.forged = 1)],
    ['a broken desk', () => desk.instead.push({ status: 500, body: { code: 'SYSTEM_ERROR' } })],
    ['too many questions', () => desk.instead.push({ status: 429, body: { code: 'FREQUENCY_LIMITED' } })],
    ['an answer that is none', () => desk.instead.push({ status: 200, raw: Buffer.from('<html>') })],
    [
      'another merchant’s payment',
      () => desk.instead.push({ status: 200, body: { appid: 'wx1', mchid: '2', trade_state: 'SUCCESS' } }),
    ],
  ])('is unknown after %s', async (_what, spoil) => {
    await pay().place(order());
    desk.pay(number);
    spoil();
    expect(await pay().state(number)).toEqual({ is: 'unknown' });
    expect(await pay().state(number)).toMatchObject({ is: 'paid' });
  });

  it('goes back once under one number, in time; more than was paid, or another sum under it, never', async () => {
    await pay().place(order());
    expect(await pay().refund(refund())).toMatchObject({ is: 'again' });
    desk.pay(number);
    desk.processing = 2;
    expect([await pay().refund(refund()), await pay().refund(refund())]).toEqual([PROCESSING, PROCESSING]);
    expect([await pay().refund(refund()), await pay().refund(refund())]).toEqual([
      { is: 'done' },
      { is: 'done' },
    ]);
    expect(desk.refunds.get(`${number}R`)).toMatchObject({ amount: 5900 });
    expect(await pay().refund({ ...refund(1), outRefundNo: `${number}L` })).toMatchObject({ is: 'again' });
  });

  it('a lost answer to a refund is asked for', async () => {
    await pay().place(order());
    desk.pay(number);
    await pay().refund(refund());
    desk.instead.push({ status: 500, body: { code: 'SYSTEM_ERROR' } });
    expect(await pay().refund(refund())).toEqual({ is: 'done' });
  });

  it('that is refused says why, in the provider’s words', async () => {
    await pay().place(order());
    desk.pay(number);
    desk.instead.push({
      status: 403,
      body: { code: 'NOT_ENOUGH', message: '基本账户余额不足，请充值后重新发起' },
    });
    expect(await pay().refund(refund())).toEqual({
      is: 'again',
      said: { code: 'NOT_ENOUGH', words: '基本账户余额不足，请充值后重新发起' },
    });
  });

  it('without its settings cannot be placed, and the reason names what is missing and no value', async () => {
    const { WXPAY_APIV3_KEY: key } = desk.env;
    delete process.env.WXPAY_APIV3_KEY;
    expect(() => readMerchant()).toThrow('WXPAY_APIV3_KEY');
    expect(await apiv3().place(order())).toBeNull();
    expect(await apiv3().state(number)).toEqual({ is: 'unknown' });
    process.env.WXPAY_APIV3_KEY = key;
    expect(await apiv3().place(order())).not.toBeNull();
  });
});

describe('the trade bill', () => {
  const day = '2026-06-14';
  const at = `${day}T10:00:00+08:00`;
  it('has payments and refunds to the fen', async () => {
    const lines = [
      billLine(at, 'a1', 'o-x', 880),
      billLine(at, 'a2', 'o-y', 5),
      billLine(at, 'a1', 'o-x', 0, { number: 'a1R', amount: 1999, status: 'SUCCESS' }),
      billLine(at, 'a2', 'o-y', 0, { number: 'a2R', amount: 5, status: 'PROCESSING' }),
      billLine(at, 'a2', 'o-y', 0, { number: 'a2L', amount: 5, status: 'FAIL' }),
    ];
    desk.bills.set(day, billText(lines));
    expect(await pay().bill(day)).toEqual([
      { outTradeNo: 'a1', amount: 880, at: Date.parse(at) },
      { outTradeNo: 'a2', amount: 5, at: Date.parse(at) },
      { outTradeNo: 'a1', outRefundNo: 'a1R', amount: 1999, at: Date.parse(at) },
      { outTradeNo: 'a2', outRefundNo: 'a2R', amount: 5, at: Date.parse(at) },
    ]);
  });

  it('of a day without trade is empty; one that is not there yet, or not what its digest says, is none', async () => {
    expect(await pay().bill('2026-06-13')).toEqual([]);
    expect(await pay().bill(new Date(Date.now() + DAY_MS).toISOString().slice(0, 10))).toBeNull();
    expect(await pay().bill(null)).toBeNull();
    const url = 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=2026-06-14';
    desk.instead.push({ status: 200, body: { download_url: url, hash_type: 'SHA1', hash_value: 'bad' } });
    expect(await pay().bill(day)).toBeNull();
  });
});

describe('a callback over HTTP', () => {
  const event = (notice: { headers: Record<string, string>; body: string }) => ({
    httpMethod: 'POST',
    ...notice,
  });
  const read = (notice: ReturnType<WechatPay['notice']>, now = Date.now()) =>
    readNotice(event(notice), now, merchant);

  it('names the payment it is about, in any case of its headers and in base64', async () => {
    await pay().place(order());
    const { headers, body } = desk.notice(number);
    expect(await read({ headers, body })).toEqual({ outTradeNo: number });
    const upper = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
    );
    const packed = { httpMethod: 'POST', headers: upper, body: Buffer.from(body).toString('base64') };
    expect(await readNotice({ ...packed, isBase64Encoded: true }, Date.now(), merchant)).toEqual({
      outTradeNo: number,
    });
  });

  it.each<[string, (notice: ReturnType<WechatPay['notice']>) => ReturnType<WechatPay['notice']>]>([
    ['no_signature', ({ body }) => ({ headers: {}, body })],
    ['bad_signature', ({ headers, body }) => ({ headers, body: body.replace('SUCCESS', 'success') })],
    ['unknown_key', ({ headers, body }) => ({ headers: { ...headers, 'Wechatpay-Serial': 'OTHER' }, body })],
    ['too_old', ({ headers, body }) => ({ headers: { ...headers, 'Wechatpay-Timestamp': 'x' }, body })],
    ['foreign', () => desk.notice(number, { mchid: '1' })],
    ['foreign', () => desk.notice(number, { appid: 'wx9' })],
  ])('is not believed: %s', async (disbelief, bend) => {
    expect(await read(bend(desk.notice(number)))).toEqual({ disbelief });
  });

  it('is not believed when it is older than five minutes, or sealed with another key', async () => {
    const notice = desk.notice(number);
    expect(await read(notice, NOW)).toEqual({ disbelief: 'too_old' });
    expect(await read(notice, Date.now() + 301_000)).toEqual({ disbelief: 'too_old' });
    const other = { ...merchant, apiv3Key: '0'.repeat(32) };
    expect(await readNotice(event(notice), Date.now(), other)).toEqual({ disbelief: 'unreadable' });
  });
});
