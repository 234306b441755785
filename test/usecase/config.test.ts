import { ulid } from 'ulid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../cloudfunctions/domain/config/defaults.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

describe('configuration', () => {
  it('answers the default until somebody sets it, then the newest version, and keeps what it was', async () => {
    const key = 'calendar' as const;
    const get = () => park.ok('o-operator', 'admin', 'config.get', { key });
    expect(await get()).toEqual({ key, version: 0, value: DEFAULTS.calendar });
    const value = { closed: ['2026-06-20'] };
    const requestId = ulid();
    const change = { key, value, version: 0 };
    const first = await park.ok('o-operator', 'admin', 'config.set', change, requestId);
    expect(first).toEqual({ key, version: 1, value });
    expect(await park.ok('o-operator', 'admin', 'config.set', change, requestId)).toEqual(first);
    expect(await park.refused('o-operator', 'admin', 'config.set', change)).toBe('version_conflict');
    await park.ok('o-operator', 'admin', 'config.set', { key, value: { closed: [] }, version: 1 });
    expect(await get()).toEqual({ key, version: 2, value: { closed: [] } });
    expect(await park.ok('o-operator', 'admin', 'config.set', change, requestId)).toEqual(first);
    expect(
      await park.refused('o-operator', 'admin', 'config.set', { ...change, version: 5 }, requestId),
    ).toBe('request_id_reused');
  });

  it('of two operators who saw the same version one is heard', async () => {
    const set = (perYuan: number) =>
      park.answer('o-operator', 'admin', 'config.set', { key: 'points', value: { perYuan }, version: 0 });
    const answers = await Promise.all([1, 2, 3, 4, 5].map(set));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each([
    ['a key that does not exist', { key: 'prices', value: {}, version: 0 }, 'key'],
    ['a field that does not exist', { key: 'offline', value: { cap: 1, off: 2 }, version: 0 }, 'value.off'],
    ['a field of the wrong type', { key: 'offline', value: { cap: '1' }, version: 0 }, 'value.cap'],
    [
      'a day that does not exist',
      { key: 'calendar', value: { closed: ['2026-02-30'] }, version: 0 },
      'value.closed.0',
    ],
  ])('%s is named', async (_name, input, field) => {
    const answer = await park.answer('o-operator', 'admin', 'config.set', input as never);
    expect(answer).toMatchObject({
      ok: false,
      refusal: { code: 'invalid_input', detail: { fields: [field] } },
    });
  });

  it('is changed by operators only, and read by analysts too', async () => {
    const change = { key: 'offline', value: { cap: 1 }, version: 0 } as never;
    for (const who of ['o-analyst', 'o-manager', 'o-clerk-north', 'o-mia'])
      expect(await park.refused(who, 'admin', 'config.set', change)).toBe('not_allowed');
    expect(await park.ok('o-analyst', 'admin', 'config.get', { key: 'tiers' })).toMatchObject({ version: 0 });
    expect(await park.refused('o-manager', 'admin', 'config.get', { key: 'tiers' })).toBe('not_allowed');
  });
});

describe('the nightly books', () => {
  it('are there after the night, and only for operators and analysts', async () => {
    await park.claim('o-mia', await park.offer());
    await cloud.clock.set('2026-06-16T03:30:00+08:00');
    await cloud.timer('jobs');
    const books = await park.ok('o-operator', 'admin', 'stats.nightlyBooks', {});
    expect(books?.differences).toEqual([]);
    expect(books?.offers.some(({ issued }) => issued === 1)).toBe(true);
    expect(await park.refused('o-clerk-north', 'admin', 'stats.nightlyBooks', {})).toBe('not_allowed');
  });

  it('of a day stay as that night found them; a check by hand says whose it is and is not kept', async () => {
    const booksOf = (day?: string) =>
      park.ok('o-analyst', 'admin', 'stats.nightlyBooks', (day ? { day } : {}) as never);
    const first = await booksOf('2026-06-16');
    expect(first).toEqual(await booksOf());
    await cloud.clock.set('2026-06-17T03:30:00+08:00');
    await cloud.timer('jobs');
    const byHand = await park.ok('o-analyst', 'admin', 'stats.reconcile', {});
    expect(byHand.askedBy).toBe('数据小海');
    expect(await booksOf('2026-06-16')).toEqual(first);
    const second = await booksOf('2026-06-17');
    expect(second).toEqual(await booksOf());
    expect(second?.at).toBeGreaterThan(first?.at ?? 0);
    expect(second?.askedBy).toBeUndefined();
    expect(second?.compared).toMatchObject({ unbilled: { paid: 0, refunded: 0 }, through: null });
    expect(await booksOf('2026-06-15')).toBeNull();
    expect(await booksOf('2026-06-18')).toBeNull();
    await park.cloud.requests.clear();
    await booksOf('2026-06-16');
    expect(await park.costs()).toEqual([{ op: 'stats.nightlyBooks', requests: 2, rounds: 1 }]);
  });
});
