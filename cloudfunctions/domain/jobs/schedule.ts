import type { Instant, ParkDay } from '../../../shared-types/ids';
import { addParkDays, parkDayOf, startOfParkDay } from '../../../shared-types/park-day';

/** When a job runs: each park day at a clock time of the park. */
export interface DailySlot {
  /** `HH:mm`, park time. */
  at: string;
  /** What happens to days nobody ran: each is made up for, or only the newest counts. */
  missed: 'each' | 'latest';
}

/** How far a daily job is: the day it is to run (or is running), and where in it. */
export interface DailyState {
  day: ParkDay;
  cursor: string | null;
}

/** Something that happens once, at an instant, to one subject: a round closes, an offer opens. */
export interface Appointment {
  job: string;
  at: Instant;
  subject: string;
  cursor: string | null;
}

/** One document: everything that is due some time, so that an idle tick asks one question for all of it. */
export interface PlanDoc {
  _id: 'plan';
  daily: Record<string, DailyState>;
  appointments: Record<string, Appointment>;
}

/** Days a job that makes up for each missed day goes back at most. */
const MAX_MISSED_DAYS = 40;

/**
 * The day a daily job has to run now, with its cursor, or null. A job that has never run begins with today. A clock
 * that went back leaves a state of the future: it is void, and the job, which is safe to repeat, begins with today.
 */
export function dueRun(state: DailyState | undefined, slot: DailySlot, now: Instant): DailyState | null {
  const today = parkDayOf(now);
  const run = caughtUp(state, slot, today, now);
  return now >= slotOn(run.day, slot) ? run : null;
}

function caughtUp(state: DailyState | undefined, slot: DailySlot, today: ParkDay, now: Instant): DailyState {
  if (!state || state.day > addParkDays(today, 1)) return { day: today, cursor: null };
  const newest = now >= slotOn(today, slot) ? today : addParkDays(today, -1);
  const oldest = slot.missed === 'latest' ? newest : addParkDays(newest, -MAX_MISSED_DAYS);
  return state.day < oldest ? { day: oldest, cursor: null } : state;
}

const slotOn = (day: ParkDay, { at }: DailySlot): Instant =>
  startOfParkDay(day) + (Number(at.slice(0, 2)) * 60 + Number(at.slice(3))) * 60_000;

/** The state after a page: further in the same day, or the next day when the cursor is at its end (null). */
export const afterPage = (run: DailyState, cursor: string | null): DailyState =>
  cursor === null ? { day: addParkDays(run.day, 1), cursor: null } : { day: run.day, cursor };

/** Appointments whose time has come, oldest first. */
export const dueAppointments = (plan: PlanDoc | null, now: Instant): Array<[id: string, Appointment]> =>
  Object.entries(plan?.appointments ?? {})
    .filter(([, { at }]) => at <= now)
    .sort(([, a], [, b]) => a.at - b.at);
