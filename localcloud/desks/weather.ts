import type { Clock, WireAnswer } from '../types.ts';
import { DeskError } from './desk-error.ts';
import { DAY_MS, parkDayOf, startOfParkDay } from './park-day.ts';
import { type HourReport, hoursOf, precipOf, TEXTS, tempAt } from './weather-hours.ts';
import { OBSERVATION_SOURCE, type Observation, observationOf } from './weather-observations.ts';

/** What the provider will say about a place and a day. Figures are strings, as the provider sends them. */
export interface WeatherReport {
  location: string;
  /** Park day `YYYY-MM-DD`. */
  day: string;
  /** Exactly these hours are answered; without it 24 hours that fit precip and tempMax. */
  hourly?: HourReport[];
  precip?: string;
  tempMax?: string;
  /** The provider answers, but has no data. */
  missing?: true;
  /** The provider does not answer (503). */
  down?: true;
}

/** A LocationID, or longitude and latitude. */
const PLACE = /^(\d{6,12}|-?\d+(\.\d+)?,-?\d+(\.\d+)?)$/;
/** As version 2 of the provider's errors says it. */
const NO_SUCH_LOCATION = { error: { status: 400, title: 'NO SUCH LOCATION' } };
const WINDOW_DAYS = 10;
const HOUR_MS = 3_600_000;

/** A weather provider in the shape of QWeather's historical weather: what was set, else a year of real observations. */
export class WeatherDesk {
  readonly #clock: Clock;
  readonly #reports = new Map<string, WeatherReport>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Sets what will be answered, in place of an earlier report. Figures may come as numbers too; throws DeskError for a
   * report that makes no sense.
   */
  set(report: WeatherReport): void {
    const { location, day, hourly, precip, tempMax } = report;
    if (typeof location !== 'string' || location === '') throw new DeskError(400, 'location is missing');
    if (typeof day !== 'string' || Number.isNaN(startOfParkDay(day))) {
      throw new DeskError(400, 'day must be YYYY-MM-DD');
    }
    if (hourly !== undefined && !Array.isArray(hourly)) throw new DeskError(400, 'hourly must be a list');
    this.#reports.set(`${location} ${day}`, {
      ...report,
      ...figures({ precip, tempMax }),
      ...(hourly ? { hourly: hourly.map(hourOf) } : {}),
    });
  }

  clear(): void {
    this.#reports.clear();
  }

  /** `GET /v7/historical/weather`. @param date `yyyyMMdd` */
  answer({ location, date }: { location?: string | undefined; date?: string | undefined }): WireAnswer {
    if (!location || !/^\d{8}$/.test(date ?? '')) return json(400, { code: '400' });
    const day = `${date?.slice(0, 4)}-${date?.slice(4, 6)}-${date?.slice(6)}`;
    const report = this.#reports.get(`${location} ${day}`);
    if (!this.#knows(location)) return json(400, NO_SUCH_LOCATION);
    if (report?.down) return json(503, { code: '503' });
    if (report?.missing) return json(200, { code: '204' });
    if (!report && !this.#isPublished(day)) return json(200, { code: '204' });
    return json(200, historical(location, day, report));
  }

  /** `GET /v7/weather/now`: of this hour, what was set for today or what this day of the year had. */
  now({ location }: { location?: string | undefined }): WireAnswer {
    if (!location) return json(400, { code: '400' });
    const at = this.#clock.now();
    const day = parkDayOf(at);
    const report = this.#reports.get(`${location} ${day}`);
    if (report?.down) return json(503, { code: '503' });
    const { weatherHourly: hours } = historical(location, day, report) as {
      weatherHourly: Array<Record<string, string>>;
    };
    const hour = Math.floor((at - startOfParkDay(day)) / HOUR_MS);
    const { time, temp, icon, text, precip } = hours[Math.min(hour, hours.length - 1)] ?? {};
    return json(200, { code: '200', now: { obsTime: time, temp, icon, text, precip } });
  }

  /** Numbers, coordinates, and whatever was told about. */
  #knows(location: string): boolean {
    return PLACE.test(location) || [...this.#reports.values()].some((report) => report.location === location);
  }

  /** Observations exist for the last ten days, not for today: as the provider sells them. */
  #isPublished(day: string): boolean {
    const now = this.#clock.now();
    return day < parkDayOf(now) && day >= parkDayOf(now - WINDOW_DAYS * DAY_MS);
  }
}

function historical(
  location: string,
  day: string,
  report: WeatherReport | undefined,
): Record<string, unknown> {
  const observed = observationOf(day);
  const wanted: Observation = {
    ...observed,
    ...(report?.precip === undefined ? {} : wetOrDry(Number(report.precip))),
    ...(report?.tempMax === undefined ? {} : { tempMax: Number(report.tempMax) }),
  };
  const hours = report?.hourly ?? hoursOf(wanted, `${location} ${day}`);
  const sum = hours.reduce((total, hour) => total + Number(hour.precip ?? precipOf(hour.icon)), 0);
  return {
    code: '200',
    weatherDaily: {
      date: day,
      tempMax: report?.tempMax ?? String(Math.round(wanted.tempMax)),
      tempMin: String(Math.round(Math.min(wanted.tempMin, wanted.tempMax))),
      precip: report?.precip ?? sum.toFixed(1),
    },
    weatherHourly: hours.map((hour) => ({
      time: `${day}T${String(hour.hour).padStart(2, '0')}:00+08:00`,
      temp: hour.temp ?? String(tempAt(wanted, hour.hour)),
      icon: hour.icon,
      text: hour.text ?? TEXTS[hour.icon] ?? '多云',
      precip: hour.precip ?? precipOf(hour.icon),
    })),
    refer: { sources: [OBSERVATION_SOURCE], license: ['https://www.usa.gov/government-works'] },
  };
}

function wetOrDry(precip: number): Pick<Observation, 'precip' | 'sky'> {
  return { precip, sky: precip > 0 ? 'rain' : 'sun' };
}

function hourOf(report: HourReport): HourReport {
  const { hour, icon, text, precip, temp } = report;
  if (!Number.isInteger(hour) || hour < 0 || hour > 23) throw new DeskError(400, 'hour must be 0 to 23');
  if (!/^\d+$/.test(String(icon))) throw new DeskError(400, 'icon must be a code such as 100');
  return { hour, icon: String(icon), ...(text === undefined ? {} : { text }), ...figures({ precip, temp }) };
}

/** The figures that were given, as strings. */
function figures<K extends string>(given: Record<K, unknown>): Partial<Record<K, string>> {
  const known = Object.entries(given).filter(([, value]) => value !== undefined);
  for (const [name, value] of known) {
    if (!Number.isFinite(Number.parseFloat(String(value))))
      throw new DeskError(400, `${name} must be a figure`);
  }
  return Object.fromEntries(known.map(([name, value]) => [name, String(value)])) as Partial<
    Record<K, string>
  >;
}

function json(status: number, body: Record<string, unknown>): WireAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  };
}
