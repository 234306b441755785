import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { staticRoutes } from '../../localcloud/server/statics.ts';

describe('static files', () => {
  const dir = mkdtempSync(join(tmpdir(), 'statics-'));
  const folders = { app: join(dir, 'h5'), stage: join(dir, 'stage') };
  let app: FastifyInstance;
  const get = (url: string) => app.inject({ url });
  beforeAll(async () => {
    for (const folder of Object.values(folders)) mkdirSync(folder);
    writeFileSync(join(dir, 'secret.txt'), 'secret');
    writeFileSync(join(folders.app, 'index.html'), 'the app');
    writeFileSync(join(folders.app, 'main.0a1b2c3d.js'), 'code');
    writeFileSync(join(folders.stage, 'index.html'), 'the stage');
    app = Fastify();
    await staticRoutes(app, folders);
  });
  afterAll(async () => {
    await app.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('given the app, then any path of it that is no file answers its one page, always asked for again', async () => {
    for (const url of ['/app/', '/app/?as=o-mia', '/app/pages/wallet', '/app/index.html']) {
      const { body, headers } = await get(url);
      expect([url, body, headers['cache-control']]).toEqual([url, 'the app', 'no-cache']);
    }
    expect((await get('/app')).headers.location).toBe('/app/');
  });

  it('given a file with a hash in its name, then it is kept for good; a missing one is 404', async () => {
    const { body, headers } = await get('/app/main.0a1b2c3d.js');
    expect(body).toBe('code');
    expect(headers['cache-control']).toContain('immutable');
    expect((await get('/app/main.ffffffff.js')).statusCode).toBe(404);
  });

  it('given the root, then the stage, and nothing outside of it', async () => {
    expect((await get('/')).body).toBe('the stage');
    for (const url of ['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/app/..%2f..%2fsecret.txt', '/other.js']) {
      expect((await get(url)).body).not.toContain('secret\n');
      expect((await get(url)).body).not.toBe('secret');
    }
  });
});
