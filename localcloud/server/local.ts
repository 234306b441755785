import type { FastifyInstance } from 'fastify';
import type { Payment, WeatherReport } from '../desks/index.ts';
import { type Arrival, BeyondClock } from '../runtime/timekeeper.ts';
import { askedWeather, type SeedName } from '../seed/index.ts';
import { BadRequest, jsonObject } from './bad-request.ts';
import type { Cloud } from './cloud.ts';

/** `/local/*`: the park's controls. Only the local cloud has them. */
export function localRoutes(app: FastifyInstance, cloud: Cloud): void {
  clockRoutes(app, cloud);
  deskRoutes(app, cloud);

  app.post('/local/faults', async (request) => cloud.faults.set(jsonObject(request.body)));
  app.get('/local/faults', async () => cloud.faults.plan ?? {});
  app.delete('/local/faults', async () => ({ injected: cloud.faults.clear() }));

  app.get('/local/requests', async () => cloud.counters.report());
  app.delete('/local/requests', async () => {
    cloud.counters.clear();
    return {};
  });

  app.post('/local/reset', async (request) => {
    const { seed = 'park', ...options } = jsonObject(request.body);
    if (seed !== 'park' && seed !== 'empty' && seed !== 'large') {
      throw new BadRequest("seed must be 'park', 'empty' or 'large'");
    }
    for (const name of SIZES) refuseOddSize(name, options[name]);
    await cloud.reset(seed satisfies SeedName, options);
    return { seed, now: cloud.clock.now() };
  });
}

/** How large a large park is to be. */
const SIZES = ['members', 'coupons', 'events', 'birthdaysToday'] as const;
const MOST = 10_000_000;

/** Before anything is emptied. */
function refuseOddSize(name: string, size: unknown): void {
  if (size === undefined) return;
  if (!Number.isInteger(size) || (size as number) < 0 || (size as number) > MOST)
    throw new BadRequest(`${name} must be a whole number from 0 to ${MOST}`);
}

function clockRoutes(app: FastifyInstance, { clock, timekeeper }: Cloud): void {
  app.get('/local/clock', async () => standing(clock));
  app.post('/local/clock', async (request) => {
    const { set, advance, live, timers = true } = jsonObject(request.body);
    if (typeof timers !== 'boolean') throw new BadRequest('timers must be true or false');
    const arrive = async (arrival: Promise<Arrival>) => ({ ...(await inRange(arrival)), ...standing(clock) });
    if (live === true) return arrive(timekeeper.live(timers));
    if (typeof set === 'string') return arrive(timekeeper.set(instant(set), timers));
    if (typeof advance === 'number' && Number.isFinite(advance)) {
      return arrive(timekeeper.advance(Math.round(advance), timers));
    }
    throw new BadRequest('say { set: ISO }, { advance: ms } or { live: true }');
  });
}

async function inRange(arrival: Promise<Arrival>): Promise<Arrival> {
  try {
    return await arrival;
  } catch (error) {
    throw error instanceof BeyondClock ? new BadRequest(error.message) : error;
  }
}

function instant(iso: string): number {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) throw new BadRequest(`not an ISO instant: ${iso}`);
  return at;
}

/** How the clock stands: the instant in epoch ms and as ISO text, and whether it runs (and is real time). */
function standing(clock: Cloud['clock']) {
  const now = clock.now();
  const state = clock.state();
  return {
    now,
    iso: new Date(now).toISOString(),
    running: clock.running,
    live: 'offset' in state && state.offset === 0,
  };
}

function deskRoutes(app: FastifyInstance, { desks, engine }: Cloud): void {
  app.get('/local/messages', async () => ({ items: desks.messages.list() }));
  app.delete('/local/messages', async () => {
    desks.messages.clear();
    return {};
  });
  app.post('/local/messages/refuse', async (request) => {
    const { touser, refuses = true } = jsonObject(request.body);
    if (typeof touser !== 'string') throw new BadRequest('touser is missing');
    desks.messages.refuse(touser, refuses === true);
    return {};
  });

  app.post<{ Params: { outTradeNo: string } }>('/local/pay/:outTradeNo', async (request) =>
    desks.pay.pay(request.params.outTradeNo, jsonObject(request.body) as Payment),
  );
  app.post('/local/refunds', async (request) => {
    desks.pay.failRefunds(Number(jsonObject(request.body).fail));
    return {};
  });
  app.get<{ Querystring: { day?: string } }>('/local/bill', async (request) => ({
    items: await desks.pay.bill(request.query.day),
  }));

  app.get('/local/weather', async () => ({ items: await askedWeather(engine) }));
  app.post('/local/weather', async (request) => {
    desks.weather.set(jsonObject(request.body) as unknown as WeatherReport);
    return {};
  });
}
