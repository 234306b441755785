import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, RuntimeError } from '../../localcloud/types.ts';
import { startWireServer, type WireServer } from '../setup/wire-server.ts';
import { errorOf } from '../setup/wx-sdk.ts';

let server: WireServer;
const seen: Array<{ event: unknown; caller: Caller }> = [];
beforeAll(async () => {
  server = await startWireServer();
  server.functions.set('echo', (event, caller) => {
    seen.push({ event, caller });
    return { got: event };
  });
  server.functions.set('nothing', () => undefined);
  server.functions.set('throws', () => {
    throw new RuntimeError(-504002, 'functions execute fail. boom', 'trace');
  });
  server.functions.set('slow', () => {
    throw new RuntimeError(-504003, 'Invoking task timed out after 3 seconds', 'trace');
  });
});
afterAll(() => server.close());

describe('callFunction', () => {
  test('given a process outside of functions, then the callee sees nobody', async () => {
    expect((await server.sdk().callFunction({ name: 'echo', data: { a: 1 } })).result).toEqual({
      got: { a: 1 },
    });
    expect(seen.at(-1)).toEqual({ event: { a: 1 }, caller: { source: 'scf' } });
  });

  test.each([
    ['wx_client', 'wx_client,scf'],
    ['wx_client,scf', 'wx_client,scf'],
    ['wx_trigger', 'wx_trigger,scf'],
    ['wx_paycallback', 'wx_paycallback,scf'],
    ['scf', 'scf'],
  ] as const)(
    'given a caller from %s, then the callee sees the same person from %s',
    async (source, expected) => {
      const cloud = server.sdk({ caller: { source, openid: 'o-mia', unionid: 'u', clientip: '1.2.3.4' } });
      await cloud.callFunction({ name: 'echo' });
      expect(seen.at(-1)?.caller).toEqual({
        source: expected,
        openid: 'o-mia',
        unionid: 'u',
        clientip: '1.2.3.4',
        depth: 1,
      });
    },
  );

  test('given a function without an answer, then the result is null', async () => {
    expect((await server.sdk().callFunction({ name: 'nothing' })).result).toBeNull();
  });

  test.each([
    ['throws', 'FUNCTIONS_EXECUTE_FAIL', '-504002'],
    ['slow', 'FUNCTIONS_TIME_LIMIT_EXCEEDED', '-504003'],
    ['missing', 'FUNCTION_NOT_FOUND', '-501000'],
  ])('given a function that fails (%s), then code %s', async (name, code, number) => {
    const error = await errorOf(server.sdk().callFunction({ name }));
    expect(error).toMatchObject({ errCode: -1, code, errMsg: expect.stringContaining(number) });
    expect(error.errMsg).toMatch(/^callFunction:fail /);
  });
});
