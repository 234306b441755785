import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { START, startWireServer, type WireServer } from '../setup/wire-server.ts';
import type { Sdk } from '../setup/wx-sdk.ts';

let server: WireServer;
let cloud: Sdk;
let calls: Array<Record<string, unknown>>;
let answer: unknown;

beforeAll(async () => {
  server = await startWireServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.desks.clear();
  server.clock.at = START;
  cloud = server.sdk({ caller: { source: 'wx_client', openid: 'o-mia' } });
  calls = [];
  answer = { errcode: 0 };
  server.functions.set('paynotify', (event, caller) => {
    calls.push({ ...(event as object), ...caller });
    return answer;
  });
});

const order = (outTradeNo: string, more: object = {}) =>
  cloud.cloudPay.unifiedOrder!({
    body: '喂奶鱼',
    outTradeNo,
    spbillCreateIp: '127.0.0.1',
    subMchId: '1900000109',
    totalFee: 990,
    envId: 'local',
    functionName: 'paynotify',
    nonceStr: 'abc',
    ...more,
  });
const query = (outTradeNo: string) => cloud.cloudPay.queryOrder!({ outTradeNo, subMchId: '1900000109' });
const close = (outTradeNo: string) => cloud.cloudPay.closeOrder!({ outTradeNo, subMchId: '1900000109' });
const refund = (outTradeNo: string, outRefundNo: string, refundFee: number, totalFee = 990) =>
  cloud.cloudPay.refund!({
    outTradeNo,
    outRefundNo,
    refundFee,
    totalFee,
    subMchId: '1900000109',
    nonceStr: 'x',
  });

describe('orders', () => {
  test('given an order, when placed, then the phone gets what requestPayment needs', async () => {
    const placed = await order('A1');
    expect(placed).toMatchObject({ returnCode: 'SUCCESS', resultCode: 'SUCCESS', errCode: 0 });
    expect(placed.payment).toEqual({
      appId: expect.any(String),
      timeStamp: String(START / 1000),
      nonceStr: expect.any(String),
      package: 'prepay_id=wx_local_A1',
      signType: 'MD5',
      paySign: expect.any(String),
    });
    expect(await query('A1')).toMatchObject({
      resultCode: 'SUCCESS',
      tradeState: 'NOTPAY',
      outTradeNo: 'A1',
    });
  });

  test('given the same order again, then it is the same; with another amount it is refused', async () => {
    await order('A1');
    expect(await order('A1')).toMatchObject({ resultCode: 'SUCCESS', prepayId: 'wx_local_A1' });
    expect(await order('A1', { totalFee: 1 })).toMatchObject({
      resultCode: 'FAIL',
      errCodeDes: '商户订单号重复',
      errCode: 0,
    });
  });

  test.each([
    ['a number that is too long', { outTradeNo: 'x'.repeat(33) }],
    ['no amount', { totalFee: undefined }],
    ['a fraction of a fen', { totalFee: 1.5 }],
    ['an amount of zero', { totalFee: 0 }],
    ['no function to call back', { functionName: undefined }],
  ])('given %s, then returnCode is FAIL', async (_name, more) => {
    expect(await order('A1', more)).toMatchObject({ returnCode: 'FAIL' });
  });

  test('given no such order, then asking, closing and refunding fail', async () => {
    for (const call of [query('none'), close('none'), refund('none', 'R', 1)]) {
      expect(await call).toMatchObject({ resultCode: 'FAIL', errCodeDes: '此交易订单号不存在' });
    }
  });

  test('given a closed order, then it cannot be closed or placed again', async () => {
    await order('A1');
    expect(await close('A1')).toMatchObject({ resultCode: 'SUCCESS' });
    expect(await query('A1')).toMatchObject({ tradeState: 'CLOSED' });
    expect(await close('A1')).toMatchObject({ resultCode: 'FAIL', errCodeDes: '订单已关闭' });
    expect(await order('A1')).toMatchObject({ resultCode: 'FAIL', errCodeDes: '该订单已关闭' });
  });
});

describe('paying', () => {
  beforeEach(() => order('A1'));

  test('given success, then the function named in the order is called back and the order is paid', async () => {
    const result = await server.desks.pay.pay('A1');
    expect(result).toEqual({
      outTradeNo: 'A1',
      state: 'SUCCESS',
      callbacks: [{ ok: true, answer: { errcode: 0 } }],
    });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      source: 'wx_paycallback',
      returnCode: 'SUCCESS',
      resultCode: 'SUCCESS',
      outTradeNo: 'A1',
      totalFee: 990,
      subMchId: '1900000109',
      subOpenid: 'o-mia',
      transactionId: expect.stringMatching(/^4200\d+$/),
      timeEnd: '20240601100000',
    });
    expect(await query('A1')).toMatchObject({
      tradeState: 'SUCCESS',
      totalFee: 990,
      transactionId: calls[0]?.transactionId,
    });
    expect(await close('A1')).toMatchObject({ resultCode: 'FAIL', errCodeDes: '订单已支付' });
  });

  test('given several callbacks, then the function is called that often with the same payment', async () => {
    await server.desks.pay.pay('A1', { callbacks: 3 });
    expect(new Set(calls.map((call) => call.transactionId)).size).toBe(1);
    expect(calls).toHaveLength(3);
  });

  test('given fail or never, then nobody is called and the payer may still pay', async () => {
    expect(await server.desks.pay.pay('A1', { result: 'never' })).toMatchObject({ state: 'NOTPAY' });
    expect(await server.desks.pay.pay('A1', { result: 'fail' })).toMatchObject({ state: 'PAYERROR' });
    expect(calls).toEqual([]);
    expect(await server.desks.pay.pay('A1', { result: 'success' })).toMatchObject({ state: 'SUCCESS' });
  });

  test('given a lost callback, then the order is paid and only asking tells', async () => {
    await server.desks.pay.pay('A1', { callbacks: 0 });
    expect(calls).toEqual([]);
    expect(await query('A1')).toMatchObject({ tradeState: 'SUCCESS' });
  });

  test('given another amount, then that is what the callback and the bill say', async () => {
    await server.desks.pay.pay('A1', { amount: 1 });
    expect(calls[0]).toMatchObject({ totalFee: 1 });
    expect(await server.desks.pay.bill()).toEqual([{ outTradeNo: 'A1', amount: 1, at: START }]);
  });

  test('given a closed order, when paid late, then it is paid', async () => {
    await close('A1');
    expect(await server.desks.pay.pay('A1')).toMatchObject({ state: 'SUCCESS', callbacks: [{ ok: true }] });
  });

  test('given a delay, then the desk answers at once and the payment comes later', async () => {
    const called = new Promise<void>((done) => {
      server.functions.set('paynotify', () => {
        done();
        return { errcode: 0 };
      });
    });
    expect(await server.desks.pay.pay('A1', { delayMs: 5 })).toMatchObject({ state: 'SCHEDULED' });
    await called;
    expect(await query('A1')).toMatchObject({ tradeState: 'SUCCESS' });
  });

  test('given a function that does not answer errcode 0, then the callback is repeated when it is due, until it does', async () => {
    answer = { errcode: 1 };
    expect(await server.desks.pay.pay('A1')).toMatchObject({
      callbacks: [{ ok: false, answer: { errcode: 1 } }],
    });
    expect(await server.desks.pay.repeatCallbacks()).toBe(0);
    server.clock.at += 15_000;
    expect(await server.desks.pay.repeatCallbacks()).toBe(1);
    answer = { errcode: 0 };
    server.clock.at += 15_000;
    expect(await server.desks.pay.repeatCallbacks()).toBe(1);
    server.clock.at += 86_400_000;
    expect(await server.desks.pay.repeatCallbacks()).toBe(0);
    expect(calls).toHaveLength(3);
  });

  test('given a callback that asks the pay desk itself, then nothing waits for itself', async () => {
    server.functions.set('paynotify', async () => {
      await refund('A1', 'R1', 990);
      return { errcode: 0 };
    });
    expect(await server.desks.pay.pay('A1')).toMatchObject({ callbacks: [{ ok: true }] });
    expect(await query('A1')).toMatchObject({ tradeState: 'REFUND' });
  });

  test.each([{ result: 'maybe' as 'fail' }, { callbacks: -1 }, { amount: 0 }, { delayMs: Number.NaN }])(
    'given %j, then the desk refuses',
    async (payment) => {
      await expect(server.desks.pay.pay('A1', payment)).rejects.toMatchObject({
        name: 'DeskError',
        status: 400,
      });
    },
  );

  test('given no such order, then the desk says so', async () => {
    await expect(server.desks.pay.pay('none')).rejects.toMatchObject({ name: 'DeskError', status: 404 });
  });
});

describe('refunds', () => {
  beforeEach(async () => {
    await order('A1');
    await server.desks.pay.pay('A1');
  });

  test('given one refund number twice, then the money goes back once', async () => {
    const first = await refund('A1', 'R1', 300);
    expect(first).toMatchObject({ resultCode: 'SUCCESS', refundFee: 300, outRefundNo: 'R1' });
    expect(await refund('A1', 'R1', 300)).toMatchObject({ resultCode: 'SUCCESS', refundId: first.refundId });
    expect(await refund('A1', 'R1', 301)).toMatchObject({ resultCode: 'FAIL' });
    expect(await server.desks.pay.refundsOf('A1')).toHaveLength(1);
  });

  test('given refunds at once, then never more goes back than was paid', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, (_unused, n) => refund('A1', `R${n}`, 300)),
    );
    expect(outcomes.filter((o) => o.resultCode === 'SUCCESS')).toHaveLength(3);
    expect(outcomes.find((o) => o.resultCode === 'FAIL')).toMatchObject({
      errCodeDes: '累计退款金额大于支付金额',
    });
  });

  test('given the desk lets the next two fail, then the same number succeeds the third time', async () => {
    server.desks.pay.failRefunds(2);
    const outcomes = [];
    for (let n = 0; n < 3; n++) outcomes.push((await refund('A1', 'R1', 990)).resultCode);
    expect(outcomes).toEqual(['FAIL', 'FAIL', 'SUCCESS']);
  });

  test('given an order that is not paid, or a wrong total, then it is refused', async () => {
    await order('A2');
    expect(await refund('A2', 'R2', 1)).toMatchObject({ resultCode: 'FAIL', errCodeDes: '订单状态错误' });
    expect(await refund('A1', 'R1', 1, 5)).toMatchObject({ resultCode: 'FAIL' });
  });

  test('given refunds, when asked for by order or by number, then they are listed', async () => {
    await refund('A1', 'R1', 300);
    await refund('A1', 'R2', 200);
    const byOrder = await cloud.cloudPay.queryRefund!({ outTradeNo: 'A1' });
    expect(byOrder).toMatchObject({
      refundCount: 2,
      refundFee: 500,
      outRefundNo_0: 'R1',
      refundStatus_1: 'SUCCESS',
    });
    expect(await cloud.cloudPay.queryRefund!({ outRefundNo: 'R2' })).toMatchObject({
      refundCount: 1,
      refundFee: 200,
    });
    expect(await cloud.cloudPay.queryRefund!({ outRefundNo: 'R9' })).toMatchObject({ resultCode: 'FAIL' });
  });

  test('given payments and refunds around midnight, then the bill is by park day', async () => {
    const midnight = Date.parse('2024-06-02T00:00:00+08:00');
    server.clock.at = midnight - 1;
    await refund('A1', 'R1', 300);
    server.clock.at = midnight;
    await order('A2');
    await server.desks.pay.pay('A2');
    expect(await server.desks.pay.bill('2024-06-01')).toEqual([
      { outTradeNo: 'A1', amount: 990, at: START },
      { outTradeNo: 'A1', outRefundNo: 'R1', amount: 300, at: midnight - 1 },
    ]);
    expect(await server.desks.pay.bill('2024-06-02')).toEqual([
      { outTradeNo: 'A2', amount: 990, at: midnight },
    ]);
    expect(await server.desks.pay.bill()).toHaveLength(3);
    await expect(server.desks.pay.bill('tomorrow')).rejects.toMatchObject({ status: 400 });
  });

  test('given the desk is cleared, then it knows nothing', async () => {
    await server.desks.clear();
    expect(await server.desks.pay.bill()).toEqual([]);
    expect(await query('A1')).toMatchObject({ resultCode: 'FAIL' });
  });
});
