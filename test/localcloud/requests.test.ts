import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

describe('request counters', () => {
  let cloud: TestCloud;
  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES, now: '2026-05-01T02:10:00Z' });
    await cloud.raw('setup', { collections: ['people', 'fires'] });
  });
  beforeEach(() => cloud.requests.clear());
  afterAll(() => cloud.stop());

  it.each([
    { plan: [], requests: 0, rounds: 0 },
    { plan: [1], requests: 1, rounds: 1 },
    { plan: [1, 1, 1], requests: 3, rounds: 3 },
    { plan: [5], requests: 5, rounds: 1 },
    { plan: [1, 4, 2], requests: 7, rounds: 3 },
  ])('given steps of $plan requests at once, then $requests requests in $rounds rounds', async (one) => {
    await cloud.raw('rounds', { op: 'plan.run', plan: one.plan });
    const { total, calls } = await cloud.requests.get();
    expect(total).toBe(one.requests);
    expect(calls).toMatchObject([
      { function: 'rounds', op: 'plan.run', requests: one.requests, rounds: one.rounds },
    ]);
  });

  it('given 20 calls at once, then each has its own row with its own figures', async () => {
    await Promise.all(Array.from({ length: 20 }, () => cloud.raw('rounds', { plan: [2, 1] })));
    const { total, byAction, calls } = await cloud.requests.get();
    expect(total).toBe(60);
    expect(byAction).toEqual({ 'database.getDocument': 60 });
    expect(calls.map(({ requests, rounds }) => [requests, rounds])).toEqual(Array(20).fill([3, 2]));
  });

  it('given a request after its call was answered, then it still counts to that call', async () => {
    await cloud.raw('rounds', { op: 'first', plan: [1], late: 30 });
    await cloud.raw('rounds', { op: 'second', plan: [1] });
    await expect.poll(async () => (await cloud.requests.get()).total).toBe(3);
    const { calls } = await cloud.requests.get();
    expect(calls.map(({ op, requests }) => [op, requests])).toEqual([
      ['first', 2],
      ['second', 1],
    ]);
  });

  it('given a run by its timer, then it has a row with the name of the trigger', async () => {
    await cloud.timer('tick');
    expect((await cloud.requests.get()).calls).toMatchObject([
      { function: 'tick', op: 'half-hourly', requests: 1, rounds: 1 },
    ]);
  });

  it('given more than 1,000 runs, then the newest 1,000 have rows and the total counts all', async () => {
    const burst = (n: number) =>
      Promise.all(Array.from({ length: n }, () => cloud.raw('rounds', { plan: [1] })));
    for (let done = 0; done < 1010; done += 101) await burst(101);
    const { total, calls } = await cloud.requests.get();
    expect(total).toBe(1010);
    expect(calls).toHaveLength(1000);
  });
});
