import { option } from '../env';
import { get } from '../http';
import type { SecondWeather } from './weather';

const TIMEOUT_MS = 8000;

/**
 * Open-Meteo as the second source: a model's figures for a point, good enough to see that something is wrong. Its free
 * service is for non-commercial use; with a plan its address is another. Off unless `SECOND_WEATHER_URL` (e.g.
 * https://api.open-meteo.com/v1/forecast) and `SECOND_WEATHER_PLACE` (latitude,longitude) are set.
 */
export const openMeteo: SecondWeather = {
  source: 'open-meteo',

  async day(day) {
    const url = option('SECOND_WEATHER_URL', '');
    const [latitude, longitude] = option('SECOND_WEATHER_PLACE', '').split(',');
    if (url === '' || !latitude || !longitude) return null;
    const asked = new URLSearchParams({
      latitude,
      longitude,
      start_date: day,
      end_date: day,
      daily: 'precipitation_sum,temperature_2m_max',
      timezone: 'Asia/Shanghai',
    });
    try {
      const { status, body } = await get(`${url}?${asked}`, {}, TIMEOUT_MS);
      return status === 200 ? readDaily(body, day) : null;
    } catch {
      return null;
    }
  },
};

/** The figures of one day; null if the answer is not about it. */
export function readDaily(
  body: string,
  day: string,
): { precip: number | null; maxTemp: number | null } | null {
  const { daily } = JSON.parse(body) as { daily?: Record<string, unknown[]> };
  const at = daily?.time?.indexOf(day) ?? -1;
  if (at < 0) return null;
  const figure = (name: string) => {
    const value = daily?.[name]?.[at];
    return typeof value === 'number' ? value : null;
  };
  return { precip: figure('precipitation_sum'), maxTemp: figure('temperature_2m_max') };
}
