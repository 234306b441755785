import { inflateSync } from 'node:zlib';
import jsQR from 'jsqr';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { START, startWireServer, type WireServer } from '../setup/wire-server.ts';
import { errorOf, type Sdk } from '../setup/wx-sdk.ts';

let server: WireServer;
let cloud: Sdk;
beforeAll(async () => {
  server = await startWireServer();
});
afterAll(() => server.close());
beforeEach(async () => {
  await server.desks.clear();
  server.clock.at = START;
  cloud = server.sdk();
});

describe('who may call', () => {
  test('given a function whose config.json does not list an API, then −604101', async () => {
    cloud = server.sdk({ openapi: new Set(['subscribeMessage.send']) });
    const error = await errorOf(cloud.openapi.security!.msgSecCheck!({ content: 'x' }));
    expect(error).toMatchObject({ errCode: -604101, errMsg: 'system error: error code: -604101' });
  });

  test('given a function that lists it, and a process outside of functions, then it is served', async () => {
    expect(await cloud.openapi.security!.msgSecCheck!({ content: 'x' })).toMatchObject({ errCode: 0 });
    cloud = server.sdk({ openapi: new Set(['security.msgSecCheck']) });
    expect(await cloud.openapi.security!.msgSecCheck!({ content: 'x' })).toMatchObject({
      errCode: 0,
      errMsg: 'openapi.security.msgSecCheck:ok',
    });
  });

  test('given an API that is not there, then −604100', async () => {
    expect(await errorOf(cloud.openapi.no!.such!({}))).toMatchObject({ errCode: -604100 });
  });

  test('given callOpenAPI, then the same APIs answer as JSON', async () => {
    const { result } = await cloud.callOpenAPI({
      api: 'riskControl.getUserRiskRank',
      data: { openid: 'o-risk3' },
    });
    expect(result).toMatchObject({ errcode: 0, risk_rank: 3 });
    expect((await cloud.callOpenAPI({ api: 'no.such', data: {} })).result).toMatchObject({
      errcode: -604100,
    });
  });
});

describe('safety', () => {
  test.each([
    ['看鲸鱼', 'pass'],
    ['这段待审', 'review'],
    ['这段违规', 'risky'],
  ])('given the text %s, when checked, then it is %s', async (content, suggest) => {
    const answer = await cloud.openapi.security!.msgSecCheck!({ version: 2, openid: 'o', scene: 1, content });
    expect(answer).toMatchObject({ errCode: 0, result: { suggest }, detail: [{ suggest, errcode: 0 }] });
    expect(answer.traceId).toMatch(/^\w+$/);
  });

  test('given version 1, when a risky text is checked, then it throws 87014', async () => {
    expect(await errorOf(cloud.openapi.security!.msgSecCheck!({ content: '违规' }))).toMatchObject({
      errCode: 87014,
    });
  });

  test('given more than 2,500 characters, then 45002', async () => {
    const params = { version: 2, openid: 'o', scene: 1, content: '鲸'.repeat(2501) };
    expect(await errorOf(cloud.openapi.security!.msgSecCheck!(params))).toMatchObject({ errCode: 45002 });
  });

  test('given a picture, when its check is ordered, then the order is taken', async () => {
    const params = { mediaUrl: 'https://x/y.png', mediaType: 2, version: 2, openid: 'o', scene: 1 };
    expect(await cloud.openapi.security!.mediaCheckAsync!(params)).toMatchObject({ errCode: 0 });
  });

  test('given a person, when the risk is asked for, then the rank comes in camelCase', async () => {
    const params = { appid: 'wx', openid: 'o-mia', scene: 0, clientIp: '1.2.3.4' };
    expect(await cloud.openapi.riskControl!.getUserRiskRank!(params)).toMatchObject({ riskRank: 0 });
  });
});

describe('phone numbers', () => {
  test('given phone:<number>, then it works once; any other code never', async () => {
    const answer = await cloud.openapi.phonenumber!.getPhoneNumber!({ code: 'phone:13800000001' });
    expect(answer.phoneInfo).toMatchObject({
      phoneNumber: '13800000001',
      purePhoneNumber: '13800000001',
      countryCode: '86',
    });
    for (const code of ['phone:13800000001', 'abc', '']) {
      expect(await errorOf(cloud.openapi.phonenumber!.getPhoneNumber!({ code }))).toMatchObject({
        errCode: 40029,
      });
    }
  });

  test('given one code twice at once, then it works once', async () => {
    const take = () => cloud.openapi.phonenumber!.getPhoneNumber!({ code: 'phone:13800000002' });
    const outcomes = await Promise.allSettled([take(), take()]);
    expect(outcomes.map((o) => o.status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('messages', () => {
  const send = (data: object, touser = 'o-mia') =>
    cloud.openapi.subscribeMessage!.send!({ touser, templateId: 'T1', page: 'pages/x', data });

  test('given a subscribe message, when sent, then it lies in the inbox as the function wrote it', async () => {
    await send({ thing1: { value: '喂奶鱼券' }, character_string2: { value: 'A-1' } });
    expect(server.desks.messages.list()).toEqual([
      {
        at: START,
        api: 'subscribeMessage.send',
        touser: 'o-mia',
        templateId: 'T1',
        page: 'pages/x',
        data: { thing1: { value: '喂奶鱼券' }, character_string2: { value: 'A-1' } },
      },
    ]);
  });

  test.each([
    ['thing1', '二'.repeat(20), true],
    ['thing1', '二'.repeat(21), false],
    ['thing1', '', false],
    ['short_thing1', '二'.repeat(6), false],
    ['number1', '12.5', true],
    ['number1', '十二', false],
    ['amount1', '¥12.50元', true],
    ['amount1', '12345678901', false],
    ['phrase1', '已发放', true],
    ['phrase1', '已发放给会员', false],
    ['phrase1', 'abc', false],
    ['name1', '一二三四五六七八九十', true],
    ['name1', '一二三四五六七八九十一', false],
    ['time1', '2024年6月1日 15:01', true],
    ['time1', '15:01~16:00', true],
    ['time1', '25 o’clock', false],
    ['date1', '2024-06-01', true],
    ['date1', '15:01', false],
    ['character_string1', 'A-1', true],
    ['character_string1', '券', false],
    ['phone_number1', '+86-0766-66888866', true],
    ['car_number1', '粤A8Z888挂', true],
    ['letter1', 'abc', true],
    ['symbol1', '!@', true],
    ['whatever', 'x', false],
  ])('given %s = %s, when sent, then WeChat takes it: %s', async (field, value, taken) => {
    const error = await errorOf(send({ [field]: { value } }));
    if (taken) expect(error.message).toMatch(/^succeeded/);
    else
      expect(error).toMatchObject({ errCode: 47003, errMsg: expect.stringContaining(`data.${field}.value`) });
    expect(server.desks.messages.list()).toHaveLength(taken ? 1 : 0);
  });

  test('given a person who refuses at the desk, then 43101, until they take messages again', async () => {
    server.desks.messages.refuse('o-lin');
    expect(await errorOf(send({ thing1: { value: 'x' } }, 'o-lin'))).toMatchObject({ errCode: 43101 });
    await send({ thing1: { value: 'x' } }, 'o-mia');
    server.desks.messages.refuse('o-lin', false);
    await send({ thing1: { value: 'x' } }, 'o-lin');
    expect(server.desks.messages.list().map((m) => m.touser)).toEqual(['o-mia', 'o-lin']);
  });

  test('given a customer service message, when sent, then it lies in the inbox', async () => {
    await cloud.openapi.customerServiceMessage!.send!({
      touser: 'o-mia',
      msgtype: 'text',
      text: { content: 'hi' },
    });
    expect(server.desks.messages.list()).toMatchObject([
      {
        api: 'customerServiceMessage.send',
        touser: 'o-mia',
        data: { msgtype: 'text', text: { content: 'hi' } },
      },
    ]);
  });

  test('given a shared card, then it lives 24 h and its state 1 is the last', async () => {
    const { activityId, expirationTime } = await cloud.openapi.updatableMessage!.createActivityId!({});
    expect(expirationTime).toBe(START / 1000 + 86_400);
    const set = (targetState: number, id = activityId) =>
      cloud.openapi.updatableMessage!.setUpdatableMsg!({
        activityId: id,
        targetState,
        templateInfo: { parameterList: [{ name: 'member_count', value: '2' }] },
      });
    await set(0);
    await set(1);
    expect(await errorOf(set(0))).toMatchObject({ errCode: 47502 });
    expect(await errorOf(set(0, 'other'))).toMatchObject({ errCode: 47501 });
    server.clock.at += 86_400_000;
    expect(await errorOf(set(1))).toMatchObject({ errCode: 47504 });
    expect(server.desks.messages.list().map((m) => m.data)).toEqual([
      { activityId, targetState: 0, templateInfo: { parameterList: [{ name: 'member_count', value: '2' }] } },
      { activityId, targetState: 1, templateInfo: { parameterList: [{ name: 'member_count', value: '2' }] } },
    ]);
  });

  test('given more than 10,000 messages, then the newest 10,000 are kept', () => {
    for (let n = 0; n < 20_500; n++) server.desks.messages.record({ api: 'x', data: n });
    const items = server.desks.messages.list();
    expect([items.length, items[0]?.data, items.at(-1)?.data]).toEqual([10_000, 10_500, 20_499]);
  });
});

describe('mini-program codes', () => {
  test('given a scene, when a code is made, then it is a PNG that a camera can read', async () => {
    const answer = await cloud.openapi.wxacode!.getUnlimited!({
      scene: 'g=abc-1',
      page: 'pages/group/index',
    });
    expect(answer.contentType).toBe('image/png');
    const { pixels, side } = greyPixels(answer.buffer as unknown as Buffer);
    expect(jsQR(pixels, side, side)?.data).toBe('pages/group/index?scene=g%3Dabc-1');
  });

  test.each([
    [{ scene: 'x'.repeat(33) }, 40169],
    [{ scene: '鲸' }, 40169],
    [{}, 40169],
    [{ scene: 'x', page: '/pages/index' }, 41030],
  ])('given %j, then %d', async (params, errCode) => {
    expect(await errorOf(cloud.openapi.wxacode!.getUnlimited!(params))).toMatchObject({ errCode });
  });
});

describe('open data', () => {
  test('given group tickets, then those resolve to their group and others carry an error', async () => {
    const { list } = await cloud.getOpenData({ list: ['group:G123', 'forged'] });
    expect(list).toMatchObject([
      { cloudID: 'group:G123', data: { opengid: 'G123', watermark: { timestamp: START / 1000 } } },
      { cloudID: 'forged', errCode: -601005 },
    ]);
    expect(list[1]).not.toHaveProperty('data');
  });

  test('given the same by openapi, then the items carry the ticket and its data', async () => {
    const answer = await cloud.openapi.cloudbase!.getOpenData!({ cloudidList: ['group:G123'] });
    expect(answer.dataList).toMatchObject([{ cloudId: 'group:G123', json: { data: { opengid: 'G123' } } }]);
  });
});

/** The picture as RGBA, read from the one IDAT chunk our PNGs have. */
function greyPixels(png: Buffer): { pixels: Uint8ClampedArray; side: number } {
  const side = png.readUInt32BE(16);
  const at = png.indexOf('IDAT');
  const grey = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)));
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++)
      pixels.fill(grey[y * (side + 1) + 1 + x] ?? 0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  }
  return { pixels, side };
}
