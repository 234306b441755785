import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkProof, holds } from '../../shared-types/draw/proof.ts';
import type { RoundId } from '../../shared-types/ids.ts';
import { startLocalCloud, type TestCloud } from '../setup/local-cloud.ts';
import { Lottery } from '../setup/lottery.ts';
import { NOW, Product } from '../setup/product.ts';

/** Sources beside the weather desk: one that doubts, and a beacon. Both are servers of other people, stood up here. */
let outside: Server;
let cloud: TestCloud;
let park: Product;
let lottery: Lottery;
let says: { precip: number | null; beacon: boolean };
const AFTER = Date.parse('2026-06-17T09:30:00+08:00');
const RANDOMNESS = 'ab'.repeat(32);

beforeAll(async () => {
  outside = createServer((request, response) => {
    const asked = new URL(request.url ?? '', 'http://outside');
    const day = asked.searchParams.get('start_date');
    const round = Number(asked.pathname.split('/').pop());
    if (!day && !says.beacon) response.writeHead(503);
    response.end(
      day
        ? JSON.stringify({
            daily: { time: [day], precipitation_sum: [says.precip], temperature_2m_max: [20] },
          })
        : JSON.stringify({ round, randomness: RANDOMNESS }),
    );
  });
  await new Promise<void>((ready) => outside.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(outside.address() as AddressInfo).port}`;
  cloud = await startLocalCloud({
    seed: 'park',
    now: new Date(NOW).toISOString(),
    env: { SECOND_WEATHER_URL: url, SECOND_WEATHER_PLACE: '30.27,120.15', DRAND_URL: url },
  });
  park = new Product(cloud);
  lottery = new Lottery(park);
});
afterAll(async () => {
  await cloud.stop();
  await new Promise((ended) => outside.close(ended));
});
beforeEach(() => cloud.clock.set(NOW, false));

let places = 0;
/** A dry, cloudy day by the weather desk, with one guess that is right. */
async function guessed(): Promise<RoundId> {
  const location = `1012202${String(places++).padStart(2, '0')}`;
  const roundId = await lottery.round({ location });
  await lottery.guess('o-mia', roundId, 'cloudy');
  const hourly = Array.from({ length: 24 }, (_unused, hour) => ({ hour, icon: '101', precip: '0.0' }));
  await cloud.weather({ location, day: '2026-06-16', hourly, precip: '0.0', tempMax: '20' });
  return roundId;
}
async function tickAt(at: number | string): Promise<void> {
  await cloud.clock.set(at, false);
  await cloud.timer('jobs');
}
const detail = (roundId: RoundId) => park.ok('o-operator', 'admin', 'lottery.detail', { roundId });
const view = (roundId: RoundId) => park.ok('o-mia', 'campaign', 'lottery.round', { roundId });

describe('a second source', () => {
  it.each([
    [
      'that has seen rain raises an alarm, and changes nothing',
      3.4,
      { precip: 3.4, sky: 'rainy', source: 'open-meteo' },
    ],
    ['that agrees says nothing', 0, null],
    ['that does not know says nothing', null, null],
  ] as const)('%s', async (_what, precip, alarm) => {
    says = { precip, beacon: true };
    const roundId = await guessed();
    await tickAt(AFTER);
    expect(await view(roundId)).toMatchObject({ status: 'drawn', answer: 'cloudy' });
    const raised = (await detail(roundId)).alarm;
    expect(raised === null ? null : { ...raised }).toEqual(alarm && expect.objectContaining(alarm));
  });
});

describe('a beacon', () => {
  it('is promised by its round, and is in the seed', async () => {
    says = { precip: null, beacon: true };
    const roundId = await guessed();
    const promised = (await view(roundId)).rules.drandRound;
    // A minute after closing, when no guess can be under way any more.
    expect(promised).toBe((Date.parse('2026-06-15T20:01:00+08:00') - 1_692_803_367_000) / 3000 + 1);
    await tickAt(AFTER);
    const proof = await park.ok('o-mia', 'campaign', 'lottery.proof', { roundId });
    expect(proof.drand).toEqual({ round: promised, randomness: RANDOMNESS });
    expect(holds(checkProof(proof))).toBe(true);
    expect(holds(checkProof({ ...proof, drand: null }))).toBe(false);
    expect((await view(roundId)).drawn?.beacon).toBe(true);
  });

  it('that cannot be had is waited for, and then left out and said so', async () => {
    says = { precip: null, beacon: false };
    const roundId = await guessed();
    await tickAt(AFTER);
    expect((await view(roundId)).status).toBe('closed');
    await tickAt('2026-06-19T01:00:00+08:00');
    expect(await view(roundId)).toMatchObject({ status: 'drawn', drawn: { beacon: false } });
    const proof = await park.ok('o-mia', 'campaign', 'lottery.proof', { roundId });
    expect(proof).toMatchObject({ drand: null, note: expect.stringContaining('could not be had') });
    expect(holds(checkProof(proof))).toBe(true);
  });
});

describe('a place', () => {
  const published = async (location: string) => {
    const roundId = await lottery.saved({ location });
    return { roundId, publish: () => park.answer('o-operator', 'admin', 'lottery.publish', { roundId }) };
  };

  it('of which the provider has nothing is named when a round about it is to be published, and nothing is promised', async () => {
    const { roundId, publish } = await published('hangzhou');
    expect(await publish()).toMatchObject({
      ok: false,
      refusal: { code: 'rules_incomplete', detail: { missing: ['location'] } },
    });
    expect(await detail(roundId)).toMatchObject({ status: 'draft', view: null });
  });

  it('is tried again with the next press where the provider could not be asked', async () => {
    const location = '101220299';
    for (const day of ['2026-06-13', '2026-06-14']) await cloud.weather({ location, day, down: true });
    const { publish } = await published(location);
    expect(await publish()).toMatchObject({ ok: false, refusal: { code: 'weather_unreachable' } });
    await cloud.weather({ location, day: '2026-06-13' });
    expect(await publish()).toMatchObject({ ok: true });
  });
});
