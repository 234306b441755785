import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

interface WhoAnswer {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
  calls: number;
  most: number;
  event: unknown;
}

describe('identity', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES, env: { MAX_INSTANCES: '8' } });
    await cloud.raw('setup', { collections: ['people'] });
  });
  afterAll(() => cloud.stop());

  it('given 1,000 concurrent calls of different people, then each sees itself, before and after a read', async () => {
    const people = Array.from({ length: 1000 }, (_, i) => `o-person-${i}`);
    const answers = await Promise.all(people.map((openid) => cloud.raw<WhoAnswer>('who', {}, openid)));

    const wrong = answers.filter(
      ({ body }, i) => body.before?.OPENID !== people[i] || body.after?.OPENID !== people[i],
    );
    expect(wrong).toEqual([]);
    expect(Math.max(...answers.map(({ body }) => body.most))).toBe(1);
    expect(new Set(answers.map(({ body }) => body.calls)).size).toBeGreaterThan(1);
  });

  it('given a caller with unionid and address, when the next call has none, then nothing of it is left', async () => {
    const first = await cloud.raw<WhoAnswer>(
      'who',
      { read: false },
      { openid: 'o-a', unionid: 'u-a', clientip: '10.1.2.3' },
    );
    const second = await cloud.raw<WhoAnswer>('who', { read: false }, 'o-b');

    expect(first.body.before).toMatchObject({ OPENID: 'o-a', UNIONID: 'u-a', CLIENTIP: '10.1.2.3' });
    expect(first.body.before).toMatchObject({ SOURCE: 'wx_client' });
    expect(second.body.before).toMatchObject({ OPENID: 'o-b', CLIENTIP: '127.0.0.1' });
    expect(second.body.before).not.toHaveProperty('UNIONID');
    expect(second.body.before).not.toHaveProperty('API_TOKEN');
  });

  it('given work that outlives its call, when it asks who it is during the next call, then it is still its own', async () => {
    await cloud.raw('leak', { leave: 30 }, 'o-early');
    const { body } = await cloud.raw<{ me: string; seen: string[] }>('leak', { wait: 150 }, 'o-late');

    expect(body).toMatchObject({ me: 'o-late', seen: ['o-early'] });
  });
});
