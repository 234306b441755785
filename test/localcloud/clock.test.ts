import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FIXTURES, startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const START = Date.parse('2026-05-01T10:10:00+08:00');
const parkTime = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 16);

interface ClockAnswer {
  now: number;
  made: number;
  text: number;
  child: number;
  childIsDate: boolean;
  sameConstructor: boolean;
  fixed: number;
  zone: number;
  stored: number;
  real: number;
}

describe('the clock', () => {
  let cloud: TestCloud;
  const readClock = async () => (await cloud.raw<ClockAnswer>('clock', {})).body;
  const fires = async () => {
    const { calls } = await cloud.requests.get();
    return calls
      .filter(({ function: name }) => name === 'tick' || name === 'tock')
      .map((row) => `${parkTime(row.at)} ${row.function} ${row.op}`);
  };

  beforeAll(async () => {
    cloud = await startLocalCloud({ functionsDir: FIXTURES, now: '2026-05-01T02:10:00Z' });
    await cloud.raw('setup', { collections: ['people', 'fires'] });
  });
  beforeEach(async () => {
    await cloud.clock.set(START, false);
    await cloud.requests.clear();
  });
  afterAll(() => cloud.stop());

  it('given a stopped clock, then a function and the database see that instant in every way', async () => {
    const seen = await readClock();
    expect(seen).toMatchObject({ now: START, made: START, text: START, child: START, stored: START });
    expect(seen).toMatchObject({ childIsDate: true, sameConstructor: true, zone: 0 });
    expect(seen.fixed).toBe(Date.parse('2020-02-02T00:00:00Z'));
    expect(Math.abs(seen.real - Date.now())).toBeLessThan(HOUR);
  });

  it('given a stopped clock, when it is advanced, then it moves by that much and stands', async () => {
    expect(await cloud.clock.advance(MINUTE)).toMatchObject({ now: START + MINUTE, running: false });
    expect((await readClock()).now).toBe(START + MINUTE);
  });

  it('given a running clock, when it is advanced, then it goes on running', async () => {
    await cloud.clock.live(false);
    const { running, now } = await cloud.clock.advance(3 * HOUR, false);
    expect(running).toBe(true);
    expect(Math.abs(now - Date.now() - 3 * HOUR)).toBeLessThan(MINUTE);
    expect((await readClock()).now).toBeGreaterThanOrEqual(now);
  });

  it('given a jump of less than two hours, then every due timer fires in order, each at its own instant', async () => {
    const { fired } = await cloud.clock.advance(80 * MINUTE);
    expect(fired).toBe(3);
    expect(await fires()).toEqual([
      '2026-05-01T10:30 tick half-hourly',
      '2026-05-01T11:00 tick half-hourly',
      '2026-05-01T11:30 tick half-hourly',
    ]);
  });

  it('given a longer jump, then all timers fire at 00:05 and 09:00 of each park day and on arrival', async () => {
    await cloud.clock.advance(24 * HOUR);
    expect(await fires()).toEqual([
      '2026-05-02T00:05 tick half-hourly',
      '2026-05-02T00:05 tock daily',
      '2026-05-02T09:00 tick half-hourly',
      '2026-05-02T09:00 tock daily',
      '2026-05-02T10:10 tick half-hourly',
      '2026-05-02T10:10 tock daily',
    ]);
  });

  it('given timers: false, or a jump back, then no timer fires', async () => {
    await cloud.clock.advance(24 * HOUR, false);
    await cloud.clock.set(START);
    expect(await fires()).toEqual([]);
  });

  it('given a timer fired by hand, then its event and source are those of a timer, without an openid', async () => {
    const told = await cloud.timer('tick');
    expect(told).toEqual({
      fn: 'tick',
      at: START,
      due: new Date(START).toISOString(),
      trigger: 'half-hourly',
      OPENID: null,
      SOURCE: 'wx_trigger',
    });
  });

  it('given a running clock just before a timer is due, then the timer fires by itself', async () => {
    await cloud.clock.live(false);
    const { now } = await cloud.clock.get();
    const due = Math.ceil(now / (30 * MINUTE)) * 30 * MINUTE;
    await cloud.clock.advance(due - now - 300, false);
    await expect.poll(fires, { timeout: 10_000 }).toContain(`${parkTime(due)} tick half-hourly`);
  });

  it('given nonsense, then 400 says what can be asked', async () => {
    for (const body of [{ set: 'tomorrow' }, {}, { advance: '1' }, { set: '2026-05-01', timers: 'no' }]) {
      expect((await cloud.send('POST', '/local/clock', body)).status).toBe(400);
    }
  });

  it('given an instant outside the years 2000 to 2100, then 400 says so and nothing has changed', async () => {
    const asked = [
      { advance: 1e30 },
      { advance: -1e15 },
      { set: '1999-12-31T23:59:59Z' },
      { set: '+050000-01-01T00:00:00Z' },
    ];
    for (const body of asked) {
      const { status, body: answer } = await cloud.send('POST', '/local/clock', body);
      expect({ status, answer }).toMatchObject({
        status: 400,
        answer: { errMsg: expect.stringContaining('2000 to 2100') },
      });
    }
    expect(await cloud.clock.get()).toMatchObject({ now: START, running: false });
    expect(await fires()).toEqual([]);
  });

  it('given a stopped clock, when the process is killed and starts again, then it stands as before', async () => {
    await cloud.restart();
    expect(await cloud.clock.get()).toMatchObject({ now: START, running: false });
  });
});
