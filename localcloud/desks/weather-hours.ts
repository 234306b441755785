import { createHash } from 'node:crypto';
import type { Observation } from './weather-observations.ts';

/** The weather of one hour, in the provider's terms. */
export interface HourReport {
  /** 0–23, Asia/Shanghai. */
  hour: number;
  icon: string;
  text?: string;
  precip?: string;
  temp?: string;
}

/** A day of hours that adds up to its precipitation; the same day is always the same. */
export function hoursOf(day: Observation, seed: string): HourReport[] {
  const wet = wetHours(day.precip, seed);
  return Array.from({ length: 24 }, (_, hour) => {
    const precip = wet.get(hour) ?? 0;
    return { hour, icon: iconOf(day, precip, hour), precip: precip.toFixed(1) };
  });
}

/** Tenths of a millimetre, spread over hours in a row that begin somewhere in the day. */
function wetHours(precip: number, seed: string): Map<number, number> {
  const tenths = Math.round(precip * 10);
  const count = Math.min(tenths, 12, Math.max(1, Math.ceil(precip / 1.5)));
  const from = (createHash('sha256').update(seed).digest()[0] ?? 0) % (25 - Math.max(count, 1));
  const share = (i: number) => Math.floor((tenths * (i + 1)) / count) - Math.floor((tenths * i) / count);
  return new Map(Array.from({ length: count }, (_, i) => [from + i, share(i) / 10]));
}

function iconOf(day: Observation, precip: number, hour: number): string {
  const daylight = hour >= 6 && hour < 19;
  if (precip > 0) {
    if (day.sky === 'snow') return precip > 2 ? '401' : '400';
    return precip > 8 ? '307' : precip > 2.5 ? '306' : '305';
  }
  if (day.sky === 'sun') return daylight ? '100' : '150';
  if (day.sky === 'fog') return hour < 10 ? '501' : '101';
  if (day.sky === 'drizzle') return '104';
  return daylight ? '101' : '151';
}

export const TEXTS: Record<string, string> = {
  '100': '晴',
  '101': '多云',
  '102': '少云',
  '103': '晴间多云',
  '104': '阴',
  '150': '晴',
  '151': '多云',
  '152': '少云',
  '300': '阵雨',
  '305': '小雨',
  '306': '中雨',
  '307': '大雨',
  '400': '小雪',
  '401': '中雪',
  '501': '雾',
};

/** The water of an hour that was given by its icon only. */
export function precipOf(icon: string): string {
  return /^[34]\d\d$/.test(icon) ? '0.5' : '0.0';
}

/** Coldest at 4, warmest at 14. */
export function tempAt(day: Observation, hour: number): number {
  const low = Math.min(day.tempMin, day.tempMax);
  const warmth = (1 - Math.cos(((hour - 2) / 12) * Math.PI)) / 2;
  return Math.round(low + (day.tempMax - low) * warmth);
}
