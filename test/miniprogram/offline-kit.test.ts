import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from './memory-storage';

const phone = vi.hoisted(() => ({ now: 0, storage: undefined as unknown, outcome: {} as unknown, asked: 0 }));
vi.mock('../../miniprogram/api/call', () => ({
  serverNow: () => phone.now,
  call: async () => {
    phone.asked += 1;
    return phone.outcome;
  },
}));
vi.mock('../../miniprogram/platform/storage', () => ({
  get storage() {
    return phone.storage;
  },
}));

const NOON = Date.parse('2026-06-10T12:00:00+08:00');
const HOUR = 3_600_000;
const kitOf = (serverTime: number) => ({ keys: [], offers: [], stores: [], cap: 5000, serverTime });

/** A start of the app: everything but the storage is gone. */
async function start() {
  vi.resetModules();
  return import('../../miniprogram/features/staff/offline/kit');
}

describe('the kit for reading codes without network', () => {
  beforeEach(() => {
    Object.assign(phone, { now: NOON, storage: memoryStorage(), asked: 0 });
    phone.outcome = { ok: true, value: kitOf(NOON) };
  });

  it('given a staff page is opened for the first time, then it is fetched, and still there after a restart', async () => {
    const { keepKitFresh, fetchKit } = await start();
    keepKitFresh();
    await fetchKit();
    expect(phone.asked).toBe(1);
    expect((await start()).useKit.getState().kit?.serverTime).toBe(NOON);
  });

  it('given it was fetched some hours ago, then a staff page fetches it anew, before that it does not', async () => {
    await (await start()).fetchKit();
    const { keepKitFresh } = await start();
    phone.now = NOON + 3 * HOUR;
    keepKitFresh();
    expect(phone.asked).toBe(1);
    phone.now += 1;
    keepKitFresh();
    expect(phone.asked).toBe(2);
  });

  it('given the app comes to the front, then those who have one get a new one, once a minute at most; others ask nothing', async () => {
    const guest = await start();
    guest.renewKit();
    expect(phone.asked).toBe(0);
    await guest.fetchKit();
    guest.renewKit();
    expect(phone.asked).toBe(1);
    phone.now += 60_001;
    guest.renewKit();
    expect(phone.asked).toBe(2);
  });

  it('given the clock went back behind it, then it is fetched anew', async () => {
    const { fetchKit, keepKitFresh } = await start();
    await fetchKit();
    phone.now = NOON - HOUR;
    keepKitFresh();
    expect(phone.asked).toBe(2);
  });

  it('given no network, then the old one stays; given the person is no longer staff, then it goes, also for the next start', async () => {
    const { fetchKit, useKit } = await start();
    await fetchKit();
    phone.outcome = { ok: false, fault: 'offline' };
    await fetchKit();
    expect(useKit.getState().kit?.serverTime).toBe(NOON);
    phone.outcome = { ok: false, refusal: { code: 'not_allowed', message: '' } };
    await fetchKit();
    expect(useKit.getState().kit).toBeNull();
    expect((await start()).useKit.getState().kit).toBeNull();
  });
});
