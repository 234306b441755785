/**
 * A year of real daily observations: Seattle-Tacoma, 2012, from NOAA National Climatic Data Center
 * (https://www.ncdc.noaa.gov/cdo-web/datatools/records, U.S. government work), carried over from `seattle-weather.csv`
 * of vega-datasets 3.2.1. By month, one entry a day: precipitation in mm / highest / lowest temperature in °C / weather.
 */
const MONTHS: readonly string[] = [
  '0/12.8/5/drizzle 10.9/10.6/2.8/rain 0.8/11.7/7.2/rain 20.3/12.2/5.6/rain 1.3/8.9/2.8/rain 2.5/4.4/2.2/rain 0/7.2/2.8/rain 0/10/2.8/sun 4.3/9.4/5/rain 1/6.1/0.6/rain 0/6.1/-1.1/sun 0/6.1/-1.7/sun 0/5/-2.8/sun 4.1/4.4/0.6/snow 5.3/1.1/-3.3/snow 2.5/1.7/-2.8/snow 8.1/3.3/0/snow 19.8/0/-2.8/snow 15.2/-1.1/-2.8/snow 13.5/7.2/-1.1/snow 3/8.3/3.3/rain 6.1/6.7/2.2/rain 0/8.3/1.1/rain 8.6/10/2.2/rain 8.1/8.9/4.4/rain 4.8/8.9/1.1/rain 0/6.7/-2.2/drizzle 0/6.7/0.6/rain 27.7/9.4/3.9/rain 3.6/8.3/6.1/rain 1.8/9.4/6.1/rain',
  '13.5/8.9/3.3/rain 0/8.3/1.7/sun 0/14.4/2.2/sun 0/15.6/5/sun 0/13.9/1.7/sun 0/16.1/1.7/sun 0.3/15.6/7.8/rain 2.8/10/5/rain 2.5/11.1/7.8/rain 2.5/12.8/6.7/rain 0.8/8.9/5.6/rain 1/8.3/5/rain 11.4/7.2/4.4/rain 2.5/6.7/1.1/rain 0/7.2/0.6/drizzle 1.8/7.2/3.3/rain 17.3/10/4.4/rain 6.4/6.7/3.9/rain 0/6.7/2.2/sun 3/7.8/1.7/rain 0.8/10/7.8/rain 8.6/10/2.8/rain 0/8.3/2.8/sun 11.4/6.7/4.4/rain 0/7.2/2.8/rain 1.3/5/-1.1/snow 0/6.7/-2.2/sun 3.6/6.7/-0.6/snow 0.8/5/1.1/snow',
  '0/6.1/1.1/sun 2/6.7/3.9/rain 0/12.2/6.7/sun 0/10.6/6.7/rain 6.9/7.8/1.1/rain 0.5/6.7/0/snow 0/8.9/-1.7/sun 0/15.6/0.6/sun 3.6/9.4/5/rain 10.4/7.2/6.1/rain 13.7/6.7/2.8/rain 19.3/8.3/0.6/snow 9.4/5.6/0.6/snow 8.6/7.8/1.1/rain 23.9/11.1/5.6/snow 8.4/8.9/3.9/rain 9.4/10/0.6/snow 3.6/5/-0.6/rain 2/7.2/-1.1/rain 3.6/7.8/2.2/rain 1.3/8.9/1.1/rain 4.1/10/1.7/rain 0/12.2/0.6/sun 0/15/3.3/sun 0/13.3/2.2/rain 0/12.8/6.1/drizzle 4.8/14.4/6.7/rain 1.3/10.6/7.2/rain 27.4/10/6.1/rain 5.6/9.4/5/rain 13.2/10/2.8/rain',
  '1.5/8.9/4.4/rain 0/16.7/4.4/sun 1.5/11.7/3.3/rain 0/10.6/2.8/sun 4.6/9.4/2.8/snow 0.3/11.1/3.3/rain 0/16.1/1.7/sun 0/21.1/7.2/sun 0/20/6.1/sun 0/17.8/8.9/rain 2.3/11.1/7.2/rain 0.5/13.9/5.6/rain 0/15/3.9/drizzle 0/15.6/3.3/sun 0/16.1/7.2/rain 8.1/13.3/6.7/rain 1.8/10/4.4/rain 1.8/13.3/7.2/rain 10.9/13.9/5/rain 6.6/13.3/6.7/rain 0/20/4.4/sun 0/23.3/8.3/rain 0/21.7/8.9/sun 4.3/13.9/10/rain 10.7/16.7/8.9/rain 3.8/13.9/6.7/rain 0.8/13.3/6.1/rain 0/16.1/8.3/drizzle 4.3/15.6/8.9/rain 4.3/12.8/7.2/rain',
  '0.5/11.7/6.1/rain 0.5/13.3/5.6/rain 18.5/11.1/7.2/rain 1.8/12.2/6.1/rain 0/13.3/5/sun 0/17.8/5/sun 0/23.9/6.1/sun 0/18.3/9.4/sun 0/13.3/6.7/rain 0/14.4/3.9/sun 0/18.3/4.4/sun 0/24.4/6.7/sun 0/25.6/9.4/sun 0/26.7/12.8/sun 0/24.4/9.4/drizzle 0/19.4/9.4/sun 0/17.8/6.7/rain 0/15.6/7.8/rain 0/19.4/7.2/sun 6.4/14.4/11.7/rain 14/16.7/10/rain 6.1/12.8/8.9/rain 0.3/14.4/8.9/rain 0/17.2/8.9/rain 0/22.2/8.9/rain 0/22.2/8.9/sun 0/17.2/11.7/sun 0/16.7/10/rain 0/16.1/7.8/sun 0.3/18.9/11.1/rain 3.8/17.8/12.2/rain',
  '6.6/20/12.8/rain 0.3/18.9/10.6/rain 0/17.2/9.4/sun 1.3/12.8/8.9/rain 16/13.3/8.3/rain 0/16.1/6.1/sun 16.5/16.1/8.9/rain 1.5/15/8.3/rain 0/17.2/8.3/rain 0/18.9/10/sun 0/23.3/10/rain 0.8/18.3/12.8/rain 0/16.1/11.1/sun 0/17.2/10/sun 0/22.2/9.4/sun 0/21.1/15/rain 0/18.9/11.7/sun 3/17.2/10/rain 1/19.4/10/rain 0/24.4/10/sun 0/23.9/11.7/sun 15.7/13.9/11.7/rain 8.6/15.6/9.4/rain 0/19.4/9.4/drizzle 0.5/19.4/11.1/rain 0/18.3/10.6/rain 0/22.8/8.9/sun 0/22.2/11.7/rain 0.3/21.7/15/rain 3/20/13.3/rain',
  '0/20/12.2/rain 2/18.9/11.7/rain 5.8/18.3/10.6/rain 0/20.6/9.4/sun 0/24.4/10.6/drizzle 0/25/11.1/sun 0/26.7/12.8/sun 0/28.3/14.4/rain 1.5/25/12.8/rain 0/23.9/11.1/drizzle 0/27.8/13.3/fog 0/25.6/13.3/drizzle 0.5/23.3/13.9/rain 0/25/15/rain 0/18.9/13.3/rain 0.3/26.1/13.3/rain 0/21.7/15/sun 0/21.1/14.4/sun 0/25/14.4/sun 15.2/19.4/13.9/rain 0/23.9/13.9/sun 1/20.6/12.2/rain 0/18.9/11.1/rain 0/23.3/12.2/sun 0/26.7/12.8/sun 0/25.6/12.8/drizzle 0/18.9/13.9/drizzle 0/22.2/13.3/drizzle 0/22.8/15/sun 0/19.4/13.3/sun 0/22.8/13.9/sun',
  '0/23.9/13.3/drizzle 0/23.3/12.2/sun 0/27.2/12.8/sun 0/33.9/16.7/sun 0/33.9/17.8/sun 0/28.3/15.6/rain 0/21.1/15/drizzle 0/22.2/15/sun 0/24.4/14.4/drizzle 0/25.6/12.2/sun 0/28.3/13.3/sun 0/30.6/15/sun 0/30.6/15/sun 0/28.9/13.9/sun 0/31.1/16.7/sun 0/34.4/18.3/sun 0/32.8/16.1/sun 0/21.7/14.4/drizzle 0/23.3/15/drizzle 0/25.6/15/sun 0/23.3/13.3/rain 0/22.2/13.3/sun 0/21.1/13.9/sun 0/22.2/10/sun 0/26.1/11.7/sun 0/21.1/12.2/sun 0/23.9/13.3/sun 0/22.8/12.2/sun 0/22.8/13.3/sun 0/22.8/12.8/sun 0/22.2/10.6/sun',
  '0/21.7/10.6/sun 0/21.1/10/sun 0/22.8/12.8/sun 0/24.4/11.1/sun 0/26.1/11.7/sun 0/28.3/14.4/sun 0/32.2/13.3/sun 0/25/13.3/sun 0.3/18.9/13.9/rain 0.3/20/11.7/rain 0/20/8.9/sun 0/22.2/10/sun 0/27.8/11.7/sun 0/26.1/11.1/sun 0/22.2/11.1/sun 0/24.4/9.4/sun 0/27.8/11.7/fog 0/27.8/11.7/sun 0/23.9/11.7/drizzle 0/19.4/10/drizzle 0/16.1/12.8/drizzle 0.3/19.4/11.7/rain 0/19.4/10/fog 0/21.1/10/fog 0/19.4/11.1/sun 0/19.4/9.4/drizzle 0/22.8/10/drizzle 0/25/12.2/rain 0/20.6/12.2/sun 0/21.1/7.8/sun',
  '0/23.3/8.9/sun 0/17.8/10/sun 0/18.9/7.8/sun 0/18.9/8.3/sun 0/21.7/8.9/sun 0/23.9/7.8/sun 0/23.9/7.8/sun 0/21.1/7.8/sun 0/16.1/8.9/drizzle 0/12.2/8.3/drizzle 0/13.9/7.2/drizzle 2/13.9/8.9/rain 4.8/15.6/12.2/rain 16.5/17.8/13.3/rain 7.9/17.2/11.1/rain 0/16.1/8.3/sun 0/14.4/6.1/sun 20.8/17.8/6.7/rain 4.8/15/9.4/rain 0.5/11.1/6.1/rain 6.4/11.7/4.4/rain 8.9/7.8/3.3/rain 0/11.1/5.6/rain 7.1/11.7/6.1/rain 0/11.7/6.7/sun 1.5/11.1/7.2/rain 23.1/14.4/9.4/rain 6.1/14.4/10/rain 10.9/15.6/10/rain 34.5/15/12.2/rain 14.5/15.6/11.1/rain',
  '9.7/15/10.6/rain 5.6/15/10.6/rain 0.5/15.6/11.1/rain 8.1/17.8/12.8/rain 0.8/15/7.8/rain 0.3/12.8/6.7/rain 0/12.2/3.9/rain 0/10/1.1/rain 0/8.9/1.1/rain 0/7.8/-0.6/sun 15.2/8.9/1.1/rain 3.6/12.8/6.1/rain 5.3/11.1/7.8/rain 0.8/11.1/5/rain 0/9.4/2.8/drizzle 5.6/9.4/2.2/rain 6.1/12.2/6.1/rain 7.9/10/6.1/rain 54.1/13.3/8.3/rain 3.8/11.1/7.2/rain 11.2/8.3/3.9/rain 0/8.9/2.8/rain 32/9.4/6.1/rain 0/8.9/3.9/rain 0/8.3/1.1/drizzle 0/9.4/1.7/fog 0/10/1.7/sun 2.8/9.4/2.2/rain 1.5/12.8/7.8/rain 35.6/15/7.8/rain',
  '4.1/13.3/8.3/rain 19.6/8.3/7.2/rain 13/9.4/7.2/rain 14.2/11.7/7.2/rain 1.5/8.9/4.4/rain 1.5/7.2/6.1/rain 1/7.8/3.3/rain 0/6.7/3.3/sun 1.5/6.7/2.8/rain 0.5/7.2/5.6/rain 3/7.8/5.6/rain 8.1/6.7/4.4/rain 2.3/7.2/3.3/rain 7.9/6.1/1.1/rain 5.3/4.4/0.6/snow 22.6/6.7/3.3/snow 2/8.3/1.7/rain 3.3/3.9/0.6/snow 13.7/8.3/1.7/snow 13.2/7.2/0.6/rain 1.8/8.3/-1.7/rain 3.3/8.3/3.9/rain 6.6/7.2/3.3/rain 0.3/5.6/2.8/rain 13.5/5.6/2.8/snow 4.6/6.7/3.3/rain 4.1/7.8/3.3/rain 0/8.3/3.9/rain 1.5/5/3.3/rain 0/4.4/0/drizzle 0/3.3/-1.1/drizzle',
];

export type Sky = 'sun' | 'rain' | 'drizzle' | 'snow' | 'fog';
export interface Observation {
  /** Millimetres of water. */
  precip: number;
  /** Degrees Celsius. */
  tempMax: number;
  tempMin: number;
  sky: Sky;
}

export const OBSERVATION_SOURCE =
  'NOAA National Climatic Data Center, Seattle-Tacoma 2012, via vega-datasets';

/** What was observed on that day of the year. @param day `YYYY-MM-DD` */
export function observationOf(day: string): Observation {
  const entry = MONTHS[Number(day.slice(5, 7)) - 1]?.split(' ')[Number(day.slice(8, 10)) - 1];
  const [precip = '0', tempMax = '20', tempMin = '10', sky = 'sun'] = entry?.split('/') ?? [];
  return { precip: Number(precip), tempMax: Number(tempMax), tempMin: Number(tempMin), sky: sky as Sky };
}
