import type { Instant, ParkDay } from '@shared/ids';
import { addParkDays, endOfParkDay, parkDayOf, startOfParkDay } from '@shared/park-day';
import { clockOf } from '../format';

/**
 * An instant as a person picks it: a park day and a clock. `at` is the very instant it was read from, to the
 * millisecond; a picked one has none, so that what nobody touched is handed back as it was.
 */
export interface Moment {
  day: ParkDay;
  /** HH:mm; an end may be 24:00. */
  clock: string;
  at?: Instant;
}

/** When something begins: midnight is the first instant of its day. */
export const momentFrom = (at: Instant): Moment => ({ day: parkDayOf(at), clock: clockOf(at), at });

/** When something ends: midnight is 24:00 of the day before, as people say it. */
export function momentUntil(at: Instant): Moment {
  const { day, clock } = momentFrom(at);
  return startOfParkDay(day) === at ? { day: addParkDays(day, -1), clock: '24:00', at } : { day, clock, at };
}

export const instantOf = ({ day, clock, at }: Moment): Instant =>
  at ?? startOfParkDay(day) + minutesOf(clock) * 60_000;

const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));

/** A day of a period, with the very instant it was read from as long as nobody picked another. */
export interface DayMark {
  day: ParkDay;
  at?: Instant;
}
export const dayMark = (at: Instant): DayMark => ({ day: parkDayOf(at), at });
export const firstInstantOf = ({ day, at }: DayMark): Instant => at ?? startOfParkDay(day);
export const lastInstantOf = ({ day, at }: DayMark): Instant => at ?? endOfParkDay(day);
