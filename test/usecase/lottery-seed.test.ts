import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RoundId } from '../../shared-types/ids.ts';
import { addParkDays, DAY_MS, parkDayOf } from '../../shared-types/park-day.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';

let cloud: TestCloud;
let park: Product;
beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'park', now: new Date(NOW).toISOString() });
  park = new Product(cloud);
});
afterAll(() => cloud.stop());

const current = () => park.ok('o-mia', 'campaign', 'lottery.current', {});
const round = (roundId: RoundId) => park.ok('o-mia', 'campaign', 'lottery.round', { roundId });

describe('the round of the demo park', () => {
  it('is about tomorrow, open to guesses, with a seed that nobody reads', async () => {
    const open = await current();
    expect(open).toMatchObject({ status: 'open', rules: { day: addParkDays(parkDayOf(NOW), 1) } });
    await new Lottery(park).guess('o-mia', open?.roundId as RoundId, 'sunny');
    expect((await current())?.mine?.answer).toBe('sunny');
  });

  it('is drawn by itself when its day is over, by real observations, and every day has the next one', async () => {
    const { roundId } = (await current()) as { roundId: RoundId };
    await cloud.clock.advance(2 * DAY_MS);
    expect(await round(roundId)).toMatchObject({
      status: 'drawn',
      entries: 1,
      observation: { source: 'qweather' },
    });
    expect(await current()).toMatchObject({
      status: 'open',
      rules: { day: addParkDays(parkDayOf(NOW), 3) },
    });
    // Back again: today's is still there, and not twice.
    await cloud.clock.set(NOW);
    const { items } = await park.ok('o-mia', 'campaign', 'lottery.list', {});
    expect(new Set(items.map(({ day }) => day)).size).toBe(items.length);
    const books = await park.ok('o-operator', 'admin', 'stats.reconcile', {});
    expect(books.differences).toEqual([]);
  });
});
