import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

/** What became of a write, without the ids in its text. */
const kindOf = (answer: unknown) => /added|TransactionConflict|503/.exec(String(answer))?.[0];

describe('faults', () => {
  let cloud: TestCloud;
  let next = 0;
  const add = async () => {
    next += 1;
    return { id: `p${next}`, answer: await cloud.raw('writer', { id: `p${next}` }) };
  };
  const isThere = async (id: string) => (await cloud.raw('writer', { ids: [id] })).body === 1;

  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES });
    await cloud.raw('setup', { collections: ['people'] });
  });
  beforeEach(() => cloud.faults.clear());
  afterAll(() => cloud.stop());

  it('given a conflict, then the write fails with the text of the database and is not done', async () => {
    await cloud.faults.set({ seed: 1, conflict: 1 });
    const { id, answer } = await add();
    await cloud.faults.clear();
    expect(answer.body).toContain('TransactionConflict');
    expect(await isThere(id)).toBe(false);
  });

  it('given an answer dropped after commit, then the function sees an error and the write is done', async () => {
    await cloud.faults.set({ seed: 1, dropAnswerAfterCommit: 1 });
    const { id, answer } = await add();
    await cloud.faults.clear();
    expect(answer.body).toMatch(/hang up|ECONNRESET/);
    expect(await isThere(id)).toBe(true);
  });

  it('given an unavailable service, then the write fails and is not done', async () => {
    await cloud.faults.set({ seed: 1, unavailable: 1 });
    const { id, answer } = await add();
    await cloud.faults.clear();
    expect(answer.body).toContain('503');
    expect(await isThere(id)).toBe(false);
  });

  it('given instances that are killed, then the call fails before or after its work, and the next call works', async () => {
    await cloud.faults.set({ seed: 4, killInstance: 1 });
    const all = [];
    for (let i = 0; i < 8; i += 1) all.push(await add());
    await cloud.faults.clear();
    expect(all.map(({ answer }) => answer.status)).toEqual(Array(8).fill(500));
    const there = await Promise.all(all.map(({ id }) => isThere(id)));
    expect(new Set(there)).toEqual(new Set([true, false]));
  });

  it('given latency, then a call takes at least that long', async () => {
    await cloud.faults.set({ latencyMs: [60, 80] });
    await cloud.requests.clear();
    await add();
    const { calls } = await cloud.requests.get();
    expect(calls[0]?.ms).toBeGreaterThanOrEqual(60);
  });

  it('given the same seed, then the same requests meet the same faults, and another seed others', async () => {
    const run = async (seed: number) => {
      await cloud.faults.set({ seed, conflict: 0.3, unavailable: 0.3 });
      const answers: unknown[] = [];
      for (let i = 0; i < 20; i += 1) answers.push(kindOf((await add()).answer.body));
      return answers;
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    expect(await run(8)).not.toEqual(first);
    expect(new Set(first).size).toBe(3);
  });

  it('when they end, then it says how many requests met what', async () => {
    await cloud.faults.set({ seed: 1, unavailable: 1 });
    await add();
    await cloud.faults.set({ seed: 1, conflict: 1 });
    await add();
    expect(await cloud.faults.clear()).toEqual({
      conflict: 1,
      dropAnswerAfterCommit: 0,
      unavailable: 0,
      killInstance: 0,
    });
  });

  it('given a probability above 1, then 400', async () => {
    expect((await cloud.send('POST', '/local/faults', { conflict: 2 })).status).toBe(400);
  });
});
