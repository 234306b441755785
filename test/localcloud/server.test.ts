import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

describe('the server', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES, now: '2026-05-01T02:10:00Z' });
    await cloud.raw('setup', { collections: ['people'] });
  });
  afterAll(() => cloud.stop());

  const statusWith = (headers: Record<string, string>) =>
    new Promise<number>((done, fail) => {
      request(`${cloud.url}/local/clock`, { headers }, (response) => {
        response.resume();
        done(response.statusCode ?? 0);
      })
        .on('error', fail)
        .end();
    });

  it('refuses a Host that is not this machine, and lets localhost through', async () => {
    const { port } = new URL(cloud.url);
    expect(await statusWith({ host: `evil.example:${port}` })).toBe(403);
    expect(await statusWith({ host: '127.0.0.1.evil.example' })).toBe(403);
    for (const host of [`localhost:${port}:1`, 'localhost:', 'localhost:1', `[::1]:${port}`]) {
      expect(await statusWith({ host })).toBe(403);
    }
    for (const host of [`localhost:${port}`, `LocalHost:${port}`, 'localhost', '127.0.0.1']) {
      expect(await statusWith({ host })).toBe(200);
    }
  });

  it('refuses a foreign Origin, and lets its own through', async () => {
    const { port } = new URL(cloud.url);
    for (const origin of ['http://evil.example', 'null', `https://localhost:${port}`, 'http://localhost:1']) {
      expect(await statusWith({ origin })).toBe(403);
    }
    expect(await statusWith({ origin: cloud.url })).toBe(200);
    expect(await statusWith({ origin: `http://localhost:${port}` })).toBe(200);
  });

  it('says that it listens on this machine only', () => {
    expect(cloud.log).toContain('listening on 127.0.0.1 only');
  });

  it.each([
    ['broken JSON', '{ "a": ', 400],
    ['JSON that is no object', '[1]', 400],
    ['JSON nested 5,000 levels deep', `{"a":${'['.repeat(5000)}${']'.repeat(5000)}}`, 400],
    ['2 MB', JSON.stringify({ text: 'x'.repeat(2 * 1024 * 1024) }), 413],
  ])(
    'given an event of %s, then it is refused with a clear text, and the next call works',
    async (_, body, status) => {
      const answer = await cloud.send<{ errMsg: string }>('POST', '/call/who', body, { 'x-openid': 'o-a' });
      expect(answer.status).toBe(status);
      expect(answer.body.errMsg).toContain('the event');
      expect((await cloud.raw('who', {})).status).toBe(200);
    },
  );

  it('given a wire request of 20 MB, with broken JSON or with an unknown action, then the service says so', async () => {
    const wire = async (body: string) => (await cloud.send('POST', '/admin', body)).body;
    expect(
      await wire(JSON.stringify({ action: 'database.getDocument', x: 'x'.repeat(20 * 1024 * 1024) })),
    ).toMatchObject({
      code: 'EXCEED_REQUEST_LIMIT',
    });
    expect(await wire('{')).toMatchObject({ code: 'INVALID_PARAM' });
    expect(await wire('{"action":"database.dance"}')).toMatchObject({ code: 'INVALID_PARAM' });
    expect((await cloud.raw('who', {})).status).toBe(200);
  });

  it('given no openid, or one that the SDK turns into a number, then 400 says so', async () => {
    expect((await cloud.send('POST', '/call/who', {})).status).toBe(400);
    expect((await cloud.raw('who', {}, '12345')).status).toBe(400);
    expect((await cloud.raw('who', {}, { openid: 'o-a', unionid: '77' })).status).toBe(400);
  });

  it('given a cloudID in a top-level field, then the function gets the data behind it', async () => {
    const { body } = await cloud.raw<{ event: unknown }>('who', {
      group: { cloudID: 'group:g-1' },
      input: 1,
    });
    expect(body.event).toMatchObject({ group: { cloudID: 'group:g-1', data: { opengid: 'g-1' } }, input: 1 });
  });

  it('given a reset, then data, counters, faults and the memory of functions are gone, and the clock stays', async () => {
    await cloud.raw('memory', {});
    await cloud.raw('writer', { id: 'kept' });
    await cloud.faults.set({ unavailable: 1 });
    await cloud.reset('empty');

    expect(await cloud.requests.get()).toMatchObject({ total: 0, calls: [] });
    expect((await cloud.raw('memory', {})).body).toBe(1);
    expect((await cloud.clock.get()).iso).toBe('2026-05-01T02:10:00.000Z');
    await cloud.raw('setup', { collections: ['people'] });
    expect((await cloud.raw('writer', { ids: ['kept'] })).body).toBe(0);
    expect((await cloud.send('POST', '/local/reset', { seed: 'garden' })).status).toBe(400);
    for (const members of [-1, 1.5, 1e12, '5', null])
      expect((await cloud.send('POST', '/local/reset', { seed: 'large', members })).status).toBe(400);
    expect((await cloud.send('GET', '/local/bill?day=2026-02-31')).status).toBe(400);
  });

  it('given a file put into the storage with its signature, then it is served, and without one refused', async () => {
    expect((await cloud.send('PUT', '/storage/a/b.txt', 'text')).status).toBe(403);
    expect((await cloud.send('GET', '/storage/a/none.txt')).status).toBe(404);
  });

  it('given a picture from a browser phone, then it is in the storage under its fileID, and nowhere outside of it', async () => {
    const sent = await cloud.send('POST', '/upload/avatars/1.txt', 'text');
    expect(sent.body).toEqual({ fileID: expect.stringMatching(/^cloud:\/\/.*\/avatars\/1\.txt$/) });
    expect(await (await fetch(`${cloud.url}/storage/avatars/1.txt`)).text()).toMatch('text');
    expect((await cloud.send('POST', '/upload/a%3Fb.txt', 'text')).status).toBe(400);
  });

  it('answers the stage at / and 404 with a text for anything unknown', async () => {
    expect((await fetch(`${cloud.url}/`)).headers.get('content-type')).toContain('text/html');
    expect((await cloud.send('GET', '/nothing/here')).status).toBe(404);
    expect((await cloud.send('POST', '/nothing/here')).status).toBe(404);
  });
});
