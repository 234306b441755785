import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

describe('the process', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES });
    await cloud.raw('setup', { collections: ['people'] });
  });
  afterAll(() => cloud.stop());

  const serve = (env: Record<string, string>) =>
    spawnSync(process.execPath, ['dist/localcloud/main.mjs'], {
      encoding: 'utf8',
      env: { ...process.env, ...env },
      timeout: 30_000,
    });

  it('given a kill at any moment under load, when it starts again, then all that was acknowledged is there', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const load = Array.from({ length: 4 }, async (_, caller) => {
        for (let i = 0; ; i += 1) {
          const id = `r${round}-c${caller}-${i}`;
          const answer = await cloud.raw('writer', { id }).catch(() => undefined);
          if (!answer) return;
          if (answer.body === 'added') acknowledged.push(id);
        }
      });
      const goal = acknowledged.length + 20 + round * 7;
      await expect.poll(() => acknowledged.length, { timeout: 30_000, interval: 5 }).toBeGreaterThan(goal);
      await cloud.kill();
      await Promise.all(load);
      await cloud.restart();
    }
    let there = 0;
    for (let i = 0; i < acknowledged.length; i += 50) {
      there += (await cloud.raw<number>('writer', { ids: acknowledged.slice(i, i + 50) })).body;
    }
    expect(there).toBe(acknowledged.length);
  });

  it('given a data directory in use, then a second process names the first and ends', () => {
    const second = serve({ PORT: '0', DATA_DIR: cloud.dataDir });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`in use by process ${cloud.pid}`);
  });

  it('given a port that is taken, then it is named, with what to do', () => {
    const { port } = new URL(cloud.url);
    const second = serve({ PORT: port, DATA_DIR: `${cloud.dataDir}/other` });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`port ${port} is taken`);
  });

  it('given SIGTERM, then it ends in good order and can be started again at once', async () => {
    const { pid } = cloud;
    process.kill(pid, 'SIGTERM');
    await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
    await cloud.start();
    expect((await cloud.raw('writer', { ids: [] })).body).toBe(0);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
