import type { ObservationView, RoundRules, Sky } from '../../../shared-types/contract/lottery';
import { observationHashOf, RAIN_FROM } from '../../../shared-types/draw/rules';
import type { Instant, ParkDay, RoundId } from '../../../shared-types/ids';

/** A provider's answer about one day, read but not judged. Figures it left out, or that are none, are null. */
export interface DayReport {
  day: ParkDay;
  /** Millimetres of the day, if it gives them. */
  precip: number | null;
  /** Degrees Celsius. */
  tempMax: number | null;
  /** By hour of Asia/Shanghai, at most one each. */
  hours: Array<{ hour: number; icon: string; precip: number | null; temp: number | null }>;
}

/** A provider's answer as it came, kept for who wants to see it. */
export interface Evidence {
  _id: string;
  roundId: RoundId;
  source: string;
  raw: string;
  rawHash: string;
  at: Instant;
}

/** What a day was, as far as a round is concerned. */
export type Observed = Pick<ObservationView, 'precip' | 'sky' | 'maxTemp'>;

const HOURS_NEEDED = 20;
const SUNNY_HOURS_NEEDED = 7;
const DAYLIGHT = { from: 7, to: 18 };
/** 晴 and 少云, by day and by night, in QWeather's numbers. */
const CLEAR_ICONS = new Set(['100', '102', '150', '152']);

/**
 * Rule `sky-1`: `rainy` from 0.1 mm of water on, snow being water; else `sunny` if 7 of the 12 hours from 7 to 18 are
 * clear; else `cloudy`. null = no data: fewer than 20 hours, or no hour and no day says what fell.
 */
export function observe(report: DayReport): Observed | null {
  if (new Set(report.hours.map(({ hour }) => hour)).size < HOURS_NEEDED) return null;
  const precip = report.precip ?? sumOf(report.hours.map((hour) => hour.precip));
  if (precip === null) return null;
  const temps = report.hours.flatMap(({ temp }) => temp ?? []);
  const maxTemp = report.tempMax ?? (temps.length > 0 ? Math.max(...temps) : null);
  return { precip: cut(precip), sky: skyOf(cut(precip), report.hours), maxTemp };
}

function skyOf(precip: number, hours: DayReport['hours']): Sky {
  if (precip >= RAIN_FROM) return 'rainy';
  const clear = hours.filter(
    ({ hour, icon }) => hour >= DAYLIGHT.from && hour <= DAYLIGHT.to && CLEAR_ICONS.has(icon),
  );
  return clear.length >= SUNNY_HOURS_NEEDED ? 'sunny' : 'cloudy';
}

function sumOf(values: Array<number | null>): number | null {
  const known = values.flatMap((value) => value ?? []);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + Math.round(value * 1000), 0) / 1000;
}

/** Cut to tenths, not rounded: 0.09 mm is a trace and no rain. */
export const cut = (precip: number): number => Math.floor(Math.round(precip * 1000) / 100) / 10;

/** Figures of an observation as they are hashed. */
export const figuresOf = ({ precip, maxTemp }: Pick<Observed, 'precip' | 'maxTemp'>) => ({
  precip: precip.toFixed(1),
  maxTemp: maxTemp === null ? '' : String(maxTemp),
});

export const observationHash = (roundId: RoundId, day: ParkDay, observed: Observed): string =>
  observationHashOf(roundId, { day, sky: observed.sky, ...figuresOf(observed) });

/** What an operator enters has to agree with the rule that was promised, as it will be read: cut to tenths. */
export function misread(question: RoundRules['question'], { precip, sky, maxTemp }: Observed): string[] {
  return [
    ...(cut(precip) >= RAIN_FROM === (sky === 'rainy') ? [] : ['sky']),
    ...(question.type === 'maxTemp' && maxTemp === null ? ['maxTemp'] : []),
  ];
}
