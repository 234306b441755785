import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

describe('instances of functions', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES, env: { MAX_INSTANCES: '2' } });
  });
  afterAll(() => cloud.stop());

  it('given more callers than instances of a function that calls itself, then all are answered', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => cloud.raw('nested', { depth: 2 })));
    expect(answers.map(({ body }) => body)).toEqual(Array(12).fill(2));
  });

  it('given a function that calls itself without end, then it fails at once and the log says why', async () => {
    expect((await cloud.raw('nested', { depth: 1000 })).status).toBe(500);
    expect(cloud.log).toContain('more than 8 levels deep');
    expect((await cloud.raw('nested', { depth: 1 })).body).toBe(1);
  });

  it('given functions that hang while they are loaded, then others start all the same', async () => {
    const stuck = Array.from({ length: 2 }, () => cloud.raw('stuck', {}));
    const first = await Promise.race([...stuck, cloud.raw('who', { read: false })]);
    expect(first.status).toBe(200);
    await cloud.reset('empty');
    for (const { status } of await Promise.all(stuck)) expect(status).toBe(500);
  });
});
