import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { observe } from '../../../cloudfunctions/domain/lottery/observation.ts';
import { beacon } from '../../../cloudfunctions/platform/beacon.ts';
import { openMeteo } from '../../../cloudfunctions/platform/weather/open-meteo.ts';
import { jwt, qweather, readPlace, weatherNow } from '../../../cloudfunctions/platform/weather/qweather.ts';
import type { ParkDay } from '../../../shared-types/ids.ts';

/** The adapters against a server that answers as the providers' documentation has it. */
const DAY = '2026-06-16' as ParkDay;
let server: Server;
let url: string;
let asked: Array<{ path: string; authorization: string | undefined }>;
let answer: { status?: number; body: unknown };
const VARIABLES = ['QWEATHER_URL', 'SECOND_WEATHER_URL', 'DRAND_URL'] as const;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', authorization: request.headers.authorization });
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json' });
    response.end(typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const name of VARIABLES) process.env[name] = url;
  process.env.SECOND_WEATHER_PLACE = '30.27,120.15';
});
afterAll(async () => {
  for (const name of [...VARIABLES, 'SECOND_WEATHER_PLACE', 'QWEATHER_PRIVATE_KEY']) delete process.env[name];
  await new Promise((ended) => server.close(ended));
});
beforeEach(() => {
  asked = [];
});

/** As documented: every figure is a text, times carry their zone. */
const historical = (over: { daily?: object; hourly?: (hour: number) => object; hours?: number } = {}) => ({
  code: '200',
  updateTime: '2026-06-17T01:00+08:00',
  weatherDaily: {
    date: DAY,
    tempMax: '31',
    tempMin: '22',
    humidity: '70',
    precip: '0.0',
    pressure: '1006',
    ...over.daily,
  },
  weatherHourly: Array.from({ length: over.hours ?? 24 }, (_unused, hour) => ({
    time: `${DAY}T${String(hour).padStart(2, '0')}:00+08:00`,
    temp: '25',
    icon: '100',
    text: '晴',
    precip: '0.0',
    wind360: '0',
    ...over.hourly?.(hour),
  })),
  refer: { sources: ['QWeather'], license: ['QWeather Developers License'] },
});

describe('QWeather', () => {
  it('is asked for a day at a place, with a token that its public key takes', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    process.env.QWEATHER_PRIVATE_KEY = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
    process.env.QWEATHER_KID = 'ABCDE12345';
    process.env.QWEATHER_PROJECT = 'FGHIJ67890';
    answer = { body: historical() };
    expect(await qweather.day('101210101', DAY)).toMatchObject({
      is: 'report',
      raw: JSON.stringify(answer.body),
      report: { day: DAY, precip: 0, tempMax: 31, hours: { length: 24 } },
    });
    const [{ path, authorization = '' }] = asked as [(typeof asked)[0]];
    expect(path).toBe('/v7/historical/weather?location=101210101&date=20260616');
    const [head, claims, signature] = authorization.replace('Bearer ', '').split('.') as [
      string,
      string,
      string,
    ];
    const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
    expect(read(head)).toEqual({ alg: 'EdDSA', kid: 'ABCDE12345' });
    const { sub, iat, exp } = read(claims);
    expect([sub, exp - iat]).toEqual(['FGHIJ67890', 900]);
    const key = createPublicKey(publicKey.export({ format: 'pem', type: 'spki' }));
    expect(verify(null, Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
    // The body of the key alone is taken too, as consoles of environments like it better.
    const der = privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');
    expect(jwt(der, { kid: 'k', sub: 's' }, 1_800_000_000_000)).toBe(
      jwt(process.env.QWEATHER_PRIVATE_KEY, { kid: 'k', sub: 's' }, 1_800_000_000_000),
    );
    delete process.env.QWEATHER_PRIVATE_KEY;
  });

  it.each<[what: string, given: { status?: number; body: unknown }, is: string]>([
    ['nothing observed', { body: { code: '204' } }, 'no_data'],
    ['no hours', { body: { ...historical(), weatherHourly: [] } }, 'no_data'],
    ['a day that is not asked for', { body: historical({ daily: { date: '2026-06-15' } }) }, 'down'],
    ['too many questions', { status: 429, body: { code: '429' } }, 'down'],
    ['no right to ask', { status: 403, body: { error: { status: 403 } } }, 'down'],
    ['an error of its own', { status: 503, body: '' }, 'down'],
    ['no such place', { status: 400, body: { error: { title: 'NO SUCH LOCATION' } } }, 'no_data'],
    ['no place', { status: 400, body: { error: { invalidParams: [['location']] } } }, 'no_data'],
    ['no such data', { status: 400, body: { error: { title: 'DATA NOT AVAILABLE' } } }, 'no_data'],
    ['another thing that is wrong', { status: 400, body: { error: { title: 'MISSING PARAMETER' } } }, 'down'],
    ['no JSON', { body: '<html>' }, 'down'],
    ['nothing', { body: 'null' }, 'down'],
  ])('that answers with %s is %s', async (_what, given, is) => {
    answer = given;
    expect(await qweather.day('101210101', DAY)).toEqual({ is });
  });

  it('has hours in whatever zone they are written, and figures that are none are none', async () => {
    answer = {
      body: historical({
        daily: { precip: '', tempMax: '--' },
        hourly: (hour) => ({
          time: new Date(Date.parse(`${DAY}T00:00:00+08:00`) + hour * 3_600_000).toISOString(),
          precip: hour === 4 ? '0.3' : '0.0',
        }),
      }),
    };
    const said = await qweather.day('101210101', DAY);
    const report = said.is === 'report' ? said.report : undefined;
    expect(report?.hours.map(({ hour }) => hour)).toEqual(
      Array.from({ length: 24 }, (_unused, hour) => hour),
    );
    expect(report).toMatchObject({ precip: null, tempMax: null });
    expect(report && observe(report)).toEqual({ precip: 0.3, sky: 'rainy', maxTemp: 25 });
  });

  it.each([
    ['one of its days', ['no_data', 'report'], 'known'],
    ['one of its days, and was down for the other', ['down', 'report'], 'known'],
    ['nothing', ['no_data', 'no_data'], 'unknown'],
    ['nothing, as far as it could be asked', ['no_data', 'down'], 'down'],
  ] as const)('that has %s of a place says so', (_what, answers, place) => {
    expect(readPlace([...answers])).toBe(place);
  });

  it('is asked about the two days before this one, to try a place', async () => {
    answer = { body: { code: '204' } };
    asked.length = 0;
    expect(await qweather.place('1,2', '2026-06-18' as ParkDay)).toBe('unknown');
    expect(asked.map(({ path }) => path)).toEqual([
      '/v7/historical/weather?location=1%2C2&date=20260617',
      '/v7/historical/weather?location=1%2C2&date=20260616',
    ]);
  });

  it('says what it is like now, for show only', async () => {
    answer = {
      body: {
        code: '200',
        now: { obsTime: '2026-06-15T10:00+08:00', temp: '24', icon: '101', text: '多云' },
      },
    };
    expect(await weatherNow('101210101')).toMatchObject({ temp: 24, icon: '101', text: '多云' });
    answer = { body: { code: '401' } };
    expect(await weatherNow('101210101')).toBeNull();
  });

  it('that nobody configured is down', async () => {
    delete process.env.QWEATHER_URL;
    expect(await qweather.day('101210101', DAY)).toEqual({ is: 'down' });
    expect(await qweather.place('101210101', DAY)).toBe('unasked');
    process.env.QWEATHER_URL = 'http://127.0.0.1:1';
    expect(await qweather.day('101210101', DAY)).toEqual({ is: 'down' });
    process.env.QWEATHER_URL = url;
  });
});

describe('the second source', () => {
  it('has the figures of the day, or nothing to say', async () => {
    answer = { body: { daily: { time: [DAY], precipitation_sum: [3.4], temperature_2m_max: [28.1] } } };
    expect(await openMeteo.day(DAY)).toEqual({ precip: 3.4, maxTemp: 28.1 });
    expect(asked[0]?.path).toContain(`start_date=${DAY}&end_date=${DAY}`);
    answer = { body: { daily: { time: [DAY], precipitation_sum: [null], temperature_2m_max: [28] } } };
    expect(await openMeteo.day(DAY)).toEqual({ precip: null, maxTemp: 28 });
    for (const nothing of [{ body: {} }, { body: '{' }, { status: 500, body: {} }]) {
      answer = nothing;
      expect(await openMeteo.day(DAY)).toBeNull();
    }
  });
});

describe('the beacon', () => {
  it('has a round for every instant, and its randomness once it is out', async () => {
    // The first round of quicknet came out at its genesis.
    expect(beacon.roundAt(1_692_803_367_000)).toBe(1);
    expect(beacon.roundAt(1_692_803_367_001)).toBe(2);
    answer = { body: { round: 77, randomness: 'ab'.repeat(32), signature: 'cd' } };
    expect(await beacon.randomness(77)).toBe('ab'.repeat(32));
    expect(asked[0]?.path).toBe('/public/77');
    expect(await beacon.randomness(78)).toBeNull();
    answer = { status: 404, body: {} };
    expect(await beacon.randomness(77)).toBeNull();
    delete process.env.DRAND_URL;
    expect([beacon.roundAt(1_800_000_000_000), await beacon.randomness(77)]).toEqual([null, null]);
    process.env.DRAND_URL = url;
  });
});
