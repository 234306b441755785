import { openMeteo } from './open-meteo';
import { qweather } from './qweather';
import type { SecondWeather, Weather } from './weather';

export type { PlaceAnswer, SecondWeather, Weather, WeatherAnswer } from './weather';

/** The providers of this environment: the one that settles, and the one that only doubts. */
export const weather: Weather = qweather;
export const secondWeather: SecondWeather = openMeteo;
