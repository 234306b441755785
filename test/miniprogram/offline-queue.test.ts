import { describe, expect, it } from 'vitest';
import type { OutcomeOf } from '../../miniprogram/api/outcome';
import {
  BATCH,
  createScans,
  isDone,
  MOST_WAITING,
  needsEyes,
  type OfflineScan,
  usesOf,
  waiting,
} from '../../miniprogram/features/staff/offline/scans';
import { createSending } from '../../miniprogram/features/staff/offline/send';
import type { Storage } from '../../miniprogram/platform/storage';
import type { SyncedItem } from '../../shared-types/contract';
import type { Fen, StoreId } from '../../shared-types/ids';
import { memoryStorage } from './memory-storage';

const NOW = 1_800_000_000_000;
const scan = (n: number, over: Partial<OfflineScan> = {}): OfflineScan => ({
  nonce: `n${n}`,
  code: `A1.k1.c.cpn_${n}`,
  couponId: `cpn_${n}`,
  title: '喂奶鱼券',
  storeId: 'north' as StoreId,
  store: '北门检票',
  scannedAt: NOW - 60_000,
  at: NOW - 75_000,
  ...over,
});

type Outcome = OutcomeOf<'staff', 'redemption.sync'>;
type Input = { deviceId: string; items: Array<{ nonce: string }> };

/** A phone whose cloud answers what the test says; without a word everything is accepted. */
function phone(storage = memoryStorage(), reply: (input: Input) => Outcome = accepted) {
  const sent: Input[] = [];
  const scans = createScans(storage);
  const sending = createSending({
    scans,
    sync: async (input) => {
      sent.push(input);
      return reply(input);
    },
    deviceId: () => 'phone-1',
    now: () => NOW,
  });
  return {
    add: (...ns: number[]) => ns.map((n) => scans.getState().add(scan(n))),
    scans,
    run: () => sending.getState().run(),
    trouble: () => sending.getState().trouble,
    waits: () => waiting(scans.getState().scans).map(({ nonce }) => nonce),
    sent: () => sent.map(({ items }) => items.map(({ nonce }) => nonce)),
    inputs: sent,
  };
}
const answers = (input: Input, how: (nonce: string) => Omit<SyncedItem, 'nonce'>): Outcome => ({
  ok: true,
  value: { items: input.items.map(({ nonce }) => ({ nonce, ...how(nonce) })) },
});
const accepted = (input: Input): Outcome => answers(input, () => ({ result: 'accepted' }));
const lost: Outcome = { ok: false, fault: 'offline' };
const refused = (code: 'not_allowed' | 'invalid_input'): Outcome => ({
  ok: false,
  refusal: { code, message: '' },
});

describe('the offline queue', () => {
  it('given the app is started again, then what waited still waits, in its order', () => {
    const storage = memoryStorage();
    phone(storage).add(1, 2, 3);
    expect(phone(storage).waits()).toEqual(['n1', 'n2', 'n3']);
  });

  it('given the network is back, when it is sent, then it leaves with the answers, and what was said stays readable', async () => {
    const storage = memoryStorage();
    const results: Record<string, Omit<SyncedItem, 'nonce'>> = {
      n1: { result: 'accepted', redemptionId: 'red_1' as never },
      n2: { result: 'duplicate' },
      n3: { result: 'conflict', code: 'already_used' },
      n4: { result: 'refused', code: 'code_expired' },
    };
    const before = phone(storage, (input) => answers(input, (nonce) => results[nonce] as never));
    before.add(1, 2, 3, 4);
    await before.run();
    const { scans } = phone(storage).scans.getState();
    expect(waiting(scans)).toEqual([]);
    expect(scans.filter(isDone).map(({ nonce }) => nonce)).toEqual(['n1', 'n2']);
    expect(scans.filter(needsEyes).map(({ nonce, answer }) => [nonce, answer?.code])).toEqual([
      ['n3', 'already_used'],
      ['n4', 'code_expired'],
    ]);
    expect(scans[0]?.answer).toEqual({ result: 'accepted', redemptionId: 'red_1', at: NOW });
  });

  it('given bills, then the cloud gets what it asks for and nothing of what only the phone knows', async () => {
    const app = phone();
    app.scans.getState().add(scan(1, { bill: 9000 as Fen, off: 3000 as Fen }));
    await app.run();
    expect(app.inputs).toEqual([
      {
        deviceId: 'phone-1',
        items: [
          { nonce: 'n1', code: 'A1.k1.c.cpn_1', scannedAt: NOW - 60_000, storeId: 'north', bill: 9000 },
        ],
      },
    ]);
  });

  it('given the answer is lost and more was scanned meanwhile, when it is sent again, then exactly the same goes first, also after a restart', async () => {
    const storage = memoryStorage();
    const before = phone(storage, () => lost);
    before.add(1, 2);
    await before.run();
    expect(before.waits()).toEqual(['n1', 'n2']);
    expect(before.trouble()).toEqual(lost);
    before.add(3);
    const after = phone(storage);
    await after.run();
    expect(after.sent()).toEqual([['n1', 'n2'], ['n3']]);
    expect(after.waits()).toEqual([]);
    expect(after.trouble()).toBeUndefined();
  });

  it('given many wait, then they go in batches', async () => {
    const app = phone();
    app.add(...Array.from({ length: BATCH + 5 }, (_, n) => n));
    await app.run();
    expect(app.sent().map(({ length }) => length)).toEqual([BATCH, 5]);
  });

  it('given an answer that leaves one out, then that one keeps waiting and nothing is sent in a circle', async () => {
    const app = phone(memoryStorage(), ({ items }) => ({
      ok: true,
      value: { items: items.slice(1).map(({ nonce }) => ({ nonce, result: 'accepted' })) },
    }));
    app.add(1, 2);
    await app.run();
    expect(app.waits()).toEqual(['n1']);
    expect(app.sent()).toHaveLength(1);
  });

  it('given the cloud does not take the queue at all, then everything waits on and the reason is there', async () => {
    const app = phone(memoryStorage(), () => refused('not_allowed'));
    app.add(1, 2);
    await app.run();
    expect(app.waits()).toEqual(['n1', 'n2']);
    expect(app.trouble()).toMatchObject({ refusal: { code: 'not_allowed' } });
  });

  it('given one that the cloud cannot read, then it alone is refused and the others get through', async () => {
    const app = phone(memoryStorage(), (input) =>
      input.items.some(({ nonce }) => nonce === 'n2') ? refused('invalid_input') : accepted(input),
    );
    app.add(1, 2, 3);
    await app.run();
    const { scans } = app.scans.getState();
    expect(scans.map(({ answer }) => answer?.result)).toEqual(['accepted', 'refused', 'accepted']);
    expect(scans[1]?.answer?.code).toBe('invalid_input');
  });

  it('given two presses, then the second joins the first', async () => {
    const app = phone();
    app.add(1);
    await Promise.all([app.run(), app.run()]);
    expect(app.sent()).toHaveLength(1);
  });

  it('given a code of a step that has only just begun, then it is not sent yet: the clocks may differ by a blink', async () => {
    const app = phone();
    app.scans.getState().add(scan(1, { at: NOW - 1999 }));
    await app.run();
    expect(app.sent()).toEqual([]);
  });

  it('given a storage that is full, then nothing is accepted, and what was answered stays', async () => {
    let full = false;
    const kept = memoryStorage();
    const storage: Storage = { get: kept.get, set: (key, value) => !full && kept.set(key, value) };
    const app = phone(storage);
    expect(app.add(1)).toEqual([true]);
    full = true;
    expect(app.add(2)).toEqual([false]);
    await app.run();
    expect(app.waits()).toEqual(['n1']);
    expect(app.sent()).toHaveLength(1);
  });

  it('given as many wait as a phone can hold, then no more are taken', () => {
    const storage = memoryStorage();
    const scans = Array.from({ length: MOST_WAITING }, (_, n) => scan(n));
    storage.set('offline-scans', { scans, sending: [] });
    expect(phone(storage).add(-1)).toEqual([false]);
  });

  it('given years of use, then results that went well are forgotten, those nobody has read never', () => {
    const storage = memoryStorage();
    const app = phone(storage);
    app.add(...Array.from({ length: 150 }, (_, n) => n));
    const conflict = { nonce: 'n0', result: 'conflict', code: 'already_used' } as const;
    const done = Array.from({ length: 148 }, (_, n) => ({ nonce: `n${n + 1}`, result: 'accepted' }) as const);
    app.scans.getState().answer([conflict, ...done], NOW);
    const nonces = () => app.scans.getState().scans.map(({ nonce }) => nonce);
    expect(nonces()).toHaveLength(102);
    expect(nonces()).toEqual(expect.arrayContaining(['n0', 'n148', 'n149']));
    app.scans.getState().see('n0');
    expect(app.scans.getState().scans.filter(needsEyes)).toEqual([]);
    expect(nonces()).not.toContain('n0');
  });

  it('given another tab of the same person scans too, then neither loses what the other kept', () => {
    const storage = memoryStorage();
    const [one, two] = [phone(storage), phone(storage)];
    one.add(1);
    two.add(2);
    one.add(3);
    expect(one.waits()).toEqual(['n1', 'n2', 'n3']);
  });

  it('tells a judge of every use but the refused ones, and since when the cloud knows', async () => {
    const app = phone(memoryStorage(), (input) =>
      answers(input, (nonce) =>
        nonce === 'n2' ? { result: 'refused', code: 'own_coupon' } : { result: 'accepted' },
      ),
    );
    app.add(1, 2);
    await app.run();
    app.add(3);
    expect(usesOf(app.scans.getState().scans)).toEqual([
      { couponId: 'cpn_1', at: NOW - 75_000, store: '北门检票', toldAt: NOW },
      { couponId: 'cpn_3', at: NOW - 75_000, store: '北门检票', toldAt: null },
    ]);
  });
});
