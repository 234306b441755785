import type { ParkDay } from '../../../shared-types/ids';
import type { DayReport } from '../../domain/lottery/observation';

/** What a provider says about a day that is over. `raw` is its answer as it came. */
export type WeatherAnswer =
  | { is: 'report'; report: DayReport; raw: string }
  | { is: 'no_data' }
  | { is: 'down' };

/** Whether a provider has observations of a place; `unasked`: this environment has none, and people enter the weather. */
export type PlaceAnswer = 'known' | 'unknown' | 'down' | 'unasked';

/** A weather provider. Never throws: no answer, or one that makes no sense, is `down`. */
export interface Weather {
  source: 'qweather';
  /** Observations of a park day at a place, as the provider names it. Never a forecast. */
  day(location: string, day: ParkDay): Promise<WeatherAnswer>;
  /** Tries a place by what settles rounds: its observations of the days before `today`. */
  place(location: string, today: ParkDay): Promise<PlaceAnswer>;
}

/** A provider of another house, asked only to find out whether the first one is far off; null: it has nothing to say. */
export interface SecondWeather {
  source: string;
  day(day: ParkDay): Promise<{ precip: number | null; maxTemp: number | null } | null>;
}
