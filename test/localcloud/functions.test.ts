import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

const EXECUTE_FAIL = -504002;
const TIMED_OUT = -504003;
const TOO_LARGE = -604001;

describe('functions that go wrong', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES });
  });
  afterAll(() => cloud.stop());

  it.each([
    ['throws', EXECUTE_FAIL],
    ['throws no error', EXECUTE_FAIL],
    ['rejects', EXECUTE_FAIL],
    ['rejects unseen', EXECUTE_FAIL],
    ['throws in a timer', EXECUTE_FAIL],
    ['exits', EXECUTE_FAIL],
    ['never returns', TIMED_OUT],
    ['busy loop', TIMED_OUT],
    ['huge result', TOO_LARGE],
    ['circular result', EXECUTE_FAIL],
    ['bigint result', EXECUTE_FAIL],
  ])(
    'given a function that %s, then the phone gets %i and no more, and the next call works',
    async (way, errCode) => {
      const { status, body } = await cloud.raw('bad', { way });
      expect({ status, body }).toEqual({
        status: 500,
        body: { errCode, errMsg: 'internal', traceId: expect.stringMatching(/^[\w-]{36}$/) },
      });
      expect(await cloud.raw('bad', { way: 'well' })).toEqual({ status: 200, body: { ok: true } });
    },
  );

  it('given a function that eats memory, then only its instance dies', async () => {
    expect((await cloud.raw('hungry', { eat: true })).body).toMatchObject({ errCode: EXECUTE_FAIL });
    expect(await cloud.raw('hungry', {})).toEqual({ status: 200, body: 'full' });
  });

  it('given a function that posts messages of its own to the runtime, then they are ignored', async () => {
    expect((await cloud.raw('bad', { way: 'posts nonsense' })).body).toEqual({ ok: true });
    expect((await cloud.raw('chatty', {})).body).toBe('loaded');
  });

  it('given a function that crashes after its answer, then its answer arrives and the next call works', async () => {
    expect((await cloud.raw('bad', { way: 'crashes afterwards' })).body).toEqual({ ok: true });
    expect((await cloud.raw('bad', { way: 'well' })).body).toEqual({ ok: true });
  });

  it('given an ended call that exits later, then the call that its instance serves by then is answered', async () => {
    expect((await cloud.raw('bad', { way: 'exits afterwards' })).body).toEqual({ ok: true });
    expect((await cloud.raw('bad', { way: 'takes its time' })).body).toEqual({ ok: true });
    await expect.poll(() => cloud.log).toContain('process.exit(4) after its call was over');
    expect((await cloud.raw('bad', { way: 'well' })).body).toEqual({ ok: true });
  });

  it('given a result of exactly 1 MB, then it arrives; given no result, then null', async () => {
    const { status, body } = await cloud.raw<string>('bad', { way: 'largest result' });
    expect(status).toBe(200);
    expect(body).toHaveLength(1024 * 1024 - 2);
    expect(await cloud.raw('bad', { way: 'nothing' })).toEqual({ status: 200, body: null });
  });

  it('given a function that cannot be loaded or has no main, then calling it fails with a trace', async () => {
    for (const name of ['broken', 'mute']) {
      const { status, body } = await cloud.raw(name, {});
      expect(status).toBe(500);
      expect(body).toMatchObject({ errCode: EXECUTE_FAIL, errMsg: 'internal' });
    }
    expect(cloud.log).toContain('cannot be loaded');
    expect(cloud.log).toContain('does not export main');
  });

  it('given no such function, then 404 with the code of the platform', async () => {
    for (const name of ['nobody', '..%2F..%2Flocalcloud', 'a'.repeat(300)]) {
      const { status, body } = await cloud.raw(name, {});
      expect(status).toBe(404);
      expect(body).toMatchObject({ errCode: -501000 });
    }
  });

  it('given no time-out in config.json, then a call may take 3 s and not more', async () => {
    expect(await cloud.raw('slow', { ms: 20 })).toEqual({ status: 200, body: 'slow' });
    expect((await cloud.raw('slow', { ms: 60_000 })).body).toMatchObject({ errCode: TIMED_OUT });
  });

  it('given a warm instance, then the next call uses its memory again, and only the first is cold', async () => {
    await cloud.requests.clear();
    expect((await cloud.raw('memory', {})).body).toBe(1);
    expect((await cloud.raw('memory', {})).body).toBe(2);
    const { calls } = await cloud.requests.get();
    expect(calls.map((row) => [row.function, row.cold])).toEqual([
      ['memory', true],
      ['memory', undefined],
    ]);
    await expect.poll(() => cloud.log).toContain('[memory] call 2 of this instance');
  });
});

describe('the folder of functions', () => {
  const dir = mkdtempSync(join(tmpdir(), 'functions-'));
  let cloud: TestCloud;
  const write = (name: string, code: string, config?: unknown) => {
    mkdirSync(join(dir, name), { recursive: true });
    writeFileSync(join(dir, name, 'index.js'), code);
    if (config) writeFileSync(join(dir, name, 'config.json'), JSON.stringify(config));
  };
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: dir });
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('given a function dropped in while the cloud runs, then it is found, with the SDK of the root', async () => {
    write(
      'later',
      "const cloud = require('wx-server-sdk'); exports.main = () => cloud.getWXContext().OPENID;",
    );
    expect(await cloud.raw('later', {}, 'o-a')).toEqual({ status: 200, body: 'o-a' });
  });

  it('given a warm function, when it is built again, then the next call runs the new one', async () => {
    write('changing', "exports.main = () => 'old';");
    expect((await cloud.raw('changing', {})).body).toBe('old');
    write('changing', "exports.main = () => 'the new one';");
    expect((await cloud.raw('changing', {})).body).toBe('the new one');
  });

  it('given a config.json that is not JSON, then calling fails and the log says why', async () => {
    write('odd', 'exports.main = () => 1;');
    writeFileSync(join(dir, 'odd', 'config.json'), '{ timeout: 3 ');
    expect((await cloud.raw('odd', {})).body).toMatchObject({ errCode: EXECUTE_FAIL });
    expect(cloud.log).toContain('config.json of odd is not JSON');
  });
});
