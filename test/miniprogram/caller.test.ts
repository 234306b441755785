import { describe, expect, it } from 'vitest';
import { type CallerPorts, createCaller, TRIES } from '../../miniprogram/api/caller';
import { Journal, PENDING_MS } from '../../miniprogram/api/journal';
import { type CallEvent, TransportFault } from '../../miniprogram/api/outcome';
import { ServerClock } from '../../miniprogram/api/server-clock';
import { memoryStorage } from './memory-storage';

type Reply = unknown | Error | Promise<unknown>;

/** A phone whose cloud answers what the test says, one reply a try; the last one is repeated. */
function phone(replies: Reply[], storage = memoryStorage()) {
  const sent: CallEvent[] = [];
  const pauses: number[] = [];
  const reached: boolean[] = [];
  let now = 1_000_000;
  let ids = 0;
  const localNow = () => now;
  const ports: CallerPorts = {
    send: async (_fn, event) => {
      sent.push(structuredClone(event));
      const reply = replies.length > 1 ? replies.shift() : replies[0];
      if (reply instanceof Error) throw reply;
      return reply;
    },
    isCommand: (op) => op === 'coupon.claim' || op === 'member.join',
    journal: new Journal(storage, localNow, () => `req-${now}-${++ids}`),
    clock: new ServerClock(localNow),
    localNow,
    sleep: async (ms) => {
      pauses.push(ms);
    },
    random: () => 0.5,
    reached: (yes) => reached.push(yes),
  };
  const pass = (ms: number) => {
    now += ms;
  };
  return { caller: createCaller(ports), sent, pauses, reached, storage, pass };
}

const yes = (value: unknown) => ({ ok: true, value, serverTime: 1 });
const no = (code: string) => ({ ok: false, refusal: { code, message: code }, serverTime: 1 });
const offline = () => new TransportFault('offline');
const broken = (traceId: string) => new TransportFault('internal', traceId);
const claim = { offerId: 'off_1' };

describe('a call', () => {
  it('given a query, when the cloud answers, then the value comes back and no requestId was sent', async () => {
    const { caller, sent } = phone([yes({ points: 3 })]);
    expect(await caller.call('member', 'member.me', {})).toEqual({ ok: true, value: { points: 3 } });
    expect(sent).toEqual([{ op: 'member.me', input: {} }]);
  });

  it('given a refusal, then it is an answer: not repeated, and the next wish is a new one', async () => {
    const { caller, sent } = phone([no('sold_out')]);
    const outcome = await caller.call('wallet', 'coupon.claim', claim);
    expect(outcome).toEqual({ ok: false, refusal: { code: 'sold_out', message: 'sold_out' } });
    expect(sent).toHaveLength(1);
    await caller.call('wallet', 'coupon.claim', claim);
    expect(sent[1]?.requestId).not.toBe(sent[0]?.requestId);
  });

  it('given faults and then an answer, then every try carries the same requestId and pauses grow', async () => {
    const { caller, sent, pauses } = phone([offline(), broken('t1'), yes({ coupons: [] })]);
    expect(await caller.call('wallet', 'coupon.claim', claim)).toEqual({ ok: true, value: { coupons: [] } });
    expect(new Set(sent.map((event) => event.requestId)).size).toBe(1);
    expect(sent).toHaveLength(3);
    expect(pauses).toEqual([400, 800]);
  });

  it('given a cloud that keeps failing, then tries are bounded and the fault names the failed run', async () => {
    const { caller, sent } = phone([broken('trace-7')]);
    const outcome = await caller.call('wallet', 'coupon.claim', claim);
    expect(outcome).toEqual({ ok: false, fault: 'internal', traceId: 'trace-7' });
    expect(sent).toHaveLength(TRIES.command);
  });

  it('given an answer that is none, then it counts as a fault', async () => {
    const { caller, sent } = phone([{ hello: 'world' }]);
    expect(await caller.call('member', 'member.me', {})).toEqual({ ok: false, fault: 'internal' });
    expect(sent).toHaveLength(TRIES.query);
  });

  it('given no network, then the phone notes it, and notes when it is back', async () => {
    const { caller, reached } = phone([offline(), yes({})]);
    await caller.call('member', 'member.me', {});
    expect(reached).toEqual([false, true]);
  });
});

describe('one wish, one requestId', () => {
  it('given a fault, when the person tries again, then the same requestId is used', async () => {
    const { caller, sent } = phone([offline(), offline(), offline(), offline(), yes({ coupons: [] })]);
    expect(await caller.call('wallet', 'coupon.claim', claim)).toEqual({ ok: false, fault: 'offline' });
    await caller.call('wallet', 'coupon.claim', claim);
    expect(sent).toHaveLength(TRIES.command + 1);
    expect(new Set(sent.map((event) => event.requestId)).size).toBe(1);
  });

  it('given two taps at once, then one call answers both', async () => {
    const { caller, sent } = phone([yes({ coupons: [1] })]);
    const both = await Promise.all([
      caller.call('wallet', 'coupon.claim', { offerId: 'off_1', channel: 'home' }),
      caller.call('wallet', 'coupon.claim', { channel: 'home', offerId: 'off_1' }),
    ]);
    expect(sent).toHaveLength(1);
    expect(both[0]).toBe(both[1]);
  });

  it('given two different wishes, then each has its own requestId', async () => {
    const { caller, sent } = phone([yes({})]);
    await caller.call('wallet', 'coupon.claim', { offerId: 'off_1' });
    await caller.call('wallet', 'coupon.claim', { offerId: 'off_2' });
    expect(new Set(sent.map((event) => event.requestId)).size).toBe(2);
  });

  it('given the app was killed before the answer, when it starts again, then it asks with the same requestId', async () => {
    const first = phone([offline()]);
    await first.caller.call('wallet', 'coupon.claim', claim);
    const second = phone([yes({ coupons: [] })], first.storage);
    const settled = await second.caller.resume();
    expect(settled).toEqual([
      { op: 'coupon.claim', input: claim, outcome: { ok: true, value: { coupons: [] } } },
    ]);
    expect(second.sent[0]?.requestId).toBe(first.sent[0]?.requestId);
    expect(await second.caller.resume()).toEqual([]);
    expect(second.sent).toHaveLength(1);
  });

  it('given a command older than a day, when the app starts, then it is forgotten', async () => {
    const first = phone([offline()]);
    await first.caller.call('wallet', 'coupon.claim', claim);
    const second = phone([yes({})], first.storage);
    second.pass(PENDING_MS);
    expect(await second.caller.resume()).toEqual([]);
    expect(second.sent).toEqual([]);
  });

  it('given a page is waiting for a command, when the app resumes, then the command stays the page’s', async () => {
    let answer: (reply: unknown) => void = () => undefined;
    const { caller, sent } = phone([
      new Promise((done) => {
        answer = done;
      }),
    ]);
    const page = caller.call('wallet', 'coupon.claim', claim);
    const resumed = caller.resume();
    answer(yes({ coupons: [] }));
    expect(await resumed).toEqual([]);
    expect(await page).toEqual({ ok: true, value: { coupons: [] } });
    expect(sent).toHaveLength(1);
  });
});
