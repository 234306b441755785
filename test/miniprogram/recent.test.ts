import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from './memory-storage';

const phone = vi.hoisted(() => ({ now: 0, storage: undefined as unknown }));
vi.mock('../../miniprogram/api/call', () => ({ serverNow: () => phone.now }));
vi.mock('../../miniprogram/platform/storage', () => ({
  get storage() {
    return phone.storage;
  },
}));

const NOON = Date.parse('2026-06-10T12:00:00+08:00');
/** A start of the app: everything but the storage is gone. */
async function start() {
  vi.resetModules();
  const { useRecent, todays } = await import('../../miniprogram/features/staff/recent');
  return {
    add: (redemptionId: string, at = NOON) =>
      useRecent.getState().add({ redemptionId, at, title: '喂奶鱼券', store: '北门检票' }),
    remove: (redemptionId: string) => useRecent.getState().remove(redemptionId),
    today: () => todays(useRecent.getState().uses).map((use) => use.redemptionId),
  };
}

describe('what was just written off on this phone', () => {
  beforeEach(() => {
    phone.now = NOON;
    phone.storage = memoryStorage();
  });

  it('given the app is started again the same day, then it still stands there, newest first', async () => {
    const before = await start();
    before.add('red_1');
    before.add('red_2');
    expect((await start()).today()).toEqual(['red_2', 'red_1']);
  });

  it('given the park’s next day, then nothing of yesterday is today’s', async () => {
    const app = await start();
    app.add('red_1');
    phone.now = Date.parse('2026-06-11T00:00:00+08:00');
    expect(app.today()).toEqual([]);
  });

  it('given one is undone, then it is gone, also after a restart', async () => {
    const app = await start();
    app.add('red_1');
    app.remove('red_1');
    expect((await start()).today()).toEqual([]);
  });
});
