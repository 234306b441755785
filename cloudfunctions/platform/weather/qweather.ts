import { createPrivateKey, sign } from 'node:crypto';
import type { ParkDay } from '../../../shared-types/ids';
import { addParkDays } from '../../../shared-types/park-day';
import type { DayReport } from '../../domain/lottery/observation';
import { option } from '../env';
import { get } from '../http';
import type { PlaceAnswer, Weather, WeatherAnswer } from './weather';

const TIMEOUT_MS = 8000;

/**
 * QWeather (和风天气): historical weather of the last ten days, and the weather now.
 * Environment: `QWEATHER_URL` https://<your host>, `QWEATHER_PROJECT` and `QWEATHER_KID` from its console,
 * `QWEATHER_PRIVATE_KEY` the Ed25519 key whose public half was uploaded there (PKCS#8 PEM, or its base64 body).
 */
export const qweather: Weather = {
  source: 'qweather',

  async day(location, day) {
    const path = `/v7/historical/weather?location=${encodeURIComponent(location)}&date=${day.replaceAll('-', '')}`;
    const body = await ask(path);
    return body === null ? { is: 'down' } : readDay(body, day);
  },

  async place(location, today) {
    if (option('QWEATHER_URL', '') === '') return 'unasked';
    // Two days: that of yesterday may be late.
    const days = [-1, -2].map((offset) => qweather.day(location, addParkDays(today, offset)));
    return readPlace((await Promise.all(days)).map(({ is }) => is));
  },
};

/** What answers about some of its days say of a place. One that has no observations settles no round. */
export function readPlace(answers: Array<WeatherAnswer['is']>): PlaceAnswer {
  if (answers.includes('report')) return 'known';
  return answers.includes('down') ? 'down' : 'unknown';
}

/** The weather of this moment: for showing beside a round, never for settling one. null: not to be had. */
export async function weatherNow(
  location: string,
): Promise<{ at: string; temp: number; icon: string; text: string } | null> {
  const body = await ask(`/v7/weather/now?location=${encodeURIComponent(location)}`);
  const answer = body === null ? null : parsed(body);
  if (answer?.code !== '200' || !answer.now) return null;
  const { obsTime, temp, icon, text } = answer.now;
  const degrees = figure(temp);
  return degrees === null
    ? null
    : { at: String(obsTime), temp: degrees, icon: String(icon), text: String(text) };
}

async function ask(path: string): Promise<string | null> {
  const host = option('QWEATHER_URL', '');
  if (host === '') return null;
  try {
    const { status, body } = await get(host + path, authorization(Date.now()), TIMEOUT_MS);
    // Since version 2 of its errors, what is wrong with a question is answered with 400.
    return status === 200 || status === 400 ? body : null;
  } catch {
    return null;
  }
}

/** The local weather desk asks for no key; the real one refuses without. */
function authorization(now: number): Record<string, string> {
  const key = option('QWEATHER_PRIVATE_KEY', '');
  if (key === '') return {};
  const claims = { kid: option('QWEATHER_KID', ''), sub: option('QWEATHER_PROJECT', '') };
  return { authorization: `Bearer ${jwt(key, claims, now)}` };
}

/** A token as QWeather's documentation describes it: EdDSA, valid from half a minute ago for a quarter of an hour. */
export function jwt(key: string, { kid, sub }: { kid: string; sub: string }, now: number): string {
  const iat = Math.floor(now / 1000) - 30;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA', kid })}.${part({ sub, iat, exp: iat + 900 })}`;
  return `${signed}.${sign(null, Buffer.from(signed), privateKey(key)).toString('base64url')}`;
}

const privateKey = (key: string) =>
  key.includes('-----BEGIN')
    ? createPrivateKey(key.replaceAll('\\n', '\n'))
    : createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });

/** Titles of errors that say there is nothing about this place or day: the others are ours, or the provider's. */
const NOTHING_THERE = /NO SUCH LOCATION|NOT FOUND|DATA NOT AVAILABLE/i;

/** Reads an answer of the historical weather. Code 204, and a 200 without hours, are days nobody has observed (yet). */
export function readDay(body: string, day: ParkDay): WeatherAnswer {
  const answer = parsed(body);
  const { error } = answer ?? {};
  if (error) return { is: isNothing(error) ? 'no_data' : 'down' };
  if (answer?.code === '204' || answer?.code === '404') return { is: 'no_data' };
  if (answer?.code !== '200') return { is: 'down' };
  const { weatherDaily, weatherHourly } = answer;
  if (!Array.isArray(weatherHourly) || weatherHourly.length === 0) return { is: 'no_data' };
  const report: DayReport = {
    day,
    precip: figure(weatherDaily?.precip),
    tempMax: figure(weatherDaily?.tempMax),
    hours: weatherHourly.flatMap((hour) => readHour(hour, day)),
  };
  // Of another day than was asked for: an answer nobody can use.
  if (weatherDaily?.date !== undefined && weatherDaily.date !== day) return { is: 'down' };
  return { is: 'report', report, raw: body };
}

/** A place that cannot be one is as unknown as one that does not exist. */
const isNothing = ({ title, invalidParams }: NonNullable<Answer['error']>): boolean =>
  NOTHING_THERE.test(String(title)) ||
  (Array.isArray(invalidParams) && invalidParams.flat().includes('location'));

interface Answer {
  code?: unknown;
  /** Version 2 of its errors. */
  error?: { title?: unknown; invalidParams?: unknown };
  now?: Record<string, unknown>;
  weatherDaily?: Record<string, unknown>;
  weatherHourly?: Array<Record<string, unknown>>;
}
function parsed(body: string): Answer | null {
  try {
    return JSON.parse(body) as Answer;
  } catch {
    return null;
  }
}

/** An hour of the day that was asked for, whatever zone its time is written in; none of another day. */
function readHour({ time, icon, precip, temp }: Record<string, unknown>, day: ParkDay): DayReport['hours'] {
  const at = Date.parse(String(time));
  if (Number.isNaN(at)) return [];
  const here = new Date(at + 8 * 3_600_000).toISOString();
  if (here.slice(0, 10) !== day) return [];
  return [
    { hour: Number(here.slice(11, 13)), icon: String(icon), precip: figure(precip), temp: figure(temp) },
  ];
}

/** Figures come as strings; an empty one, or a word, is none. */
function figure(text: unknown): number | null {
  if (typeof text === 'number') return Number.isFinite(text) ? text : null;
  return typeof text === 'string' && /^-?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : null;
}
