import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';

let server: WireServer;
beforeAll(async () => {
  server = await startWireServer();
  await server.engine.createCollection('things');
});
afterAll(() => server.close());

const get = { action: 'database.getDocument', collectionName: 'things', queryType: 'WHERE', limit: 10 };
const add = { action: 'database.insertDocument', collectionName: 'things' };
const form = (parts: Record<string, string>) => {
  const body = Object.entries(parts).map(
    ([name, value]) => `--B\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return `${body.join('')}--B--\r\n`;
};
const multipart = { 'content-type': 'multipart/form-data; boundary=B' };

const BAD: Array<[string, string, string, RegExp, Record<string, string>?]> = [
  ['broken JSON', '{"action":', 'INVALID_PARAM', /not valid/],
  ['an empty body', '', 'INVALID_PARAM', /not valid/],
  ['a JSON array', '[]', 'INVALID_PARAM', /must be a JSON object/],
  ['no action', '{}', 'INVALID_PARAM', /param\.action/],
  ['an action that is a number', '{"action":1}', 'INVALID_PARAM', /param\.action/],
  [
    'an unknown action',
    '{"action":"database.dropEverything"}',
    'INVALID_PARAM',
    /unknown action: database\.dropEverything/,
  ],
  [
    'no collection name',
    JSON.stringify({ ...get, collectionName: undefined }),
    'INVALID_PARAM',
    /param\.collectionName/,
  ],
  [
    'a collection name that is an object',
    JSON.stringify({ ...get, collectionName: {} }),
    'INVALID_PARAM',
    /param\.collectionName/,
  ],
  [
    'a collection name with a slash',
    JSON.stringify({ ...get, collectionName: '../x' }),
    'INVALID_PARAM',
    /not a valid name/,
  ],
  [
    'broken EJSON',
    JSON.stringify({ ...get, query: '{"a":' }),
    'INVALID_PARAM',
    /param\.query is not valid extended JSON/,
  ],
  [
    'EJSON that is not a string',
    JSON.stringify({ ...get, query: { a: 1 } }),
    'INVALID_PARAM',
    /param\.query must be a string/,
  ],
  [
    'a query that is a list',
    JSON.stringify({ ...get, query: '[1]' }),
    'INVALID_PARAM',
    /param\.query must be an object/,
  ],
  [
    'a wrong $date',
    JSON.stringify({ ...add, data: ['{"a":{"$date":{"$numberLong":"NaN"}}}'] }),
    'DATABASE_REQUEST_FAILED',
    /invalid Date/,
  ],
  [
    'a wrong $tcb_server_date',
    JSON.stringify({ ...add, data: ['{"a":{"$tcb_server_date":{"offset":"x"}}}'] }),
    'INVALID_PARAM',
    /offset/,
  ],
  [
    'a type that is not kept',
    JSON.stringify({ ...add, data: ['{"a":{"$minKey":1}}'] }),
    'DATABASE_REQUEST_FAILED',
    /MinKey/,
  ],
  [
    'a regular expression that is none',
    JSON.stringify({ ...get, query: '{"a":{"$regularExpression":{"pattern":"(","options":""}}}' }),
    'DATABASE_REQUEST_FAILED',
    /Regular expression/,
  ],
  [
    'documents nested too deep',
    JSON.stringify({ ...add, data: [`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`] }),
    'INVALID_PARAM',
    /param\.data.* is nested deeper than 100 levels/,
  ],
  [
    'documents nested absurdly deep',
    JSON.stringify({ ...add, data: [`${'['.repeat(100_000)}${']'.repeat(100_000)}`] }),
    'INVALID_PARAM',
    /nested deeper/,
  ],
  [
    'a body nested absurdly deep',
    `{"action":"x","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    'INVALID_PARAM',
    /request body is nested deeper/,
  ],
  [
    'an event nested too deep',
    JSON.stringify({
      action: 'functions.invokeFunction',
      function_name: 'f',
      request_data: `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`,
    }),
    'INVALID_PARAM',
    /request_data is nested deeper/,
  ],
  ['no documents', JSON.stringify({ ...add, data: [] }), 'INVALID_PARAM', /param\.data/],
  [
    'a document that is a string',
    JSON.stringify({ ...add, data: ['"x"'] }),
    'INVALID_PARAM',
    /must be an object/,
  ],
  ['a limit that is a string', JSON.stringify({ ...get, limit: 'all' }), 'INVALID_PARAM', /param\.limit/],
  ['an offset below zero', JSON.stringify({ ...get, offset: -1 }), 'INVALID_PARAM', /param\.offset/],
  [
    'a direction that is none',
    JSON.stringify({ ...get, order: '{"a":5}' }),
    'INVALID_PARAM',
    /param\.order\.a/,
  ],
  [
    'stages that are no list',
    JSON.stringify({ action: 'database.aggregateDocuments', collectionName: 'things', stages: {} }),
    'INVALID_PARAM',
    /param\.stages/,
  ],
  [
    'a stage without a key',
    JSON.stringify({ action: 'database.aggregateDocuments', collectionName: 'things', stages: [{}] }),
    'INVALID_PARAM',
    /stageKey/,
  ],
  ['a commit of nothing', '{"action":"database.commitTransaction"}', 'INVALID_PARAM', /param\.transactionId/],
  [
    'a transaction that never was',
    '{"action":"database.commitTransaction","transactionId":"x"}',
    'DATABASE_TRANSACTION_FAIL',
    /TransactionNotExist/,
  ],
  ['a function without a name', '{"action":"functions.invokeFunction"}', 'INVALID_PARAM', /function_name/],
  [
    'an event that is broken',
    '{"action":"functions.invokeFunction","function_name":"f","request_data":"{"}',
    'INVALID_PARAM',
    /request_data/,
  ],
  ['a form without parts', 'nothing', 'INVALID_PARAM', /multipart/, multipart],
  [
    'a form without its boundary',
    'nothing',
    'INVALID_PARAM',
    /multipart/,
    { 'content-type': 'multipart/form-data' },
  ],
  [
    'a form without protobuf',
    form({ action: 'wx.openApi', apiName: 'a.b' }),
    'INVALID_PARAM',
    /requestData/,
    multipart,
  ],
  [
    'broken protobuf',
    form({ action: 'wx.openApi', apiName: 'a.b', requestData: '\u0012\u007fxx' }),
    'INVALID_PARAM',
    /requestData/,
    multipart,
  ],
  [
    'a payment in broken JSON',
    form({ action: 'wx.wxPayApi', apiName: 'refund', requestData: '{' }),
    'INVALID_PARAM',
    /requestData/,
    multipart,
  ],
  [
    'an unknown payment',
    form({ action: 'wx.wxPayApi', apiName: 'steal', requestData: '{}' }),
    'INVALID_PARAM',
    /unknown cloudPay api/,
    multipart,
  ],
];

describe('bad input to the wire', () => {
  test.each(BAD)(
    'given %s, then a clear error, and the next call works',
    async (_name, body, code, message, headers) => {
      const answer = await server.post(body, headers);
      expect(answer).toMatchObject({
        code,
        message: expect.stringMatching(message),
        requestId: expect.any(String),
      });
      expect(await server.post(JSON.stringify(get))).toMatchObject({ data: { list: [] } });
    },
  );

  test('given a body of 20 MB, then it exceeds the limit, and the next call works', async () => {
    const body = JSON.stringify({ ...add, data: [JSON.stringify({ text: 'x'.repeat(20 * 1024 * 1024) })] });
    expect(await server.post(body)).toMatchObject({ code: 'EXCEED_REQUEST_LIMIT' });
    expect(await server.post(JSON.stringify(get))).toMatchObject({ data: { list: [] } });
  });

  test('given a field called __proto__, then it is a field and nothing else', async () => {
    const answer = await server.post(JSON.stringify({ ...get, query: '{"__proto__":{"$eq":1}}' }));
    expect(answer).toMatchObject({ data: { list: [] } });
    expect({}).not.toHaveProperty('$eq');
  });

  test('given a request, then its action and token can be read without running it; of rubbish, that it is unknown', () => {
    const request = (body: string) => ({
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(body),
      query: {},
    });
    const good = request(JSON.stringify({ ...get, wxCloudApiToken: 't1' }));
    expect([server.wire.actionOf(good), server.wire.tokenOf(good)]).toEqual(['database.getDocument', 't1']);
    expect([server.wire.actionOf(request('rubbish')), server.wire.tokenOf(request('rubbish'))]).toEqual([
      'unknown',
      undefined,
    ]);
  });
});
